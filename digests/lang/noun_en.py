"""The singular of English nouns."""

_IRREGULAR = {
    "people": "person", "children": "child", "women": "woman", "men": "man", "feet": "foot", "teeth": "tooth",
    "mice": "mouse", "geese": "goose", "lives": "life", "wives": "wife", "knives": "knife", "leaves": "leaf",
    "halves": "half", "shelves": "shelf", "wolves": "wolf", "thieves": "thief", "loaves": "loaf", "calves": "calf",
    "media": "medium", "criteria": "criterion", "phenomena": "phenomenon", "bacteria": "bacterium",
    "curricula": "curriculum", "memoranda": "memorandum", "alumni": "alumnus", "analyses": "analysis",
    "crises": "crisis", "bases": "basis", "theses": "thesis", "movies": "movie", "ties": "tie", "heroes": "hero",
    "potatoes": "potato", "tomatoes": "tomato", "echoes": "echo", "vetoes": "veto", "buses": "bus",
    "viruses": "virus", "campuses": "campus", "statuses": "status", "bonuses": "bonus", "gases": "gas",
    "matrices": "matrix", "indices": "index", "quizzes": "quiz", "cookies": "cookie", "calories": "calorie",
    "selfies": "selfie", "rookies": "rookie",
}  # fmt: skip
# The same in both numbers, though some end like a plural.
_SAME = frozenset([
    "staff", "personnel", "youth", "sheep", "fish", "deer", "series", "species", "news", "headquarters", "means",
    "aircraft", "livestock", "cattle", "police", "clothes", "goods", "premises", "proceeds", "savings", "works",
    "thanks", "data", "crossroads",
])  # fmt: skip
_TAILS = ("children", "women", "men", "people")
# "children's", "men": plural, though not by -s.
_NOT_MEN = frozenset(["specimen", "abdomen", "regimen", "acumen", "omen", "semen", "yemen"])


def english_noun(word: str) -> str:
    """The singular of an English noun, lower-case."""
    noun = word.lower().removesuffix("'s").removesuffix("’s")
    if noun in _SAME:
        return noun
    tail = next((tail for tail in _TAILS if noun.endswith(tail)), None)
    if noun in _IRREGULAR or (tail and noun not in _NOT_MEN):
        known = noun if noun in _IRREGULAR else str(tail)
        return noun.removesuffix(known) + _IRREGULAR[known]
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
    if noun in _SAME or noun in _IRREGULAR or (noun.endswith(_TAILS) and noun not in _NOT_MEN):
        return True
    return noun.endswith("s") and not noun.endswith(("ss", "us", "is", "'s", "’s"))
