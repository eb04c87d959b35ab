"""What the bot says of figures that it told before, with fixed values for the approved screens."""

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from digests.evidence import EvidencePage, Quote
from digests.model import (
    Bubble,
    Corrected,
    Correction,
    CorrectionKind,
    FigureRef,
    Flag,
    FlagKind,
    Locale,
    Refused,
    StatedFigure,
    Waiting,
)
from templates import Templates
from tests.builders import HOUR, NOW, a_mailing
from tests.templates.metric_screens import a_proof, year

REASONS = ("value", "unit", "qualifier", "counted", "direction", "title")


def a_correction(
    kind: CorrectionKind, was: StatedFigure, now: StatedFigure | None = None, *, hours: int = 0
) -> Corrected:
    """A correction of a figure that was told, found some hours from now."""
    found = Correction(f"{hours:016x}", was.ref, kind, NOW + hours * HOUR, now=now.ref if now else None)
    return Corrected(found, was, now)


def later(stated: StatedFigure, surface: str, value: int) -> StatedFigure:
    """The same figure as the next revision states it: with other words and another value, in the same sentence."""
    old, text = stated.figure, stated.article.text
    moved = len(surface) - len(old.surface)
    figure = old._replace(
        surface=surface,
        value=Decimal(value),
        end=old.end + moved,
        sentence=(old.sentence[0], old.sentence[1] + moved),
    )
    article = replace(
        stated.article,
        text=text[: old.start] + surface + text[old.end :],
        revision=2,
        revised=NOW + HOUR,
        figures=(figure,),
    )
    return StatedFigure(article, figure, FigureRef(stated.ref.article_id, 2, stated.ref.index))


def every_kind(stated: Sequence[StatedFigure]) -> list[Corrected]:
    """A correction of each kind, and one that takes an earlier one back."""
    money, applications, mentors = stated
    return [
        a_correction(
            CorrectionKind.CHANGED, money, later(money, money.figure.surface.replace("240", "204"), 204_000_000)
        ),
        a_correction(CorrectionKind.DROPPED, applications, hours=1),
        a_correction(CorrectionKind.WRONG, mentors, hours=2),
        a_correction(CorrectionKind.WITHDRAWN, money, hours=3),
        a_correction(CorrectionKind.CHANGED, applications, applications, hours=4),
    ]


def correction_screens(
    templates: Templates, locale: Locale, stated: Sequence[StatedFigure], digest: Sequence[Bubble]
) -> dict[str, Sequence[Bubble]]:
    """The digest with these figures after corrections, and all that leads to them."""
    found = every_kind(stated)
    mailing = replace(a_mailing(), bubbles=tuple(digest), locale=locale, evidence=tuple(one.ref for one in stated))
    flags = (Flag(FlagKind.TITLE_ALONE, (), "27", (Decimal(27),), "count"),)
    quote = Quote((stated[0],), corrections=tuple(found), flags=flags)
    return {
        "corrected": list(templates.corrected(mailing, found[:3], stated)),
        "correction_note": [templates.correction_note(mailing, one) for one in (found[:1], found)],
        "corrections": [
            templates.corrections(found, locale, page=1, has_more=True),
            templates.corrections(found[:1], locale, page=0, has_more=False),
            templates.corrections((), locale, page=0, has_more=False),
        ],
        "evidence_corrected": [
            templates.evidence(EvidencePage((quote,), 0, 1), locale, mailing="0123456789abcdef", may_mark=True)
        ],
        "review": [templates.review(_waiting(locale, found, stated), locale, number=number) for number in range(9)],
        "review_empty": [templates.review((), locale, number=3)],
        "ask_wrong": [templates.ask_wrong(stated[0], chats, locale) for chats in (1, 1234)],
    }


def _waiting(locale: Locale, found: Sequence[Corrected], stated: Sequence[StatedFigure]) -> list[Waiting]:
    key = "0123456789abcdef"
    article = stated[0].article
    refused = [
        Waiting(
            key,
            refused=(Refused(article.id, 1, f"{article.title}: 27 < 28", "27" * (reason != "title"), reason), article),
        )
        for reason in REASONS
    ]
    pair = (a_proof("210", locale, period=year(2022)), a_proof("290", locale, outlet="A<B", period=year(2022)))
    return [*(Waiting(key, correction=one) for one in found[:2]), *refused, Waiting(key, conflict=pair)]
