"""What stands on a button for what is too long for it; the same in every version."""

from collections.abc import Sequence

from digests.model import Metric, short_key

MOST_WORD_BYTES = 43
"""Of the words that a button of /stats carries; the rest is for its prefix, the number of a page, metric and place."""

_METRIC_LETTERS = 8
_PLACE_LETTERS = 4


def metric_code(key: str) -> str:
    """What stands for a metric's key on a button; the same in every version."""
    return short_key(key)[:_METRIC_LETTERS]


def metric_of(code: str, metrics: Sequence[Metric]) -> Metric | None:
    """The metric that a button means; None: the newsroom no longer has it."""
    return next((metric for metric in metrics if metric_code(metric.key) == code), None)


def place_code(key: str | None) -> str:
    """What stands for a place; nothing for None, where no place is said."""
    return short_key(key)[:_PLACE_LETTERS] if key else ""


def source_code(source_id: str) -> str:
    """What stands for a source on a button."""
    return short_key(source_id)[:_METRIC_LETTERS]


def word_code(word: str) -> str:
    """What stands for a word of the reader's wishes on a button."""
    return short_key(word)[:_METRIC_LETTERS]


def fitting_words(words: str) -> str:
    """The words of a search, folded, and cut at a word to what the button of any page can carry beside its number.

    Of a first word that is longer its beginning is kept: words are looked for by their beginnings.
    """
    kept = ""
    for word in words.casefold().replace("ё", "е").replace(":", " ").split():
        longer = f"{kept} {word}".lstrip()
        if len(longer.encode()) > MOST_WORD_BYTES:
            return kept or longer.encode()[:MOST_WORD_BYTES].decode(errors="ignore")
        kept = longer
    return kept
