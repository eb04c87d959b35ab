"""A public Telegram channel, as its web preview (t.me/s/NAME) shows it."""

import re

from lxml import etree
from lxml import html as lxml_html

from digests.collect.listing import Listing
from digests.collect.moments import moment
from digests.model import SourceEntry
from digests.prose import decode, prose

TITLE_CHARS = 140


def parse_telegram(body: bytes, *, url: str) -> Listing:
    """The posts that have text. Raises ValueError when the page shows no channel."""
    try:
        root = lxml_html.document_fromstring(decode(body))
    except (etree.ParserError, ValueError) as error:
        raise ValueError("this is no page of a channel: it is not HTML") from error
    posts = root.xpath(f"//*[{_has_class('tgme_widget_message')}][@data-post]")
    if not posts and not root.xpath(f"//*[{_has_class('tgme_channel_info')}]"):
        raise ValueError("this page shows no channel: it has no posts")
    title = " ".join(root.xpath(f"string(//*[{_has_class('tgme_channel_info_header_title')}])").split())
    entries = (_entry(post) for post in posts)
    return Listing("telegram", title, url, tuple(entry for entry in entries if entry is not None))


def _entry(post: etree._Element) -> SourceEntry | None:
    # A reply quotes the older post in the same class, so the last text is the post's own.
    texts = post.xpath(f".//*[{_has_class('js-message_text')}]")
    if not texts:
        return None
    markup = etree.tostring(texts[-1], encoding="unicode", with_tail=False)
    text = prose(markup)
    name = post.get("data-post", "")
    times = post.xpath(".//time[@datetime]/@datetime")
    return SourceEntry(
        guid=name,
        url=f"https://t.me/{name}",
        title=_title(text),
        published=moment(times[-1]) if times else None,
        html=markup,
    )


def _title(text: str) -> str:
    """A post has no title: its first sentence, whole words only."""
    first = text.partition("\n\n")[0]
    sentence = re.split(r"(?<=[.!?…])\s+(?=[A-ZА-ЯЁӘҒҚҢӨҰҮҺІ«\"])", first, maxsplit=1)[0]
    if len(sentence) <= TITLE_CHARS:
        return sentence
    return sentence[:TITLE_CHARS].rsplit(" ", 1)[0].rstrip(" ,;:–—-") + "…"


def _has_class(name: str) -> str:
    return f"contains(concat(' ', normalize-space(@class), ' '), ' {name} ')"
