"""Which metrics a person means: by the beginnings of their words, in any of the three languages."""

from collections.abc import Iterable, Sequence

from digests.lang import stem
from digests.ledger.phrases import choices
from digests.model import Locale, Metric

_SHORTEST = 4  # a shorter stem is the beginning of too much


def find(metrics: Sequence[Metric], words: Iterable[str], locale: Locale | None = None) -> tuple[Metric, ...]:
    """The metrics that have all the words in one language, best first: in the name before other words.

    A word is met by one with the same stem or beginning. Of equally good ones those of `locale`, then the file's order.
    """
    wanted = [word for text in words for word in _words(text)]
    if not wanted:
        return ()
    scores = {metric.key: _score(metric, wanted, locale) for metric in metrics}
    found = [metric for metric in metrics if scores[metric.key]]
    return tuple(sorted(found, key=lambda metric: -scores[metric.key]))


def _score(metric: Metric, wanted: Sequence[str], locale: Locale | None) -> float:
    """The best of the languages; 0: in none of them are all words met."""
    return max(_met_in(metric, wanted, lang) * (1.1 if lang is locale else 1.0) for lang in Locale)


def _met_in(metric: Metric, wanted: Sequence[str], lang: Locale) -> float:
    name = _words(metric.name[lang])
    other = {word for field in (metric.counts, metric.near) for item in field[lang] for word in _phrase_words(item)}
    total = 0.0
    for word in wanted:
        in_name = any(_meets(word, one, lang) for one in name)
        if not in_name and not any(_meets(word, one, lang) for one in other):
            return 0.0
        total += 2 if in_name else 1
    return total / len(wanted) + sum(_meets(word, one, lang) for word in wanted for one in name) / (10 * len(name))


def _words(text: str) -> list[str]:
    return list(filter(None, (word.strip(".,:()«»").casefold().replace("ё", "е") for word in text.split())))


def _phrase_words(item: str) -> Iterable[str]:
    return (word for phrase in choices(item) for word in _words(phrase))


def _meets(word: str, known: str, lang: Locale) -> bool:
    """«гранты» meets «грант», «грантов»; «волонтёр» and "vol" meet what begins with them."""
    root, known_root = stem(word, lang), stem(known, lang)
    if root == known_root or known.startswith(word):
        return True
    return (len(root) >= _SHORTEST and known.startswith(root)) or (
        len(known_root) >= _SHORTEST and word.startswith(known_root)
    )
