"""Articles, feeds and the channel as HTML and XML, with all the furniture that a real page has."""

import json
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from email.utils import format_datetime
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup, escape

from bot.sandbox.newsroom.markup import BlockKind
from bot.sandbox.newsroom.outlets import CHANNEL_NAME, ERIKTI, OUTLETS, FeedKind, Metadata, Outlet, Teaser
from bot.sandbox.newsroom.stories import Edition, Publication
from digests.model import Locale

HERE = Path(__file__).parent
FURNITURE: dict[str, dict[str, Any]] = tomllib.loads((HERE / "furniture.toml").read_text("utf-8"))
COLOURS = {"magazine.html": "#1f5c4d", "portal.html": "#123a73", "journal.html": "#7a3b2e", "old.html": "#444444"}
CAMPAIGN = "utm_source=rss&utm_medium=feed"
TEASER_CHARS = 140


@dataclass(frozen=True, slots=True)
class Item:
    """A publication as a list shows it."""

    publication: Publication
    edition: Edition
    link: str
    guid: str
    teaser: str
    body: str

    @property
    def pub_date(self) -> str:
        """As RSS writes dates."""
        return format_datetime(self.publication.published)

    @property
    def is_corrected(self) -> bool:
        """Whether the outlet has changed it since."""
        return self.edition.modified != self.publication.published


class Press:
    """Prints what outlets publish. `base` is always the server's own address, without a slash at the end."""

    def __init__(self) -> None:
        self._templates = Environment(
            loader=FileSystemLoader(HERE / "pages"),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
        )

    def article(self, publication: Publication, now: datetime, base: str, related: Sequence[Publication]) -> str:
        """The page of an article as it reads at `now`; `related` are the others that it points to."""
        edition = publication.edition(now)
        outlet = publication.outlet
        words = FURNITURE[publication.lang]
        page = {
            "outlet": outlet,
            "publication": publication,
            "edition": edition,
            "words": words,
            "related": related,
            "metadata": outlet.metadata,
            "json_ld": _json_ld(publication, edition, base) if outlet.metadata is Metadata.JSON_LD else "",
            "lead": _shortened(_first_paragraph(edition)),
            "url": base + publication.path,
            "base": base,
            "date": publication.published.strftime(words["date"]),
            "style": self._style(outlet.style),
            "views": views(publication),
            "comments": publication.number * 31 % 14,
        }
        return self._templates.get_template(outlet.style).render(page=page).strip()

    def feed(self, outlet: Outlet, publications: Sequence[Publication], now: datetime, base: str) -> str:
        """The outlet's RSS or Atom feed; `publications` are listed in the order given."""
        items = [_item(publication, now, base) for publication in publications]
        updated = max((item.edition.modified for item in items), default=now)
        name = "atom.xml" if outlet.feed is FeedKind.ATOM else "rss.xml"
        return self._templates.get_template(name).render(outlet=outlet, items=items, base=base, updated=updated)

    def sitemap(self, outlet: Outlet, publications: Sequence[Publication], now: datetime, base: str) -> str:
        """The outlet's news sitemap."""
        items = [_item(publication, now, base) for publication in publications]
        return self._templates.get_template("sitemap.xml").render(outlet=outlet, items=items)

    def sitemap_index(self, outlet: Outlet, changed: datetime, base: str) -> str:
        """The outlet's index of sitemaps: the one of news, which changed then, and one of old pages."""
        parts = (
            (f"{base}/{outlet.id}/sitemap.xml", changed.isoformat()),
            (f"{base}/{outlet.id}/old.xml", "2024-12-31"),
        )
        named = "".join(f"<sitemap><loc>{url}</loc><lastmod>{time}</lastmod></sitemap>" for url, time in parts)
        return f'<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{named}</sitemapindex>'

    def json_feed(self, outlet: Outlet, publications: Sequence[Publication], now: datetime, base: str) -> str:
        """The outlet's JSON feed."""
        items = [
            {
                "id": item.guid,
                "url": item.link,
                "title": item.edition.title,
                "content_text": item.teaser,
                "date_published": item.publication.published.isoformat(),
                "date_modified": item.edition.modified.isoformat(),
            }
            for item in (_item(publication, now, base) for publication in publications)
        ]
        feed = {"version": "https://jsonfeed.org/version/1.1", "title": outlet.name, "items": items}
        return json.dumps(feed | {"home_page_url": f"{base}/{outlet.id}/"}, ensure_ascii=False)

    def posts(self, publications: Sequence[Publication], now: datetime, base: str) -> str:
        """The outlet's posts as WordPress lists them: titles escaped, times without a zone."""
        posts = [
            {
                "id": item.publication.number,
                "link": item.link,
                "date": item.publication.published.strftime("%Y-%m-%dT%H:%M:%S"),
                "title": {"rendered": str(escape(item.edition.title))},
                "excerpt": {"rendered": f"<p>{escape(item.teaser)}</p>"},
            }
            for item in (_item(publication, now, base) for publication in publications)
        ]
        return json.dumps(posts, ensure_ascii=False)

    def channel(self, publications: Sequence[Publication], now: datetime, base: str) -> str:
        """The public preview of the channel, in the markup that Telegram's own previews have."""
        posts = [
            {
                "number": publication.number,
                "title": publication.edition(now).title,
                "paragraphs": [block.text for block in publication.edition(now).blocks],
                "views": f"{views(publication) / 1000:.1f}K",
                "url": base + publication.path,
                "published": publication.published,
            }
            for publication in publications
        ]
        return self._templates.get_template("channel.html").render(
            name=ERIKTI.name,
            handle=CHANNEL_NAME,
            about="Еріктілердің ортақ алаңы · Площадка волонтёров",
            url=f"{base}{ERIKTI.feed_path}",
            base=base,
            posts=posts,
        )

    def front(self, outlet: Outlet, publications: Sequence[Publication], now: datetime) -> str:
        """The outlet's front page."""
        items = [
            {"href": item.path, "title": item.edition(now).title, "date": f"{item.published:%d.%m.%Y %H:%M}"}
            for item in publications
        ]
        return self._front(outlet.name, items, outlet=outlet)

    def newsstand(self) -> str:
        """The page that lists all outlets."""
        items = [
            {"href": ERIKTI.feed_path if outlet is ERIKTI else f"/{outlet.id}/", "title": outlet.name, "date": ""}
            for outlet in OUTLETS
        ]
        return self._front("Qogam: sample newsroom", items)

    def _front(self, name: str, items: Sequence[dict[str, str]], outlet: Outlet | None = None) -> str:
        return self._templates.get_template("front.html").render(
            name=name,
            items=items,
            lang=outlet.lang or Locale.KK if outlet else Locale.EN,
            charset=outlet.charset if outlet else "utf-8",
            feed=outlet.feed_path if outlet else "",
            home=f"/{outlet.id}/" if outlet else "/",
            style=self._style(outlet.style if outlet else "magazine.html"),
        )

    def _style(self, template: str) -> Markup:
        sheet = self._templates.get_template("_style.css").render(colour=COLOURS.get(template, "#333333"))
        return Markup(sheet)  # noqa: S704 - our own style sheet


def views(publication: Publication) -> int:
    """A view counter that is made up, but always the same for a publication, so that its page has one ETag."""
    return 180 + publication.number * 7919 % 4200


def _item(publication: Publication, now: datetime, base: str) -> Item:
    edition = publication.edition(now)
    outlet = publication.outlet
    url = base + publication.path
    link = f"{url}{'&' if '?' in url else '?'}{CAMPAIGN}" if outlet.tracked else url
    guid = str(publication.number) if outlet.tracked else url
    first = _first_paragraph(edition)
    teaser = _shortened(first) if outlet.teaser is Teaser.CUT else first
    body = _html(edition) if outlet.teaser is Teaser.FULL else ""
    return Item(publication, edition, link, guid, teaser, body)


def _first_paragraph(edition: Edition) -> str:
    return next(block.text for block in edition.blocks if block.kind is BlockKind.PARAGRAPH)


def _shortened(text: str) -> str:
    if len(text) <= TEASER_CHARS:
        return text
    return text[:TEASER_CHARS].rsplit(" ", 1)[0].rstrip(" ,.:;—") + "…"


def _html(edition: Edition) -> str:
    parts = []
    for block in edition.blocks:
        text = escape(block.text or " ".join(" ".join(row) for row in block.rows))
        parts.append(f"<blockquote><p>{text}</p></blockquote>" if block.kind is BlockKind.QUOTE else f"<p>{text}</p>")
    return "\n".join(parts)


def _json_ld(publication: Publication, edition: Edition, base: str) -> Markup:
    record = {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "headline": edition.title,
        "inLanguage": str(publication.lang),
        "datePublished": publication.published.isoformat(),
        "dateModified": edition.modified.isoformat(),
        "mainEntityOfPage": base + publication.path,
        "author": {"@type": "Person", "name": publication.author or publication.outlet.name},
        "publisher": {"@type": "Organization", "name": publication.outlet.name},
    }
    # «<» could end the script element early.
    text = json.dumps(record, ensure_ascii=False).replace("<", "\\u003c")
    return Markup(text)  # noqa: S704 - our own stories, escaped above
