"""How the patterns of a language's grammar are compiled."""

import re


def any_case(pattern: str) -> re.Pattern[str]:
    """A pattern for text as it stands; what is searched in lower case is compiled as it is, and takes half the time."""
    return re.compile(pattern, re.IGNORECASE)
