"""Which rubrics an article belongs to, by beginnings of words."""

import re
from collections.abc import Sequence
from functools import lru_cache

from digests.model import Locale, Rubric

TITLE_WEIGHT = 4
LEAD_WEIGHT = 2  # the first paragraph says what an article is about
MOST_RUBRICS = 4
LEAST_SHARE = 0.2  # of the strongest rubric's score: what is far weaker is mentioned, and no theme
# A name in quotes («Жасыл ел», «Вместе») says nothing of the theme by one word of it; a phrase in it does («Бюджет
# народного участия»), and longer quotes are speech.
SLOGAN = re.compile(r"[«“„\"][^«»“”„\"\n]{1,40}[»”“\"]")
LONGEST_SLOGAN = 4  # words
NEVER = re.compile(r"(?!)")


def classify(title: str, text: str, lang: Locale, rubrics: Sequence[Rubric]) -> tuple[str, ...]:
    """Keys of the rubrics that the words point to, strongest first; equally strong ones in the order given."""
    lead, _, rest = text.partition("\n\n")
    parts = [(TITLE_WEIGHT, title), (LEAD_WEIGHT, lead), (1, rest)]
    weighted = [(weight, part, SLOGAN.sub(_without_slogan, part)) for weight, part in parts]
    scores = {rubric.key: _score(weighted, rubric.stems.get(lang, ())) for rubric in rubrics}
    least = LEAST_SHARE * max(scores.values(), default=0)
    wanted = [rubric.key for rubric in rubrics if scores[rubric.key] >= max(rubric.enough, least)]
    return tuple(sorted(wanted, key=lambda key: -scores[key])[:MOST_RUBRICS])


def _without_slogan(match: re.Match[str]) -> str:
    return " " if len(match[0].split()) <= LONGEST_SLOGAN else match[0]


def _score(weighted: Sequence[tuple[int, str, str]], stems: tuple[str, ...]) -> int:
    """Of (weight, text, text without slogans); a phrase and a word in it that are both stems count once."""
    if not stems:
        return 0
    words, phrases = _pattern(stems), _pattern(tuple(stem for stem in stems if " " in stem))
    score = 0
    for weight, part, plain in weighted:
        hits = len(words.findall(plain)) + len(phrases.findall(part)) - len(phrases.findall(plain))
        score += weight * hits
    return score


@lru_cache(maxsize=256)
def _pattern(stems: tuple[str, ...]) -> re.Pattern[str]:
    if not stems:
        return NEVER
    longest_first = sorted(stems, key=len, reverse=True)
    words = "|".join(r"\s+".join(map(re.escape, stem.split())) for stem in longest_first)
    return re.compile(rf"(?<!\w)(?:{words})", re.IGNORECASE)
