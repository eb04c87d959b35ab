"""ROUGE: how much of a reference's words stand in a text, in percent; F1, over stems (an ending makes no other word).

Lin, "ROUGE: A Package for Automatic Evaluation of Summaries" (2004).
"""

import re
from collections import Counter
from collections.abc import Sequence

from digests.lang import stem
from digests.model import Locale

_WORD = re.compile(r"\d+(?:[.,]\d+)*|[^\W\d_]+")


def stems(text: str, lang: Locale) -> list[str]:
    """The words of the text as they are compared."""
    return [stem(word, lang) for word in _WORD.findall(text.lower())]


def rouge_n(text: Sequence[str], reference: Sequence[str], n: int) -> float:
    """Runs of `n` words that both have, as often as both have them."""
    ours, theirs = (
        Counter(tuple(words[at : at + n]) for at in range(len(words) - n + 1)) for words in (text, reference)
    )
    return _f1((ours & theirs).total(), ours.total(), theirs.total())


def rouge_l(text: Sequence[str], reference: Sequence[str]) -> float:
    """Words that both have in the same order."""
    longest = [0] * (len(reference) + 1)
    for word in text:
        before = 0
        for at, other in enumerate(reference, 1):
            before, longest[at] = longest[at], before + 1 if word == other else max(longest[at], longest[at - 1])
    return _f1(longest[-1], len(text), len(reference))


def _f1(common: float, ours: float, theirs: float) -> float:
    return 200 * common / (ours + theirs) if common else 0.0
