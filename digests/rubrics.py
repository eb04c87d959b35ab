"""Which rubrics an article belongs to, by beginnings of words."""

import re
from collections.abc import Sequence

from digests.model import Locale, Rubric

TITLE_WEIGHT = 3
ENOUGH = 2  # one hit in the title, or two in the body: a single word in passing is no theme


def classify(title: str, text: str, lang: Locale, rubrics: Sequence[Rubric]) -> tuple[str, ...]:
    """Keys of the rubrics that the words point to, strongest first; equally strong ones in the order given."""
    scores = {rubric.key: _score(title, text, rubric.stems.get(lang, ())) for rubric in rubrics}
    wanted = [key for key, score in scores.items() if score >= ENOUGH]
    return tuple(sorted(wanted, key=lambda key: -scores[key]))


def _score(title: str, text: str, stems: tuple[str, ...]) -> int:
    if not stems:
        return 0
    longest_first = sorted(stems, key=len, reverse=True)
    words = "|".join(r"\s+".join(map(re.escape, stem.split())) for stem in longest_first)
    pattern = re.compile(rf"(?<!\w)(?:{words})", re.IGNORECASE)
    return TITLE_WEIGHT * len(pattern.findall(title)) + len(pattern.findall(text))
