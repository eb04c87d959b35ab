"""How well numbers are found in Kazakh television news, beside a plain regular expression (KazNERD, IOB2)."""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from bot.reports.section import Missing, Row, Section, f1
from digests.figures import find_figures
from digests.model import Locale

FILE = Path("corpora") / "kaznerd_valid.iob2"
NUMERIC = frozenset({"CARDINAL", "MONEY", "PERCENTAGE", "QUANTITY"})
BASELINE = re.compile(
    r"\d+(?:[ .,]\d+)*(?: (?:мың|млн|миллион|млрд|миллиард|трлн|триллион))?"
    r"(?: ?%| (?:теңге|доллар|еуро|пайыз|процент))?(?:-?[^\W\d_]+)?"
)
_OPENING = frozenset("(«[")
_CLOSING = frozenset(",.!?:;)»]%")

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence as people write it, with the spans of its tokens in it and of its numbers among the tokens."""

    text: str
    tokens: tuple[Span, ...]
    numbers: frozenset[Span]

    def covered(self, start: int, end: int) -> Span:
        """First and last token (excluded) that the characters touch."""
        touched = [index for index, (left, right) in enumerate(self.tokens) if left < end and start < right]
        return (touched[0], touched[-1] + 1) if touched else (0, 0)


def measure(folder: Path) -> Section:
    """Exact and overlapping spans, the reader of figures and the baseline side by side.

    Raises:
        Missing: the corpus is not there.
    """
    path = folder / FILE
    if not path.is_file():
        raise Missing(f"There is no {path}.")
    sentences = tuple(read_sentences(path.read_text(encoding="utf-8").splitlines()))
    rows = [_row("plain regular expression", sentences, _by_expression), _row("figures", sentences, _by_figures)]
    return Section(
        f"Kazakh news, spans of {sum(len(each.numbers) for each in sentences)} numbers",
        ("exact F1", "overlap F1"),
        [*rows, ("aim (unseen part)", "0.90", "0.94")],
    )


def read_sentences(lines: Iterable[str]) -> Iterator[Sentence]:
    """The sentences of an IOB2 file: a token and its tag a line, an empty line between sentences."""
    words: list[tuple[str, str]] = []
    for line in [*lines, ""]:
        if line.strip():
            word, _, tag = line.rpartition(" ")
            words.append((word, tag))
        elif words:
            yield _sentence(words)
            words = []


def _sentence(words: list[tuple[str, str]]) -> Sentence:
    text = ""
    tokens: list[Span] = []
    for index, (word, _) in enumerate(words):
        gap = "" if not text or word[0] in _CLOSING or text[-1] in _OPENING or _is_decimal(words, index) else " "
        tokens.append((len(text) + len(gap), len(text) + len(gap) + len(word)))
        text += gap + word
    return Sentence(text, tuple(tokens), frozenset(_numbers([tag for _, tag in words])))


def _is_decimal(words: list[tuple[str, str]], index: int) -> bool:
    """«7 , 5» is 7,5 where one number holds all three tokens."""
    if index < 2 or words[index - 1][0] not in {",", "."} or words[index][1][:2] != "I-":
        return False
    return words[index - 2][0].isdigit() and words[index][0][:1].isdigit()


def _numbers(tags: list[str]) -> Iterator[Span]:
    for start, tag in enumerate(tags):
        if tag[:2] == "B-" and tag[2:] in NUMERIC:
            end = start + 1
            while end < len(tags) and tags[end] == f"I-{tag[2:]}":
                end += 1
            yield start, end


def _by_expression(text: str) -> Iterator[Span]:
    return (match.span() for match in BASELINE.finditer(text))


def _by_figures(text: str) -> Iterator[Span]:
    return ((figure.start, figure.end) for figure in find_figures(text, Locale.KK))


def _row(name: str, sentences: Iterable[Sentence], find: Callable[[str], Iterable[Span]]) -> Row:
    counts = Counter[str]()
    for each in sentences:
        found = {each.covered(*span) for span in find(each.text)}
        counts["found"] += len(found)
        counts["wanted"] += len(each.numbers)
        counts["exact"] += len(found & each.numbers)
        counts["found right"] += sum(_touches(span, each.numbers) for span in found)
        counts["wanted found"] += sum(_touches(span, found) for span in each.numbers)
    # Harmonic mean of two shares that count different things: spans found, and spans wanted.
    precision, recall = (
        counts["found right"] / max(1, counts["found"]),
        counts["wanted found"] / max(1, counts["wanted"]),
    )
    return name, f1(counts["exact"], counts["found"], counts["wanted"]), f1(precision * recall, precision, recall)


def _touches(span: Span, others: Iterable[Span]) -> bool:
    return any(span[0] < end and start < span[1] for start, end in others)
