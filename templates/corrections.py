"""Messages that were sent, with their corrections: what was told is struck through, what is said now beside it."""

import re
from collections.abc import Callable, Collection, Sequence
from dataclasses import replace
from html import escape

from digests.gate import is_backed
from digests.model import Bubble, Corrected, Figure, StatedFigure
from templates.bubbles import LONGEST, plain, units_shown

_TAGS = re.compile(r"(<[^<>]*>)")
_LEADS = "▪️ "
_GAP = "\n\n"
_WORD = re.compile(r"\w+")
_BEGINNING = 4

Format = Callable[[Figure], str]


def corrected(bubble: Bubble, changes: Sequence[Corrected], stated: Collection[StatedFigure], say: Format) -> Bubble:
    """The bubble with each change marked wherever it states the figure; itself where it states none of them.

    `stated` are all figures of the mailing: words that two of them share cannot be told apart. `say` formats a figure
    as the bubble does. Where the new words would make it too long, the old ones are only struck through.
    """
    marked, struck = bubble.text, bubble.text
    for change in changes:
        marked = _marked(marked, _Mark(change, _now(change), say), stated)
        struck = _marked(struck, _Mark(change, None, say), stated)
    return replace(bubble, text=marked if units_shown(marked) <= LONGEST else struck)


class _Mark:
    """The words of a change: as headlines and as sentences have them."""

    def __init__(self, change: Corrected, now: StatedFigure | None, say: Format) -> None:
        self.was = change.was
        self.lead = (say(change.was.figure), say(now.figure) if now else None)
        self.phrase = (phrase(change.was), phrase(now) if now else None)
        self.surface = (change.was.figure.surface, now.figure.surface if now else None)


def phrase(stated: StatedFigure) -> str:
    """The figure's own words with the noun behind them, which has to agree with the number."""
    figure = stated.figure
    end = figure.end
    if figure.counted_start is not None and figure.counted_end is not None and figure.counted_start >= end:
        end = figure.counted_end
    return stated.article.text[figure.start : min(end, figure.sentence[1])]


def _now(change: Corrected) -> StatedFigure | None:
    """What can take the place of the old words: the new ones, where the old sentence is true with them."""
    if change.now is None:
        return None
    figure, text = change.was.figure, change.was.article.text
    words = phrase(change.was)
    behind = figure.start + len(words)
    sentence = text[figure.sentence[0] : figure.start] + phrase(change.now) + text[behind : figure.sentence[1]]
    return change.now if is_backed(sentence.strip(), change.now.article) else None


def _marked(text: str, mark: _Mark, stated: Collection[StatedFigure]) -> str:
    blocks = text.split(_GAP)
    return _GAP.join(
        _in_item(block, mark, stated) if _is_of(block, mark.was) else _in_leads(block, mark) for block in blocks
    )


def _is_of(block: str, stated: StatedFigure) -> bool:
    return f'href="{escape(stated.article.url)}"' in block


def _in_leads(block: str, mark: _Mark) -> str:
    """Headline lines, which have the figure as `say` formats it and words of its article, which may have it again."""
    old, new = f"{_LEADS}<b>{escape(mark.lead[0])}</b>", f"{_LEADS}{_struck(mark.lead)}"
    lines = block.split("\n")
    for place, line in enumerate(lines):
        words = line.removeprefix(old)
        if words != line and _speaks_of(words, mark.was):
            lines[place] = new + _replaced(words, mark.phrase)
    return "\n".join(lines)


def _speaks_of(words: str, stated: StatedFigure) -> bool:
    """Whether half of the words beside a headline figure, by their beginnings, are of its sentence or its title."""
    known = _beginnings(f"{stated.article.text[slice(*stated.figure.sentence)]} {stated.article.title}")
    said = _beginnings(plain(words))
    return 2 * len(said & known) >= len(said)


def _beginnings(text: str) -> set[str]:
    return {word[:_BEGINNING].lower() for word in _WORD.findall(text) if len(word) >= _BEGINNING}


def _in_item(block: str, mark: _Mark, stated: Collection[StatedFigure]) -> str:
    """The words of a story: the number with its noun, else the number alone where no other figure is written so."""
    done = _replaced(block, mark.phrase)
    if done != block:
        return done
    surface = mark.surface[0]
    same = [one for one in stated if one.ref.article_id == mark.was.ref.article_id and one.figure.surface == surface]
    return _replaced(block, mark.surface) if len(same) <= 1 else block


def _replaced(block: str, words: tuple[str, str | None]) -> str:
    pieces = _TAGS.split(block)
    old = r"\s+".join(re.escape(escape(word, quote=False)) for word in words[0].split())
    found = re.compile(rf"(?<![\w&#])(?<!\d[.,\s]){old}(?!\w)(?![.,\s]\d)")
    for place in range(0, len(pieces), 2):  # between the tags
        if place and pieces[place - 1] == "<s>":  # marked when it was sent
            continue
        pieces[place] = found.sub(lambda _: _struck(words), pieces[place])
    return "".join(pieces)


def _struck(words: tuple[str, str | None]) -> str:
    old, new = (word and escape(word, quote=False) for word in words)
    return f"<s>{old}</s> <b>{new}</b>" if new else f"<s>{old}</s>"
