"""Text made comparable, so that «Ёлки» is found by «елк» in databases whose LIKE knows no Cyrillic."""

from digests.wishes import folded

_LONGEST_WORD = 64


def fold(text: str) -> str:
    """Its words in lower case, ё as е, each after one space: a word begins where a space stands before it."""
    return f" {folded(text)}"


def words(*texts: str) -> frozenset[str]:
    """The folded words of the texts; of a longer one the first 64 characters, for it stands in an index."""
    return frozenset(word[:_LONGEST_WORD] for text in texts for word in folded(text).split())
