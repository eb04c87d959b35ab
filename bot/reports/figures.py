"""How well figures are read: scores over labelled articles (JSON Lines, one file a language)."""

import json
import sys
from collections import Counter
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from digests.figures import find_figures, rank
from digests.model import Figure, Locale

DEFAULT_FOLDER = Path("../shared/figures/dev")


def main(arguments: list[str]) -> int:
    """Print the table; the folder is the only argument."""
    folder = Path(arguments[0]) if arguments else DEFAULT_FOLDER
    if not folder.is_dir():
        sys.stderr.write(f"qogam: there are no labelled articles in {folder}; name their folder.\n")
        return 2
    sys.stdout.write(
        f"{'':4}{'strict F1':>10}{'precision':>11}{'recall':>8}{'kind…':>8}{'head':>7}{'taken':>7}{'first':>7}"
        f"{'top 3':>7}\n"
    )
    for locale in Locale:
        counts = Counter[str]()
        for article in _articles(folder / f"{locale}.jsonl"):
            counts.update(score(article, locale))
        sys.stdout.write(_row(locale, counts) + "\n")
    return 0


def _articles(path: Path) -> Iterator[dict[str, Any]]:
    for line in path.read_text(encoding="utf-8").splitlines():
        yield json.loads(line)


def score(article: dict[str, Any], locale: Locale) -> Counter[str]:
    """Counts of one article: found, labelled, right, and of the right ones what else is right."""
    found = find_figures(article["text"], locale, published=date.fromisoformat(article["published"]))
    labelled = article["figures"]
    pairs = [(figure, label) for label in labelled for figure in found if _agree(figure, label)]
    counts = Counter(found=len(found), labelled=len(labelled), right=len(pairs), articles=1)
    strange = Counter(f.surface for f in found if not any(_overlap(f, label) for label in labelled))
    counts["distractors"] += len(article["distractors"])
    counts["taken"] += sum((strange & Counter(article["distractors"])).values())
    for figure, label in pairs:
        said = (figure.kind, figure.qualifier, figure.direction)
        counts["said"] += said == (label["kind"], label["qualifier"], label["direction"])
        if label["counted_head"]:
            counts["heads"] += 1
            counts["head"] += figure.counted_head == label["counted_head"]
    order = [found[index].surface for index in rank(found, article["text"], article["title"])]
    counts["first"] += bool(order) and order[0] in article["headline"]
    counts["top"] += any(surface in article["headline"] for surface in order[:3])
    return counts


def _overlap(figure: Figure, label: dict[str, Any]) -> bool:
    return bool(figure.start < label["end"] and label["start"] < figure.end)


def _agree(figure: Figure, label: dict[str, Any]) -> bool:
    return _overlap(figure, label) and figure.unit == label["unit"] and figure.value == Decimal(label["value"])


def _row(locale: Locale, counts: Counter[str]) -> str:
    precision, recall = counts["right"] / max(1, counts["found"]), counts["right"] / max(1, counts["labelled"])
    f1 = 2 * precision * recall / max(1e-9, precision + recall)
    said, head = counts["said"] / max(1, counts["right"]), counts["head"] / max(1, counts["heads"])
    first, top = counts["first"] / max(1, counts["articles"]), counts["top"] / max(1, counts["articles"])
    taken = counts["taken"] / max(1, counts["distractors"])
    return f"{locale:4}{f1:10.3f}{precision:11.3f}{recall:8.3f}{said:8.3f}{head:7.3f}{taken:7.3f}{first:7.2f}{top:7.2f}"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
