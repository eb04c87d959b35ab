"""The only async code of the core: ports and pure functions, in order."""
