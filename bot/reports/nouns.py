"""How often the noun that a number counts is the one a treebank names, beside "the next noun" (CoNLL-U, `nummod`)."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from bot.reports.section import Missing, Row, Section, share
from digests.figures import find_figures
from digests.model import Figure, Locale

FILES = {
    Locale.RU: Path("corpora") / "ru_gsd_dev.conllu",
    Locale.KK: Path("corpora") / "kk_ktb_train.conllu",
}
AIMS = {Locale.RU: "0.92", Locale.KK: "0.90"}


@dataclass(frozen=True, slots=True)
class Token:
    """A word of a treebank with its span in the sentence, and the number (from 1) of the word it hangs on."""

    start: int
    end: int
    part: str
    head: int
    relation: str


def measure(folder: Path) -> Section:
    """A row a language.

    Raises:
        Missing: no treebank is there.
    """
    rows = [row for lang, file in FILES.items() if (row := _row(lang, folder / file))]
    if not rows:
        raise Missing(f"There are no treebanks in {folder / 'corpora'}.")
    return Section(
        "The noun a number counts, of the numbers that are read as figures",
        ("numbers", "read", "next noun", "figures", "aim (unseen part)"),
        rows,
    )


def _row(lang: Locale, path: Path) -> Row | None:
    if not path.is_file():
        return None
    counts = Counter[str]()
    for text, tokens in read_trees(path.read_text(encoding="utf-8").splitlines()):
        counts.update(_score(text, tokens, lang))
    read = counts["read"]
    return (
        str(lang),
        str(counts["numbers"]),
        str(read),
        share(counts["next"], read),
        share(counts["right"], read),
        AIMS[lang],
    )


def read_trees(lines: Iterable[str]) -> Iterator[tuple[str, Sequence[Token]]]:
    """The text of each sentence and its words, those of a fused word («12-13») at the place of the whole."""
    text, rows = "", list[list[str]]()
    for line in [*lines, ""]:
        if line.startswith("# text = "):
            text = line.removeprefix("# text = ")
        elif line and not line.startswith("#"):
            rows.append(line.split("\t"))
        elif not line and rows:
            yield text, _placed(text, rows)
            rows = []


def _placed(text: str, rows: Iterable[Sequence[str]]) -> Sequence[Token]:
    tokens: list[Token] = []
    position, fused = 0, (0, 0, 0)
    for number, form, _, part, _, _, head, relation, *_ in rows:
        if "." in number:
            continue
        first, _, last = number.partition("-")
        if not last and int(first) <= fused[0]:
            start, end = fused[1:]
        else:
            start = max(position, text.find(form, position))
            position = end = start + len(form)
        if last:
            fused = int(last), start, end
            continue
        tokens.append(Token(start, end, part, int(head), relation))
    return tokens


def _score(text: str, tokens: Sequence[Token], lang: Locale) -> Iterator[str]:
    numbers = [(index, token) for index, token in enumerate(tokens) if token.relation in {"nummod", "nummod:gov"}]
    figures = find_figures(text, lang) if numbers else ()
    for index, token in numbers:
        yield "numbers"
        figure = next((each for each in figures if each.start < token.end and token.start < each.end), None)
        if figure is None:
            continue
        yield "read"
        noun = tokens[token.head - 1]
        if next((each for each in tokens[index + 1 :] if each.part in {"NOUN", "PROPN"}), None) == noun:
            yield "next"
        if _names(figure, noun):
            yield "right"


def _names(figure: Figure, noun: Token) -> bool:
    """Whether the noun is the head of what is counted, or the unit («5 метров»), which is within the figure."""
    if figure.start <= noun.start and noun.end <= figure.end:
        return True
    return figure.counted_start is not None and figure.counted_start <= noun.start and noun.end == figure.counted_end
