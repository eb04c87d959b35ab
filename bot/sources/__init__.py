"""`python -m bot sources`: what operators do with the list of sources."""
