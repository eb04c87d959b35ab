"""An entry and its page become an article with its figures."""

from datetime import UTC, datetime

from digests.collect.canonical import canonical_url
from digests.collect.decide import entry_key, listed_at
from digests.extract import Page, article_text, extract, is_state_order
from digests.figures import find_figures, rank
from digests.lang import detect
from digests.model import Article, Rubric, Source, SourceEntry, SourceKind, short_key
from digests.prose import prose
from digests.rubrics import classify

ENOUGH_TEXT = 200  # characters: with less, a list's own text is only a teaser


def read_article(
    entry: SourceEntry,
    page_body: bytes | None,
    source: Source,
    rubrics: tuple[Rubric, ...],
    now: datetime,
    *,
    first_reading: bool = False,
) -> Article | None:
    """The article of an entry, from its page or else from the list itself; None: neither has a text."""
    page = _page(entry, page_body, source)
    title = entry.title or page.title
    if not page.text or not title:
        return None
    language = source.lang or page.lang
    published = min(entry.published or page.published or now, now).astimezone(UTC)
    found = find_figures(page.text, language, published=published.date())
    return Article(
        id=entry_key(entry),
        source_id=source.id,
        outlet=source.name,
        url=canonical_url(entry.url or page.url),
        title=title,
        text=page.text,
        lang=language,
        published=published,
        collected=now,
        listed=listed_at(published, now, first_reading=first_reading),
        text_hash=short_key(title, page.text),
        author=entry.author or page.author,
        rubrics=source.rubrics or classify(title, page.text, language, rubrics),
        state_order=page.state_order,
        figures=found,
        headline=rank(found, page.text, title),
    )


def _page(entry: SourceEntry, body: bytes | None, source: Source) -> Page:
    page = extract(body, entry.url, body=source.body, zone=source.zone) if body is not None else None
    if page is not None and page.text:
        return page
    raw = prose(entry.html)
    is_whole = source.kind is SourceKind.TELEGRAM
    text = article_text(raw, entry.title) if is_whole or len(raw) >= ENOUGH_TEXT else ""
    return Page(entry.url, entry.title, text, detect(f"{entry.title}\n\n{text}"), state_order=is_state_order(raw))
