"""The three languages as data."""
