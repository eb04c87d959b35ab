"""How much of what is wrong the gate refuses, and how much of what is right; beside comparing digits alone."""

import re
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from bot.reports.sample import labelled_articles, sample_articles
from bot.reports.section import Row, Section, share
from bot.reports.spoil import KINDS, spoilt
from digests.gate import is_backed
from digests.model import Article
from digests.summarise import summarise

AIMS = {
    "digit": "0.990",
    "scale": "1.000",
    "unit": "1.000",
    "qualifier": "0.950",
    "swapped": "0.900",
    "direction": "0.950",
}
_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")

Refuses = Callable[[Article, str], bool]


def measure_labelled(folder: Path) -> Section:
    """On the labelled articles.

    Raises:
        Missing: there are none.
    """
    return _section("Labelled articles", labelled_articles(folder))


def measure_sample(_: Path) -> Section:
    """On the sample newsroom."""
    return _section("Sample newsroom", [article for _, article in sample_articles()])


def right_texts(article: Article) -> Iterator[str]:
    """What is made of an article before the gate is asked: all of it is true."""
    for chars in (140, 320):
        summary = summarise(article, max_chars=chars)
        yield from filter(None, (summary.lead, *summary.sentences))


def _section(name: str, articles: Sequence[Article]) -> Section:
    rows = [_row(kind, [(article, text) for article in articles for text in spoilt(article, kind)]) for kind in KINDS]
    right = [(article, text) for article in articles for text in right_texts(article)]
    alarms = ("false alarms", str(len(right)), _refused(right, _by_digits), _refused(right, _by_gate), "0.005")
    return Section(
        f"{name}: spoilt sentences that are refused", ("texts", "digits alone", "gate", "aim"), [*rows, alarms]
    )


def _row(kind: str, texts: Sequence[tuple[Article, str]]) -> Row:
    return kind, str(len(texts)), _refused(texts, _by_digits), _refused(texts, _by_gate), AIMS[kind]


def _refused(texts: Sequence[tuple[Article, str]], refuses: Refuses) -> str:
    return share(sum(refuses(article, text) for article, text in texts), len(texts))


def _by_digits(article: Article, text: str) -> bool:
    return not set(_NUMBER.findall(text)) <= set(_NUMBER.findall(article.text))


def _by_gate(article: Article, text: str) -> bool:
    return not is_backed(text, article)
