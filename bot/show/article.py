"""`show article`: what the collector reads on a page."""

import base64
from collections.abc import Sequence
from typing import Any

from bot.show.entries import iso_utc
from digests.extract import Page, extract, is_state_order
from digests.lang import detect
from digests.model import Rubric
from digests.rubrics import classify


def show_article(record: dict[str, Any], rubrics: Sequence[Rubric] = ()) -> dict[str, Any]:
    """The answer for one record: a page (`html_base64` or `html`, `url`), or a plain `title` and `text`."""
    page = _page(record)
    return {
        "lang": str(page.lang),
        "title": page.title,
        "text": page.text,
        "published": iso_utc(page.published),
        "author": page.author,
        "state_order": page.state_order,
        "rubrics": list(classify(page.title, page.text, page.lang, rubrics)),
    }


def _page(record: dict[str, Any]) -> Page:
    url = record.get("url") or ""
    if "html_base64" in record:
        return extract(base64.b64decode(record["html_base64"]), url)
    if "html" in record:
        return extract(record["html"], url)
    title, text = record.get("title") or "", record["text"]
    return Page(url, title, text, detect(f"{title}\n\n{text}"), state_order=is_state_order(text))
