"""Turns what a source lists into entries, and decides what to do with them."""
