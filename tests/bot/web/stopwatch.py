"""A clock of the limits that a test moves."""


class Stopwatch:
    """Stands still unless a test moves it."""

    seconds = 1000.0
