"""How near leads come to the titles that editors wrote, and whether every number in them is the source's."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from bot.reports.rouge import rouge_l, rouge_n, stems
from bot.reports.sample import labelled_articles, sample_articles
from bot.reports.section import Row, Section, share
from digests.figures import find_figures, rank
from digests.lang import sentences
from digests.model import Article, Locale
from digests.summarise import caption, summarise

CHARS = 140
_ROUNDS, _DAMPING = 20, 0.85

Lead = Callable[[Article], str]


def measure_labelled(folder: Path) -> Section:
    """Leads of the labelled articles.

    Raises:
        Missing: there are none.
    """
    return _section("Labelled articles", labelled_articles(folder))


def measure_sample(_: Path) -> Section:
    """Leads of what the invented outlets publish."""
    return _section("Sample newsroom", [article for _, article in sample_articles()])


def measure_numbers(folder: Path) -> Section:
    """Whether what is said of an article, at three lengths, has a number that does not stand there as it is."""
    articles = [article for _, article in sample_articles()]
    if (folder / "figures" / "dev").is_dir():
        articles += labelled_articles(folder)
    strange = Counter(kind for article in articles for kind in _strange_numbers(article))
    rows = [(kind, str(strange[kind]), "0") for kind in ("summaries", "captions")]
    return Section(f"Numbers that are not verbatim in the source, {len(articles)} articles", ("found", "aim"), rows)


def _strange_numbers(article: Article) -> Iterable[str]:
    for chars in (CHARS, 320, 1000):
        summary = summarise(article, max_chars=chars)
        yield from ("summaries" for text in (summary.lead, *summary.sentences) if not _is_verbatim(text, article))
    words = (caption(article, index) or "" for index in range(len(article.figures)))
    yield from ("captions" for text in words if not _is_verbatim(text, article))


def _is_verbatim(text: str, article: Article) -> bool:
    source = article.text.casefold()
    return all(figure.surface.casefold() in source for figure in find_figures(text, article.lang))


def lead_sentence(article: Article) -> str:
    """The first sentence of the article, with as many whole words as fit."""
    first = next(iter(sentences(article.text, article.lang)), (0, 0))
    return _fitted(article.text[slice(*first)])


def text_rank(article: Article) -> str:
    """The sentence that shares most words with the others, as PageRank counts it (Mihalcea & Tarau 2004)."""
    texts = [article.text[start:end] for start, end in sentences(article.text, article.lang)]
    words = [set(stems(text, article.lang)) for text in texts]
    links = [[len(one & other) if one is not other else 0 for other in words] for one in words]
    totals = [sum(row) or 1 for row in links]
    ranks = [1.0] * len(texts)
    for _ in range(_ROUNDS):
        ranks = [
            1
            - _DAMPING
            + _DAMPING * sum(rank * row[at] / all_ for rank, row, all_ in zip(ranks, links, totals, strict=True))
            for at in range(len(texts))
        ]
    return _fitted(texts[max(range(len(texts)), key=ranks.__getitem__)]) if texts else ""


def _our_lead(article: Article) -> str:
    return summarise(article, max_chars=CHARS).lead


def _our_lead_without_title(article: Article) -> str:
    """As for a post that has none: nothing of what it is compared with is known."""
    headline = rank(article.figures, article.text, "")
    return _our_lead(replace(article, title="", headline=headline))


LEADS: Mapping[str, Lead] = {
    "lead sentence": lead_sentence,
    "TextRank": text_rank,
    "summaries": _our_lead,
    "summaries, no title": _our_lead_without_title,
}


def _section(name: str, articles: Sequence[Article]) -> Section:
    rows = [
        _row(f"{lang} {which}", [article for article in articles if article.lang is lang], lead)
        for lang in Locale
        for which, lead in LEADS.items()
    ]
    columns = ("ROUGE-1", "ROUGE-2", "ROUGE-L", "title's number kept", "longest")
    aim = ("aim (unseen news)", "34.0", "16.5", "29.5", "0.820", str(CHARS))
    return Section(f"{name}: leads of {CHARS} characters beside the editors' titles", columns, [*rows, aim])


def _row(name: str, articles: Sequence[Article], lead: Lead) -> Row:
    sums = Counter[str]()
    for article in articles:
        text = lead(article)
        sums.update(_likeness(text, article))
        sums.update(_kept_numbers(text, article))
        sums["longest"] = max(sums["longest"], len(text))
    means = (f"{sums[key] / (len(articles) or 1):.1f}" for key in ("1", "2", "L"))
    return name, *means, share(sums["kept"], sums["told"]), str(sums["longest"])


def _likeness(text: str, article: Article) -> dict[str, float]:
    ours, theirs = stems(text, article.lang), stems(article.title, article.lang)
    return {"1": rouge_n(ours, theirs, 1), "2": rouge_n(ours, theirs, 2), "L": rouge_l(ours, theirs)}


def _kept_numbers(text: str, article: Article) -> dict[str, int]:
    """Of titles with a number that the body has: whether the lead has one of them too."""
    ours, title, body = (
        {(figure.value, figure.unit) for figure in figures}
        for figures in (find_figures(text, article.lang), find_figures(article.title, article.lang), article.figures)
    )
    return {"told": int(bool(title & body)), "kept": int(bool(title & body & ours))}


def _fitted(text: str) -> str:
    """As much of the text as fits, in whole words."""
    return text if len(text) <= CHARS else text[: CHARS + 1].rpartition(" ")[0]
