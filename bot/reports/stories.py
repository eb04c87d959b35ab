"""How well and how fast articles are grouped into stories, beside what is usually done."""

import json
import random
import re
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from decimal import Decimal
from itertools import combinations
from pathlib import Path
from statistics import median
from typing import Any

from bot.reports.sample import sample_articles
from bot.reports.section import Missing, Row, Section, f1, share
from bot.show.articles import read_article
from digests.model import Article, Locale
from digests.stories import SPAN, StoryIndex, group

PAIRS = Path("corpora") / "same_story_pairs_dev.jsonl"
WINDOWS = (1_000, 10_000)
_NEW, _BATCH = 1_000, 100
_RARE_WORDS, _THEME = 50_000, 25
_WORD = re.compile(r"\w+")
_SHINGLE = 3
_TITLE_THRESHOLD, _SHINGLE_THRESHOLD = 0.5, 0.1

Same = Callable[[Article, Article], bool]


def measure_pairs(folder: Path) -> Section:
    """Labelled pairs of Russian news; the baselines get the threshold that is best on these very pairs.

    Raises:
        Missing: the pairs are not there.
    """
    path = folder / PAIRS
    if not path.is_file():
        raise Missing(f"There is no {path}.")
    pairs = [_pair(json.loads(line)) for line in path.read_text(encoding="utf-8").splitlines()]
    verdicts = [same for _, _, same in pairs]
    rows = [
        _best("title token set", [title_likeness(one, other) for one, other, _ in pairs], verdicts),
        _best("shingle Jaccard", [shingle_likeness(one, other) for one, other, _ in pairs], verdicts),
        _scored("stories", [_is_grouped(one, other) for one, other, _ in pairs], verdicts),
    ]
    return Section(f"{len(pairs)} pairs of Russian news: one story or two", ("F1", "precision", "recall"), [
        *rows, ("aim (unseen pairs)", "0.840", "", "")
    ])  # fmt: skip


def measure_sample(_: Path) -> Section:
    """The sample newsroom, where one release is told in full, shortened, re-titled and in three languages."""
    articles = sample_articles()
    key_of = {article.id: story.key for story in group([each for _, each in articles]) for article in story.articles}
    rows = [
        _linked("title token set", articles, lambda one, other: title_likeness(one, other) >= _TITLE_THRESHOLD),
        _linked("shingle Jaccard", articles, lambda one, other: shingle_likeness(one, other) >= _SHINGLE_THRESHOLD),
        _linked("stories", articles, lambda one, other: key_of[one.id] == key_of[other.id]),
        ("aim", "", "0.980", ""),
    ]
    columns = ("copies in one language", "versions in another", "unrelated pairs linked")
    return Section(f"Sample newsroom: which of its {len(articles)} articles are linked", columns, rows)


def measure_speed(_: Path) -> Section:
    """How fast new articles join a window that is already there; the same speed in each row means linear."""
    rows = [(f"a window of {size:,}", f"{_rate(size):,.0f}", "2,000") for size in WINDOWS]
    return Section("Articles a second that are grouped, on one core", ("measured", "aim"), rows)


def title_likeness(one: Article, other: Article) -> float:
    """How much of the shorter title stands in the other."""
    first, second = _words(one.title), _words(other.title)
    return len(set(first) & set(second)) / max(1, min(len(set(first)), len(set(second))))


def shingle_likeness(one: Article, other: Article) -> float:
    """Runs of three words that both have, of all that either has."""
    first, second = _shingles(one.text), _shingles(other.text)
    return len(first & second) / max(1, len(first | second))


def invented(count: int, seed: int = 0) -> Iterator[Article]:
    """Articles like those of the sample newsroom: their length, their common words, but each with a theme of its own.

    Every tenth is a shortened copy of the one before it. Published one after the other within one window.
    """
    texts = [article for _, article in sample_articles()]
    rng = random.Random(seed)  # noqa: S311 the same texts each time, no secret
    rare = [_new_word(rng) for _ in range(_RARE_WORDS)]
    common = [word for article in texts for word in _words(article.text)]
    begin, step = texts[0].published, SPAN / 2 / max(1, count)
    last = texts[0]
    for number in range(count):
        moment = begin + number * step
        if number % 10 == 9:
            last = replace(last, text=last.text[len(last.text) // 3 :], figures=last.figures[1:])
        else:
            last = _invented(rng.choice(texts), common, rng.sample(rare, _THEME), rng)
        outlet = f"outlet {rng.randrange(300)}"
        yield replace(last, id=f"{seed}-{number}", source_id=outlet, outlet=outlet, published=moment)


def _invented(model: Article, common: Sequence[str], theme: Sequence[str], rng: random.Random) -> Article:
    length = len(_words(model.text))
    words = [rng.choice(theme if rng.random() < 0.3 else common) for _ in range(length)]
    text = " ".join(words) + "."
    figures = tuple(figure._replace(value=Decimal(rng.randrange(10, 10**5))) for figure in model.figures)
    return replace(model, title=" ".join(words[:8]), text=text, figures=figures)


def _new_word(rng: random.Random) -> str:
    return "".join(rng.choice("бвгдзклмнпрст") + rng.choice("аеиоуы") for _ in range(4))


def _rate(size: int) -> float:
    """Of new articles that come one batch after the other to an index that holds `size`."""
    articles, index = list(invented(size + _NEW)), StoryIndex()
    index.take(articles[:size])
    spent: list[float] = []
    for start in range(size, size + _NEW, _BATCH):
        begin = time.process_time()
        index.take(articles[start : start + _BATCH])
        spent.append(time.process_time() - begin)
    return _BATCH / median(spent)


def _pair(record: dict[str, Any]) -> tuple[Article, Article, bool]:
    moment = datetime(2020, 5, 1, 12, tzinfo=UTC).isoformat()
    one, other = (
        read_article({**record[side], "id": side, "outlet": side, "lang": Locale.RU, "published": moment})
        for side in ("first", "second")
    )
    return one, other, bool(record["same_story"])


def _is_grouped(one: Article, other: Article) -> bool:
    return len(group([one, other])) == 1


def _best(name: str, scores: Sequence[float], verdicts: Sequence[bool]) -> Row:
    rows = (_scored(name, [score >= least for score in scores], verdicts) for least in sorted(set(scores)))
    return max(rows, key=lambda row: row[1])


def _scored(name: str, found: Sequence[bool], verdicts: Sequence[bool]) -> Row:
    right = sum(one and other for one, other in zip(found, verdicts, strict=True))
    return name, f1(right, sum(found), sum(verdicts)), share(right, sum(found)), share(right, sum(verdicts))


def _linked(name: str, articles: Iterable[tuple[str, Article]], is_same: Same) -> Row:
    counts = Counter[tuple[str, bool]]()
    for (story, one), (other_story, other) in combinations(articles, 2):
        if abs(one.published - other.published) <= SPAN:
            kind = "apart" if story != other_story else "copy" if one.lang is other.lang else "version"
            counts[kind, is_same(one, other)] += 1
    apart = f"{counts['apart', True]} of {counts['apart', True] + counts['apart', False]}"
    return name, *(share(counts[k, True], counts[k, True] + counts[k, False]) for k in ("copy", "version")), apart


def _words(text: str) -> list[str]:
    return _WORD.findall(text.lower())


def _shingles(text: str) -> frozenset[tuple[str, ...]]:
    words = _words(text)
    return frozenset(tuple(words[at : at + _SHINGLE]) for at in range(len(words) - _SHINGLE + 1))
