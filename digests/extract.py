"""A page becomes the article on it: its text without furniture, and what the page says of it."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from urllib.parse import urljoin

from lxml import etree
from lxml import html as lxml_html

from digests.collect.canonical import canonical_url
from digests.collect.listing import iso_time
from digests.lang import detect
from digests.model import Locale
from digests.prose import decode, prose, tidy

SHORTEST_BODY = 200  # characters: a shorter articleBody is a teaser

# The law on state information policy has outlets mark what the state paid for.
STATE_ORDER = re.compile(
    r"(?<!\w)(?:гос(?:ударственн\w+\s+)?информ(?:ационн\w+\s+)?[\s-]?заказ|мемлекеттік\s+ақпараттық\s+тапсырыс"
    r"|state\s+information\s+order)"
    r"|^\W*(?:госзаказ|мемтапсырыс)(?!\w*\s+[^\W\d])"  # a label: no sentence goes on after it
    r"|(?:на\s+правах|в\s+рамках|по)\s+гос(?:ударственного\s+|ударственному\s+)?заказ[ау]\s*\W*$"
    r"|(?:мемлекеттік\s+тапсырыс|мемтапсырыс)\s+(?:аясында|бойынша|негізінде)\s+(?:жариялан|дайындал|әзірлен)",
    re.IGNORECASE,
)
LONGEST_MARK = 120  # characters: what is longer is a sentence about state orders
FURNITURE = re.compile(
    r"(?:\d{1,2}\s?\+|(?:просмотр\w*|қаралым\w*|қаралды|views)\s*:?\s*[\d\s]+|[\d\s]+\s*(?:просмотр\w*|қаралым|views)"
    r"|(?:читайте также|читать также|по теме|оқи отырыңыз|тағы оқыңыз|read also|related)\b.*"
    r"|(?:фото|сурет|photo|видео|иллюстрация|фотосурет)\s*:.*|(?:поделиться|бөлісу|share)\b.{0,60}"
    r"|(?:подписывайтесь|жазылыңыз|subscribe)\b.*|(?:©|copyright\b).*)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Page:
    """What a page says. `url` is its canonical address; `published` is aware UTC, None where the page names no time."""

    url: str
    title: str
    text: str
    lang: Locale
    published: datetime | None = None
    author: str | None = None
    state_order: bool = False


def extract(html: bytes | str, url: str) -> Page:
    """The article on a page. Its text is empty where the page has none; what is no HTML is such a page."""
    markup = decode(html) if isinstance(html, bytes) else html
    root = _root(markup)
    if root is None:
        return Page(canonical_url(url), "", "", detect(""))
    stated = _stated(root)
    title = _title(root, stated)
    raw = _body(root, stated)
    text = article_text(raw, title)
    return Page(
        url=_address(root, url),
        title=title,
        text=text,
        lang=detect(f"{title}\n\n{text}"),
        published=_published(root, stated),
        author=_author(root, stated),
        state_order=is_state_order("\n".join([raw, *_lines(root)])),
    )


def article_text(text: str, title: str) -> str:
    """The paragraphs that are the article's own: no furniture, no repeated title, no mark of a state order."""
    paragraphs = [part for part in tidy(text).split("\n\n") if not FURNITURE.fullmatch(part)]
    if len(paragraphs) > 1 and _same(paragraphs[0], title):
        del paragraphs[0]
    return "\n\n".join(part for part in paragraphs if not is_state_order(part))


def is_state_order(text: str) -> bool:
    """Whether a short line of its own says that the state paid for the article; a mention in a sentence is none."""
    return any(len(line) < LONGEST_MARK and STATE_ORDER.search(line) for line in text.splitlines())


def _root(markup: str) -> etree._Element | None:
    try:
        # lxml refuses text that declares an encoding; the text is decoded already.
        return lxml_html.document_fromstring(re.sub(r"^\s*<\?xml[^>]*\?>", "", markup))
    except (etree.ParserError, ValueError):
        return None


def _body(root: etree._Element, stated: dict[str, Any]) -> str:
    body = stated.get("articleBody")
    if isinstance(body, str) and len(body) >= SHORTEST_BODY:
        return prose(body) if re.search(r"</?\w+[^>]*>", body) else re.sub(r"\s*\n\s*", "\n\n", body)
    from trafilatura import extract as main_text  # half a second that a start need not wait for

    found = main_text(root, include_comments=False, include_tables=False, favor_precision=False)
    return re.sub(r"\s*\n\s*", "\n\n", found or "")


def _stated(root: etree._Element) -> dict[str, Any]:
    """The JSON-LD object that is the article; empty where there is none."""
    articles = []
    for script in root.xpath("//script[@type='application/ld+json']/text()"):
        try:
            articles += [item for item in _objects(json.loads(script, strict=False)) if _is_article(item)]
        except (ValueError, RecursionError):
            continue
    return max(articles, key=lambda item: len(str(item.get("articleBody", ""))), default={})


def _objects(value: Any) -> Iterator[dict[str, Any]]:
    if isinstance(value, list):
        for item in value:
            yield from _objects(item)
    if isinstance(value, dict):
        yield value
        yield from _objects(value.get("@graph"))


def _is_article(item: dict[str, Any]) -> bool:
    return "articleBody" in item or "Article" in str(item.get("@type", ""))


def _title(root: etree._Element, stated: dict[str, Any]) -> str:
    headline = stated.get("headline")
    found = (
        headline if isinstance(headline, str) else "",
        *(node.text_content() for node in root.xpath("//h1")[:1]),
        _meta(root, "og:title"),
        root.findtext(".//title") or "",
    )
    return next((clean for text in found if (clean := " ".join(prose(text).split()))), "")


def _published(root: etree._Element, stated: dict[str, Any]) -> datetime | None:
    times = root.xpath("//article//time/@datetime | //time[@itemprop='datePublished']/@datetime")
    found = (str(stated.get("datePublished", "")), _meta(root, "article:published_time"), *times[:1])
    return next((moment for text in found if (moment := iso_time(text))), None)


def _author(root: etree._Element, stated: dict[str, Any]) -> str | None:
    author = stated.get("author")
    people = author if isinstance(author, list) else [author]
    names = [str(one.get("name", "")) if isinstance(one, dict) else one for one in people]
    stated_names = ", ".join(name for name in names if isinstance(name, str) and name)
    return stated_names or _meta(root, "author") or None


def _lines(root: etree._Element) -> list[str]:
    """Texts of the page's elements: the mark often stands outside the article's body."""
    return [
        " ".join(text.split())
        for text in root.xpath("//body//text()[not(parent::script or parent::style or parent::a)]")
    ]


def _address(root: etree._Element, url: str) -> str:
    links = root.xpath("//link[@rel='canonical']/@href")
    return canonical_url(urljoin(url, links[0]) if links else url)


def _meta(root: etree._Element, name: str) -> str:
    found = root.xpath("//meta[@property=$name or @name=$name]/@content", name=name)
    return str(found[0]).strip() if found else ""


def _same(one: str, other: str) -> bool:
    return re.sub(r"\W+", "", one).casefold() == re.sub(r"\W+", "", other).casefold()
