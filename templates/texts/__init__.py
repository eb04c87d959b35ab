"""What the bot says, by conversation: values in, bubbles out."""
