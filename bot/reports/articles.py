"""How well figures are read in labelled articles: numbers, what they say, what they count, and which would lead."""

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from bot.reports.labelled import Label, LabelledArticle, agree, overlap, read_labelled
from bot.reports.section import Missing, Row, Section, f1, share
from digests.figures import find_figures, rank
from digests.model import Figure, Locale, Period

COLUMNS = (
    "F1", "precision", "recall", "kind", "qualifier", "direction", "period", "head", "distractors taken",
    "first", "top 3",
)  # fmt: skip
AIMS = (
    ("aim, ru", "0.97", "", "", "0.97", "0.97", "0.97", "", "0.93", "0.005", "0.75", "0.93"),
    ("aim, kk", "0.95", "", "", "0.97", "0.97", "0.97", "", "0.90", "0.005", "0.75", "0.93"),
    ("aim, en", "0.97", "", "", "0.97", "0.97", "0.97", "", "0.93", "0.005", "0.75", "0.93"),
)


def measure(folder: Path) -> Section:
    """A row a language, and the aims.

    Raises:
        Missing: there are no labelled articles.
    """
    counts = {lang: sum((score(each) for each in read_labelled(folder, lang)), Counter[str]()) for lang in Locale}
    rows = [_row(lang, each) for lang, each in counts.items() if each["articles"]]
    if not rows:
        raise Missing(f"There are no labelled articles in {folder / 'figures' / 'dev'}.")
    return Section("Labelled articles (span overlaps, value and unit are right)", COLUMNS, [*rows, *AIMS])


def score(article: LabelledArticle) -> Counter[str]:
    """Counts of one article: found, labelled, right, and of the right ones what else is right."""
    found = find_figures(article.text, article.lang, published=article.published)
    pairs = [(figure, label) for label in article.figures for figure in found if agree(figure, label)]
    counts = Counter(found=len(found), labelled=len(article.figures), right=len(pairs), articles=1)
    strange = Counter(f.surface for f in found if not any(overlap(f, label) for label in article.figures))
    counts["distractors"] = len(article.distractors)
    counts["taken"] = sum((strange & Counter(article.distractors)).values())
    for figure, label in pairs:
        counts.update(_said(figure, label))
    leading = [found[index].surface in article.headline for index in rank(found, article.text, article.title)]
    counts["first"], counts["top"] = any(leading[:1]), any(leading[:3])
    return counts


def _said(figure: Figure, label: Label) -> Iterator[str]:
    """What is right of a figure that was read, beyond value and unit."""
    for name in ("kind", "qualifier", "direction"):
        if getattr(figure, name) == label[name]:
            yield name
    if _days(figure.period) == label["period"]:
        yield "period"
    if label["counted_head"]:
        yield "heads"
        if figure.counted_head == label["counted_head"]:
            yield "head"


def _days(period: Period | None) -> list[str | None] | None:
    return [day.isoformat() if day else None for day in (period.start, period.end)] if period else None


def _row(lang: Locale, counts: Counter[str]) -> Row:
    right, found, labelled = counts["right"], counts["found"], counts["labelled"]
    return (
        f"{lang}, {counts['articles']} articles",
        f1(right, found, labelled),
        share(right, found),
        share(right, labelled),
        *(share(counts[name], right) for name in ("kind", "qualifier", "direction", "period")),
        share(counts["head"], counts["heads"]),
        share(counts["taken"], counts["distractors"]),
        *(share(counts[name], counts["articles"]) for name in ("first", "top")),
    )
