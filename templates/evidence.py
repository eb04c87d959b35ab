"""The sentence behind a figure: quoted with its number in bold, and a link that opens the article at it."""

import re
from collections.abc import Sequence
from dataclasses import replace
from urllib.parse import quote

from markupsafe import Markup, escape

from digests.model import Locale, Proof, StatedFigure
from digests.summarise.caption import caption

_LONGEST_FRAGMENT = 80
_ENDS_OF_FRAGMENT = 4


def quoted(figures: Sequence[StatedFigure]) -> Markup:
    """The sentence of these figures (in the order of the text) with each figure's own words in bold."""
    text = figures[0].article.text
    place, end = figures[0].figure.sentence
    quote = Markup()
    for figure in (stated.figure for stated in figures):
        start = max(figure.start, place)  # one figure may stand within another
        if start < figure.end:
            quote += Markup("{}<b>{}</b>").format(text[place:start], text[start : figure.end])
            place = figure.end
    return (quote + text[place:end]).strip()


def proven(proof: Proof) -> Markup:
    """The sentence of a proof with the figure's own words in bold; where they stand in it twice, without."""
    sentence = " ".join(proof.sentence.split())
    surface = " ".join(proof.surface.split())
    found = list(re.finditer(rf"(?<!\w){re.escape(surface)}(?!\w)", sentence))
    if len(found) != 1:
        return escape(sentence)
    start, end = found[0].span()
    return Markup("{}<b>{}</b>{}").format(sentence[:start], sentence[start:end], sentence[end:])


def captioned(stated: StatedFigure) -> str | None:
    """Words of the article that say what the figure is about; None where no clause of it stands alone."""
    # A stated figure's article carries no other figures than this one.
    return caption(replace(stated.article, figures=(stated.figure,)), 0)


def counted(stated: StatedFigure) -> str | None:
    """What the figure counts, as it can stand beside a number without its sentence; None where that is not known."""
    words, head = stated.figure.counted, stated.figure.counted_head
    if not words or not head or stated.figure.lang is not Locale.KK:
        return words
    # A Kazakh numeral leaves its noun in the dictionary form; only the sentence had hung an ending on it.
    *before, last = words.split()
    return " ".join([*before, head]) if last.lower().startswith(head[:-1]) else words


def source_link(stated: StatedFigure | Proof) -> Markup:
    """The address of the article that scrolls to the sentence (a text fragment), for an attribute."""
    if isinstance(stated, Proof):
        url, sentence = stated.url, stated.sentence
    else:
        url, sentence = stated.article.url, stated.article.text[slice(*stated.figure.sentence)]
    words = sentence.split()
    sentence = " ".join(words)
    pieces = [sentence]
    if len(sentence) > _LONGEST_FRAGMENT and len(words) > 2 * _ENDS_OF_FRAGMENT:
        pieces = [" ".join(words[:_ENDS_OF_FRAGMENT]), " ".join(words[-_ENDS_OF_FRAGMENT:])]
    # A dash has a meaning of its own in text fragments, which `quote` does not know.
    fragment = ",".join(quote(piece, safe="").replace("-", "%2D") for piece in pieces)
    return escape(f"{url}{'' if '#' in url else '#'}:~:text={fragment}")
