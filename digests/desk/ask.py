"""What people ask the newsroom: a digest now, the latest figures, the sentences behind them."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from digests.compose import compose, stated_figures
from digests.evidence import EvidencePage, page_from, quotes
from digests.latest import FiguresPage, chosen, page_of
from digests.model import Article, Choice, Digest, Locale, Mailing, MailingKind, Rubric, Window
from digests.ports import Articles, Mailings, Offload, Render
from digests.stories import group

FIGURES_A_PAGE = 5
FIGURES_LOOKED_AT = 100
"""The newest, of each side: in the reader's language and in the others; older ones a search for words finds."""
WANTED_FOR = timedelta(days=1)


async def digest_now(
    articles: Articles,
    mailings: Mailings,
    render: Render,
    offload: Offload,
    *,
    rubrics: Sequence[Rubric],
    choice: Choice,
    window: Window,
) -> Mailing | None:
    """The digest of the window, kept for its evidence; None when there is nothing to tell."""
    found = await articles.between(window, choice.rubrics)
    digest = await offload(_compose, found, choice, window, rubrics)
    if digest.is_empty:
        return None
    mailing = Mailing(
        key=digest.key,
        kind=MailingKind.DIGEST,
        bubbles=render.digest(digest),
        created_at=window.end,
        expires_at=window.end + WANTED_FOR,
        evidence=stated_figures(digest),
    )
    await mailings.keep(mailing)
    return mailing


def _compose(found: Sequence[Article], choice: Choice, window: Window, rubrics: Sequence[Rubric]) -> Digest:
    return compose(group(found), choice, window, rubrics=rubrics)


async def latest(
    articles: Articles, rubrics: Sequence[str], *, words: Sequence[str], locale: Locale, now: datetime, page: int
) -> FiguresPage:
    """A page (from 0) of the latest headline figures with all the words in them, the reader's language first."""
    others = [other for other in Locale if other is not locale]
    found = [
        stated
        for langs in ([locale], others)
        for stated in await articles.latest_figures(
            rubrics, langs=langs, until=now, limit=FIGURES_LOOKED_AT, words=words
        )
    ]
    return page_of(chosen(found, locale, now), page, FIGURES_A_PAGE)


async def evidence(articles: Articles, mailings: Mailings, key: str, first: int) -> EvidencePage:
    """The sentences behind a mailing from the n-th on (from 0); none when it or its articles are no longer kept."""
    mailing = await mailings.get(key)
    return page_from(quotes(await articles.figures(mailing.evidence if mailing else ())), first)
