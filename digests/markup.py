"""HTML as a tree that CSS selectors can be asked of."""

import re
from functools import lru_cache

from lxml import etree
from lxml import html as lxml_html

from digests.charset import decode


def read_html(page: bytes | str) -> etree._Element | None:
    """The tree of a page; None: it is no HTML."""
    markup = decode(page) if isinstance(page, bytes) else page
    try:
        # lxml refuses text that declares an encoding; the text is decoded already.
        return lxml_html.document_fromstring(re.sub(r"^\s*<\?xml[^>]*\?>", "", markup))
    except (etree.ParserError, ValueError):
        return None


def select(element: etree._Element, selector: str) -> list[etree._Element]:
    """The elements that the selector means, the element itself among them, in the order of the page.

    Raises ValueError where it is no selector.
    """
    return list(_compiled(selector)(element))


def check_selector(selector: str) -> None:
    """Raises ValueError with a sentence where this is no CSS selector."""
    _compiled(selector)


@lru_cache(maxsize=512)
def _compiled(selector: str) -> etree.XPath:
    from lxml.cssselect import CSSSelector  # only sources with selectors need it

    try:
        return CSSSelector(selector, translator="html")
    except SyntaxError as error:
        raise ValueError(f"{selector} is no CSS selector: {error}") from error
