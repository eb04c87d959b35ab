"""Whether articles are put into the rubrics that people would put them into, and the state-order mark is seen."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from bot.newsroom import load_newsroom
from bot.reports.labelled import read_labelled
from bot.reports.section import Missing, Row, Section, f1, share
from bot.sandbox.newsroom.stories import load
from digests.extract import is_state_order
from digests.model import Locale, Rubric
from digests.rubrics import classify

NEWSROOM = Path("newsroom.toml")
COLUMNS = ("micro-F1", "precision", "recall")


@dataclass(frozen=True, slots=True)
class Filed:
    """An article with the rubrics that a person gave it."""

    lang: Locale
    title: str
    text: str
    rubrics: frozenset[str]


def measure_labelled(folder: Path) -> Section:
    """A row a language, and each half of all: the stems were looked for in the even articles only.

    Raises:
        Missing: there are no labelled articles, or no newsroom file.
    """
    articles = {lang: [Filed(lang, o.title, o.text, o.rubrics) for o in read_labelled(folder, lang)] for lang in Locale}
    every = [article for of_lang in articles.values() for article in of_lang]
    if not every:
        raise Missing(f"There are no labelled articles in {folder / 'figures' / 'dev'}.")
    rubrics = _rubrics()
    halves = ((name, [a for of in articles.values() for a in of[at::2]]) for at, name in enumerate(("even", "odd")))
    rows = [
        *(row(f"{lang}, {len(of_lang)} articles", of_lang, rubrics) for lang, of_lang in articles.items() if of_lang),
        row("all", every, rubrics),
        *(row(f"of all, the {name} ones", half, rubrics) for name, half in halves),
        row("all, by the title alone", [Filed(a.lang, a.title, "", a.rubrics) for a in every], rubrics),
        ("aim (unseen articles)", "0.850", "", ""),
    ]
    return Section("Labelled articles: rubrics", COLUMNS, rows)


def measure_sample(_: Path) -> Section:
    """The sample newsroom under the rubrics of newsroom.toml.

    Raises:
        Missing: there is no newsroom file.
    """
    rubrics = _rubrics()
    articles = [Filed(one.lang, one.title, one.text, frozenset(one.rubrics)) for one in load()]
    return Section("Sample newsroom: rubrics", COLUMNS, [row(f"all, {len(articles)} articles", articles, rubrics)])


def measure_mark(folder: Path) -> Section:
    """Whether the mark of what the state paid for is seen where it stands, and only there.

    Raises:
        Missing: there are no labelled articles.
    """
    seen = Counter((a.state_order, is_state_order(a.text)) for lang in Locale for a in read_labelled(folder, lang))
    if not seen:
        raise Missing(f"There are no labelled articles in {folder / 'figures' / 'dev'}.")
    found = f"{seen[True, True]} of {seen[True, True] + seen[True, False]}"
    rows = [("articles", found, str(seen[False, True])), ("aim", "all", "0")]
    return Section("Labelled articles: state-order mark", ("found", "false"), rows)


def row(name: str, articles: Iterable[Filed], rubrics: Sequence[Rubric]) -> Row:
    """Right rubrics of all articles together, of those found and of those wanted."""
    counts = Counter(outcome for article in articles for outcome in _outcomes(article, rubrics))
    right, found, wanted = counts["right"], counts["found"], counts["wanted"]
    return name, f1(right, found, wanted), share(right, found), share(right, wanted)


def _outcomes(article: Filed, rubrics: Sequence[Rubric]) -> Iterator[str]:
    for key in classify(article.title, article.text, article.lang, rubrics):
        yield "found"
        if key in article.rubrics:
            yield "right"
    yield from ("wanted" for _ in article.rubrics)


def _rubrics() -> Sequence[Rubric]:
    if not NEWSROOM.is_file():
        raise Missing(f"There is no {NEWSROOM} here.")
    return load_newsroom(NEWSROOM).rubrics
