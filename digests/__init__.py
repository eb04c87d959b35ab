"""The newsroom core: news, figures, stories, digests and subscribers, without any framework."""
