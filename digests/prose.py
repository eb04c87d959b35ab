"""Readable paragraphs out of markup, for what comes without a page around it."""

import re

from lxml import etree
from lxml import html as lxml_html

_BLOCK_NAMES = "address article blockquote div dd dl dt figure h1 h2 h3 h4 h5 h6 li ol p pre section table tr ul"
BLOCKS = frozenset(_BLOCK_NAMES.split(" "))
SILENT = frozenset({"script", "style", "noscript", "template", "iframe", "svg", "form", "button"})


def prose(markup: str) -> str:
    """The text of a piece of HTML, paragraphs separated by a blank line."""
    if not markup.strip():
        return ""
    try:
        root = lxml_html.fragment_fromstring(markup, create_parent="div")
    except (etree.ParserError, ValueError):
        return tidy(markup)
    pieces: list[str] = []
    _walk(root, pieces)
    return tidy("".join(pieces))


def tidy(text: str) -> str:
    """The text with single spaces, and one blank line between paragraphs."""
    paragraphs = re.split(r"\n\s*\n", text.replace("\r\n", "\n").replace("\r", "\n"))
    clean = (re.sub(r"[^\S\xa0\u202f]+", " ", paragraph).strip() for paragraph in paragraphs)
    return "\n\n".join(paragraph for paragraph in clean if paragraph)


def _walk(element: etree._Element, pieces: list[str]) -> None:
    """Document order without recursion, so that deep nesting cannot exhaust the stack."""
    silent = 0
    for event, node in etree.iterwalk(element, events=("start", "end", "comment", "pi")):
        name = node.tag if isinstance(node.tag, str) else ""
        if event == "start":
            silent += name in SILENT
            _write(pieces, _edge(name) + (node.text or "").replace("\n", " "), silent)
            continue
        if event == "end":
            _write(pieces, "\n\n" if name in BLOCKS else "", silent)
            silent -= name in SILENT
        if node is not element:
            _write(pieces, (node.tail or "").replace("\n", " "), silent)


def _write(pieces: list[str], text: str, silent: int) -> None:
    if not silent:
        pieces.append(text)


def _edge(name: str) -> str:
    if name in BLOCKS:
        return "\n\n"
    return "\n" if name == "br" else ""
