"""The singular of English nouns."""

from digests.lang.words_en import IRREGULAR, NOT_MEN, SAME

_TAILS = ("children", "women", "men", "people")


def english_noun(word: str) -> str:
    """The singular of an English noun, lower-case."""
    noun = word.lower().removesuffix("'s").removesuffix("’s")
    if noun in SAME:
        return noun
    tail = next((tail for tail in _TAILS if noun.endswith(tail)), None)
    if noun in IRREGULAR or (tail and noun not in NOT_MEN):
        known = noun if noun in IRREGULAR else str(tail)
        return noun.removesuffix(known) + IRREGULAR[known]
    return _regular(noun)


def _regular(noun: str) -> str:
    if noun.endswith("ies") and len(noun) > 4:
        return noun[:-3] + "y"
    if noun.endswith(("ches", "shes", "sses", "xes", "zzes")):
        return noun[:-2]
    return noun[:-1] if noun.endswith("s") and not noun.endswith(("ss", "us", "is")) else noun


def is_plural(word: str) -> bool:
    """Whether the word looks like a noun in the plural."""
    noun = word.lower()
    if noun in SAME or noun in IRREGULAR or (noun.endswith(_TAILS) and noun not in NOT_MEN):
        return True
    return noun.endswith("s") and not noun.endswith(("ss", "us", "is", "'s", "’s"))
