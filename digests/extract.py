"""A page becomes the article on it: its text without furniture, and what the page says of it."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import islice
from typing import Any
from urllib.parse import urljoin

from lxml import etree

from digests.collect.burden import page_burden
from digests.collect.canonical import canonical_url
from digests.collect.moments import moment
from digests.lang import detect
from digests.markup import read_html, select
from digests.model import ZONE, Locale
from digests.prose import prose, tidy

SHORTEST_BODY = 200  # characters: a shorter articleBody is a teaser
WHOLE_BODY = 3000  # characters: a longer one is no teaser, and the page need not be looked through
STATED_SHARE = 0.6  # of what is seen on the page; an articleBody that says less is cut

# The law on state information policy has outlets mark what the state paid for.
STATE_ORDER = re.compile(
    r"(?<!\w)(?:гос(?:ударственн\w+\s+)?информ(?:ационн\w+\s+)?[\s-]?заказ|мемлекеттік\s+ақпараттық\s+тапсырыс"
    r"|state\s+information\s+order)"
    r"|^\W*(?:госзаказ|мемтапсырыс)(?!\w*\s+[^\W\d])"  # a label: no sentence goes on after it
    r"|(?:на\s+правах|в\s+рамках|по)\s+гос(?:ударственного\s+|ударственному\s+)?заказ[ау]\s*\W*$"
    r"|(?:мемлекеттік\s+тапсырыс|мемтапсырыс)\s+(?:аясында|бойынша|негізінде)\s+(?:жариялан|дайындал|әзірлен)",
    re.IGNORECASE,
)
# Where a head says when its page was published; Dublin Core and parsely are what older sites have.
PUBLISHED = (
    "article:published_time", "datePublished", "og:published_time", "og:article:published_time", "pubdate",
    "publishdate", "DC.date.issued", "dcterms.created", "parsely-pub-date", "sailthru.date", "date",
)  # fmt: skip
DATED = re.compile(r"(?<![^\W_])(?:pub)?(?:date|time|datetime|published|posted)(?![^\W_])", re.IGNORECASE)
"""A class of an element that shows a date."""
MOST_DATES = 5  # such elements after the headline; what comes later belongs to other articles
MOST_DATE_CHARS = 80
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


def extract(html: bytes | str, url: str, *, body: str = "", zone: str = ZONE) -> Page:
    """The article on a page. Its text is empty where the page has none; what is no HTML is such a page.

    Raises ValueError for a page that is made to be too heavy.

    body  a CSS selector of its text, for a source whose pages nothing else reads well
    zone  of times that name none
    """
    heavy = page_burden(html.encode("utf-8", "surrogatepass") if isinstance(html, str) else html)
    if heavy is not None:
        raise ValueError(f"this page is not read: {heavy}")
    root = read_html(html)
    if root is None:
        return Page(canonical_url(url), "", "", detect(""))
    stated = _stated(root)
    title = _title(root, stated)
    raw = _body(root, stated, body)
    text = article_text(raw, title)
    return Page(
        url=_address(root, url),
        title=title,
        text=text,
        lang=detect(f"{title}\n\n{text}"),
        published=_published(root, stated, zone),
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


def _body(root: etree._Element, stated: dict[str, Any], selector: str) -> str:
    """What the page states for machines, what the source's own selector finds, or what looks like the text."""
    body = _stated_body(stated)
    if len(body) >= WHOLE_BODY:
        return body
    chosen = select(root, selector) if selector else []
    if chosen and not body:
        return "\n\n".join(prose(etree.tostring(part, encoding="unicode", with_tail=False)) for part in chosen)
    from trafilatura import extract as main_text  # half a second that a start need not wait for

    found = main_text(root, include_comments=False, include_tables=False, favor_precision=False) or ""
    seen = re.sub(r"\s*\n\s*", "\n\n", found)
    return body if len(body) >= STATED_SHARE * len(seen) else seen


def _stated_body(stated: dict[str, Any]) -> str:
    body = stated.get("articleBody")
    if not isinstance(body, str) or len(body) < SHORTEST_BODY:
        return ""
    return prose(body) if re.search(r"</?\w+[^>]*>", body) else re.sub(r"\s*\n\s*", "\n\n", body)


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


def _published(root: etree._Element, stated: dict[str, Any], zone: str) -> datetime | None:
    """As JSON-LD, the head, or the article's own element for times says; then as its words do."""
    marked = root.xpath("//time[@itemprop='datePublished']/@datetime | //article//time/@datetime")
    metas = (_meta(root, name) for name in PUBLISHED)
    found = (str(stated.get("datePublished") or ""), *metas, *map(str, marked[:1]), *_shown_dates(root))
    return next((time for text in found if (time := moment(text, zone))), None)


def _shown_dates(root: etree._Element) -> list[str]:
    """Texts of the elements after the headline whose class says that they show a date."""
    after = root.xpath("(//h1)[1]/following::*[@class]")
    shown = (node for node in after if DATED.search(node.get("class") or ""))
    return [" ".join("".join(node.itertext()).split())[:MOST_DATE_CHARS] for node in islice(shown, MOST_DATES)]


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
    found = root.xpath("//meta[@property=$name or @name=$name or @itemprop=$name]/@content", name=name)
    return str(found[0]).strip() if found else ""


def _same(one: str, other: str) -> bool:
    return re.sub(r"\W+", "", one).casefold() == re.sub(r"\W+", "", other).casefold()
