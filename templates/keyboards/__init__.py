"""The buttons under bubbles, by conversation; every one carries the state that is wanted."""
