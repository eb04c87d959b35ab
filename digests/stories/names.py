"""Names as they can be compared across Kazakh, Russian and English: beginnings, in one alphabet."""

import re
from functools import lru_cache

_NAME = re.compile(r"(?<=[^\W_][,\s«\"“(-])[«\"“(]?([A-ZА-ЯЁӘҒҚҢӨҰҮҺІ][^\W\d_]{2,})")
_LETTERS = str.maketrans(
    {
        "а": "a", "ә": "a", "б": "b", "в": "v", "г": "g", "ғ": "g", "д": "d", "е": "e", "ё": "e", "ж": "j", "з": "z",
        "и": "i", "й": "i", "к": "k", "қ": "k", "л": "l", "м": "m", "н": "n", "ң": "n", "о": "o", "ө": "o", "п": "p",
        "р": "r", "с": "s", "т": "t", "у": "u", "ұ": "u", "ү": "u", "ф": "f", "х": "h", "һ": "h", "ц": "s", "ч": "c",
        "ш": "c", "щ": "c", "ъ": "", "ы": "i", "і": "i", "ь": "", "э": "e", "ю": "u", "я": "a",
        "q": "k", "w": "u", "y": "i", "x": "h",
    }
)  # fmt: skip
_DIGRAPHS = (("zh", "j"), ("kh", "h"), ("sh", "c"), ("ch", "c"), ("ts", "s"), ("gh", "g"), ("yu", "u"), ("ya", "a"))
_PREFIX = 5
_EVERYWHERE = ("kazak", "kazah", "astan", "almat")


def find_names(text: str) -> frozenset[str]:
    """Beginnings of the capitalised words inside its sentences, but for those that all news here has."""
    names = (folded(found[1]) for found in _NAME.finditer(text))
    return frozenset(name for name in names if len(name) >= 4 and name not in _EVERYWHERE)


@lru_cache(maxsize=50_000)
def folded(name: str) -> str:
    """«Тоқаев», «Токаев» and “Tokayev” alike; five letters, since endings differ by language."""
    word = name.lower()
    for latin, letter in _DIGRAPHS:
        word = word.replace(latin, letter)
    word = word.translate(_LETTERS)
    return re.sub(r"(.)\1+", r"\1", word)[:_PREFIX]
