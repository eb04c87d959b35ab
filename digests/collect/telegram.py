"""A public Telegram channel, as its web preview (t.me/s/NAME) shows it."""

import re
from urllib.parse import urljoin

from lxml import etree

from digests.collect.listing import Listing
from digests.collect.moments import moment
from digests.markup import read_html
from digests.model import SourceEntry
from digests.prose import prose

TITLE_CHARS = 140
LEADING = re.compile(r"^[^\w«\"„(]+")
"""Emoji and dashes before the first word are no title."""
DOUBLY_ESCAPED = re.compile(r"&amp;(?=(?:amp|quot|lt|gt|#\d{1,6}|#x[0-9a-fA-F]{1,5});)")


def _has_class(name: str) -> str:
    return f"contains(concat(' ', normalize-space(@class), ' '), ' {name} ')"


IS_QUOTED = " or ".join(map(_has_class, ("tgme_widget_message_reply", "tgme_widget_message_link_preview")))


def parse_telegram(body: bytes, *, url: str) -> Listing:
    """The posts that have text. Raises ValueError when the page shows no channel."""
    root = read_html(body)
    if root is None:
        raise ValueError("this is no page of a channel: it is not HTML")
    posts = root.xpath(f"//*[{_has_class('tgme_widget_message')}][@data-post][not({_has_class('service_message')})]")
    if not posts and not root.xpath(f"//*[{_has_class('tgme_channel_info')}]"):
        raise ValueError(_refusal(root))
    title = " ".join(root.xpath(f"string(//*[{_has_class('tgme_channel_info_header_title')}])").split())
    entries = {entry.guid: entry for post in posts if (entry := _entry(post)) is not None}
    return Listing("telegram", title, url, tuple(entries.values()), older=_older(root, url))


def _refusal(root: etree._Element) -> str:
    """Telegram answers for a channel that it does not show as for any other name: with the page of a contact."""
    if root.xpath(f"//*[{_has_class('tgme_page')}]"):
        return "this channel shows no preview: it is private, there is none of that name, or previews are switched off"
    return "this page shows no channel: it has no posts"


def _older(root: etree._Element, url: str) -> str | None:
    links = root.xpath("//a[@data-before]/@href | //link[@rel='prev']/@href")
    return urljoin(url, str(links[0])) if links else None


def _entry(post: etree._Element) -> SourceEntry | None:
    texts = post.xpath(f".//*[{_has_class('js-message_text')}][not(ancestor::*[{IS_QUOTED}])]")
    if not texts:
        return None
    # An album repeats its caption around itself, so the innermost text is the post's own.
    markup = _unescaped(etree.tostring(texts[-1], encoding="unicode", with_tail=False))
    text = prose(markup)
    if not any(character.isalnum() for character in text):
        return None
    name = (post.get("data-post") or "").partition("?")[0]
    times = post.xpath(".//time[@datetime]/@datetime")
    author = " ".join(post.xpath(f"string(.//*[{_has_class('tgme_widget_message_from_author')}])").split())
    return SourceEntry(
        guid=name,
        url=f"https://t.me/{name}",
        title=_title(text),
        published=moment(str(times[-1])) if times else None,
        author=author or None,
        html=markup,
    )


def _unescaped(markup: str) -> str:
    """Telegram escapes the ampersands of links twice."""
    return DOUBLY_ESCAPED.sub("&", markup)


def _title(text: str) -> str:
    """A post has no title: its first sentence, whole words only."""
    first = LEADING.sub("", text).partition("\n")[0]
    sentence = re.split(r"(?<=[.!?…])\s+(?=[A-ZА-ЯЁӘҒҚҢӨҰҮҺІ«\"])", first, maxsplit=1)[0]
    if len(sentence) <= TITLE_CHARS:
        return sentence
    return sentence[:TITLE_CHARS].rsplit(" ", 1)[0].rstrip(" ,;:–—-") + "…"
