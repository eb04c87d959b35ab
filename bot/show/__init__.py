"""Each stage of the newsroom on its own, for operators: see docs on `python -m bot show`."""
