"""The stories: data files read into what each outlet publishes, and what it says of it at a moment."""

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

from bot.sandbox.newsroom.markup import Block, blocks, plain
from bot.sandbox.newsroom.outlets import BY_ID, OUTLETS, Outlet
from digests.model import Locale

STORIES = Path(__file__).parent / "stories"
FIRST_NUMBER = 4101  # outlets that number their pages did not start yesterday


@dataclass(frozen=True, slots=True)
class StatedNumber:
    """A headline figure as a story's file declares it."""

    surface: str
    value: Decimal
    unit: str


@dataclass(frozen=True, slots=True)
class Correction:
    """What an outlet changed after publishing: from `at` on the page has this text, and says so in `note`."""

    at: datetime
    title: str
    text: str
    note: str
    figures: tuple[StatedNumber, ...]


@dataclass(frozen=True, slots=True)
class Edition:
    """What a publication says at some moment."""

    title: str
    blocks: tuple[Block, ...]
    figures: tuple[StatedNumber, ...]
    modified: datetime
    note: str = ""

    @property
    def text(self) -> str:
        """The body as a reader sees it, without the editor's note."""
        return plain(self.blocks)


@dataclass(frozen=True, slots=True)
class Publication:
    """One article of one outlet, or one post of the channel.

    story      the same for reprints and for versions in other languages
    number     counts the outlet's publications, earliest first
    source     the outlet that a reprint was taken from; None: the outlet's own text
    published  aware, in the outlet's zone
    """

    story: str
    slug: str
    outlet: Outlet
    lang: Locale
    published: datetime
    title: str
    text: str
    rubrics: tuple[str, ...]
    figures: tuple[StatedNumber, ...]
    author: str = ""
    state_order: bool = False
    source: Outlet | None = None
    correction: Correction | None = None
    number: int = 0

    def is_out(self, now: datetime) -> bool:
        """Whether it can be read at `now`."""
        return self.published <= now

    def edition(self, now: datetime) -> Edition:
        """What it says at `now`."""
        if self.correction and self.correction.at <= now:
            fixed = self.correction
            return Edition(fixed.title, blocks(fixed.text), fixed.figures, fixed.at, fixed.note)
        return Edition(self.title, blocks(self.text), self.figures, self.published)

    @property
    def path(self) -> str:
        """Where it is read, from the root of the server."""
        day = self.published
        tail = self.outlet.path.format(
            year=f"{day:%Y}", month=f"{day:%m}", day=f"{day:%d}", slug=self.slug, number=self.number
        )
        return f"/{self.outlet.root}/{tail}"


def load(folder: Path = STORIES) -> tuple[Publication, ...]:
    """Every publication of every outlet, earliest first, numbered within its outlet."""
    found = [
        publication
        for file in sorted(folder.glob("*.toml"))
        for publication in _read(file.stem[len("2025-10-08-") :], tomllib.loads(file.read_text("utf-8")))
    ]
    return tuple(_numbered(sorted(found, key=lambda publication: publication.published)))


def _numbered(publications: Iterable[Publication]) -> Iterable[Publication]:
    following = {outlet.id: FIRST_NUMBER for outlet in OUTLETS}
    for publication in publications:
        yield replace(publication, number=following[publication.outlet.id])
        following[publication.outlet.id] += 1


def _read(slug: str, record: Mapping[str, Any]) -> Iterable[Publication]:
    text = record["text"].strip()
    original = Publication(
        story=record.get("story", slug),
        slug=slug,
        outlet=BY_ID[record["outlet"]],
        lang=Locale(record["lang"]),
        published=record["published"],
        title=record["title"],
        text=text,
        rubrics=tuple(record["rubrics"]),
        figures=_figures(record["figures"]),
        author=record.get("author", ""),
        state_order=record.get("state_order", False),
        correction=_correction(text, record["correction"]) if "correction" in record else None,
    )
    yield original
    for reprint in record.get("reprints", ()):
        yield _reprint(original, reprint)


def _reprint(original: Publication, record: Mapping[str, Any]) -> Publication:
    paragraphs = re.split(r"\n{2,}", original.text)
    chosen = [record["opening"]] if "opening" in record else []
    chosen += [paragraphs[number - 1] for number in record["paragraphs"]]
    text = "\n\n".join(chosen)
    return replace(
        original,
        outlet=BY_ID[record["outlet"]],
        published=record["published"],
        title=record["title"],
        text=text,
        figures=tuple(figure for figure in original.figures if figure.surface in text),
        author="",
        state_order=record.get("state_order", False),
        source=original.outlet,
        correction=None,
    )


def _correction(text: str, record: Mapping[str, Any]) -> Correction:
    for wrong, right in record["replace"]:
        if wrong not in text:
            raise ValueError(f"nothing to correct: {wrong}")
        text = text.replace(wrong, right)
    return Correction(record["at"], record["title"], text, record["note"], _figures(record["figures"]))


def _figures(records: Iterable[tuple[str, str, str]]) -> tuple[StatedNumber, ...]:
    return tuple(StatedNumber(surface, Decimal(value), unit) for surface, value, unit in records)
