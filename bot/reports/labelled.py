"""Labelled articles: JSON Lines, one file a language, as `figures/GUIDELINES.md` beside them explains."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from digests.model import Figure, Locale

Label = dict[str, Any]
SHARED = Path("../shared")


@dataclass(frozen=True, slots=True)
class LabelledArticle:
    """An article with what people found in it.

    figures      as the guidelines define them: start, end, surface, value, unit, kind …
    headline     surfaces of the figures that an editor would lead with, best first
    distractors  surfaces of numbers that are no figures
    rubrics      keys of the themes that it belongs to
    state_order  whether it says that the state paid for it
    """

    lang: Locale
    title: str
    text: str
    published: date
    figures: tuple[Label, ...]
    headline: tuple[str, ...]
    distractors: tuple[str, ...]
    rubrics: frozenset[str] = frozenset()
    state_order: bool = False

    def leads(self, figure: Figure) -> bool:
        """Whether the figure that was read is one of the editor's, however its ends were read."""
        return any(label["surface"] in self.headline and overlap(figure, label) for label in self.figures)


def read_labelled(folder: Path, lang: Locale) -> Iterator[LabelledArticle]:
    """The articles of one language, none where there is no file; the files are in `folder` or in its `figures/dev`."""
    inner = folder / "figures" / "dev"
    path = (inner if inner.is_dir() else folder) / f"{lang}.jsonl"
    for line in path.read_text(encoding="utf-8").splitlines() if path.is_file() else ():
        record = json.loads(line)
        yield LabelledArticle(
            lang=lang,
            title=record["title"],
            text=record["text"],
            published=date.fromisoformat(record["published"]),
            figures=tuple(record["figures"]),
            headline=tuple(record["headline"]),
            distractors=tuple(record["distractors"]),
            rubrics=frozenset(record.get("rubrics", ())),
            state_order=bool(record.get("state_order")),
        )


def overlap(figure: Figure, label: Label) -> bool:
    """Whether both have a character in common."""
    return bool(figure.start < label["end"] and label["start"] < figure.end)


def agree(figure: Figure, label: Label) -> bool:
    """Whether both say the same of the same words: unit and value are right."""
    return overlap(figure, label) and figure.unit == label["unit"] and figure.value == Decimal(label["value"])
