"""Documents that are made to cost more than they say: found by counting, in one pass, before a parser meets them.

The limits are far above what any outlet sends. What gets past them meets the time limit of the process that parses.
"""

import re

MOST_UNCLOSED = 1000  # openings of tags that never end
MOST_DEEP = 2000  # elements that are opened and not closed
MOST_ATTRIBUTES = 300  # of one element
MOST_TAGS = 100_000  # of a page; long ones have ten thousand

_OPENED = re.compile(rb"<[a-zA-Z]")
_NEVER_CLOSED = re.compile(
    rb"<(?:br|img|hr|p|li|td|th|tr|dd|dt|input|meta|link|source|embed|param|col|wbr|area)\b", re.IGNORECASE
)
_IN_A_ROW = re.compile(rb"(?:<[a-zA-Z][^<>]*>\s*){500}")
_ATTRIBUTES = re.compile(
    rb"<[a-zA-Z][^\s<>=]{0,60}(?:\s+[^\s=<>]{1,200}\s*=\s*(?:\"[^\"<]{0,2000}\"|'[^'<]{0,2000}'|[^\s\"'<>]{1,2000})){%d}"
    % MOST_ATTRIBUTES
)
_AMPERSANDS = re.compile(rb"&{500}")


def burden(document: bytes) -> str | None:
    """What makes the document too heavy to be parsed; None: nothing that counting finds."""
    # HTML inside of feeds is escaped, and is parsed like the rest.
    markup = document.replace(b"&lt;", b"<").replace(b"&gt;", b">")
    if markup.count(b"<") - markup.count(b">") > MOST_UNCLOSED:
        return f"more than {MOST_UNCLOSED} of its tags never end"
    if _AMPERSANDS.search(markup):
        return "it is a flood of ampersands"
    if _IN_A_ROW.search(markup) or _depth(markup) > MOST_DEEP:
        return f"more than {MOST_DEEP} of its elements are never closed"
    if _ATTRIBUTES.search(markup):
        return f"an element has more than {MOST_ATTRIBUTES} attributes"
    return None


def page_burden(page: bytes) -> str | None:
    """What makes a page too heavy to be read; pages are forgiven what HTML forgives, but not their size."""
    if page.count(b"<") > MOST_TAGS:
        return f"it has more than {MOST_TAGS // 2} elements"
    if _ATTRIBUTES.search(page):
        return f"an element has more than {MOST_ATTRIBUTES} attributes"
    return None


def _depth(markup: bytes) -> int:
    """How many elements stay open, at most; those that HTML need not close are not counted."""
    opened = len(_OPENED.findall(markup)) - len(_NEVER_CLOSED.findall(markup))
    return opened - markup.count(b"</") - markup.count(b"/>")
