"""Where figures are shown: on the web, and by what `https://t.me/BOT?start=…` carries (letters, digits, "_-", ≤ 64)."""

from digests.model import FigureRef, Locale

FIGURE_LINK, MAILING_LINK, INVITATION_LINK = "f_", "e_", "t_"


def mailing_link(key: str) -> str:
    """So that the bot shows the sentences behind this mailing."""
    return f"{MAILING_LINK}{key}"


def mailing_of(link: str) -> str:
    """The key of the mailing that a link names."""
    return link.removeprefix(MAILING_LINK)


def invitation_link(code: str) -> str:
    """So that whoever opens it has a role."""
    return f"{INVITATION_LINK}{code}"


def code_of(link: str) -> str:
    """The code that an invitation's link carries."""
    return link.removeprefix(INVITATION_LINK)


def figure_link(ref: FigureRef) -> str:
    """So that the bot shows the sentence of this figure."""
    return f"{FIGURE_LINK}{ref.article_id}_{ref.revision}_{ref.index}"


def figure_of(link: str) -> FigureRef | None:
    """The figure that a link names; None where it names none."""
    article, *numbers = link.removeprefix(FIGURE_LINK).split("_")
    if (
        not link.startswith(FIGURE_LINK)
        or len(numbers) != 2
        or not all(one.isascii() and one.isdigit() for one in numbers)
    ):
        return None
    revision, index = (int(one[:9]) for one in numbers)
    return FigureRef(article, revision, index)


def permalink(base: str, locale: Locale, ref: FigureRef) -> str:
    """Where a figure stands on the web pages at `base`: the page of its article, at its place."""
    return f"{base}/{locale}/articles/{ref.article_id}#f-{ref.article_id}-{ref.revision}-{ref.index}"
