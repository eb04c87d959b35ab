"""The buttons of /admin, /sources and /review."""

from collections.abc import Sequence

from digests.model import Act, Alarm, Button, FigureRef, Proof, Right, SourceHealth, Waiting
from templates.actions.admins import (
    AnswerFeedback,
    AskSource,
    AskWrong,
    CloseFeedback,
    Decide,
    KeepFigure,
    LookNow,
    MarkWrong,
    OpenFeedback,
    RestSource,
    ReviewPage,
    ShowAdmin,
    ShowSource,
    SourcesPage,
)
from templates.actions.codes import source_code
from templates.actions.team import ShowAudit, ShowTeam
from templates.keyboards.parts import Keyboard, button, in_rows, numbered, paging, short
from templates.language import Language


def review(language: Language, waiting: Waiting, *, number: int, total: int) -> Keyboard:
    """What an admin can say of what waits, and the ways to the others."""
    _ = language.word
    pages = paging(
        language,
        earlier=ReviewPage(number - 1) if number > 0 else None,
        later=ReviewPage(number + 1) if number + 1 < total else None,
    )
    close = button("👁 " + _("Seen"), Decide(Act.CLOSE, waiting.key, number))
    if waiting.correction:
        approve = button("✅ " + _("Tell readers"), Decide(Act.APPROVE, waiting.key, number))
        return ((approve, button("✖️ " + _("Dismiss"), Decide(Act.DISMISS, waiting.key, number))), *pages)
    if waiting.conflict:
        wrong = (_wrong_of(proof) for proof in waiting.conflict)
        return (*((one,) for one in wrong), (close,), *pages)
    return ((close,), *pages)


def confirm_wrong(language: Language, ref: FigureRef) -> Keyboard:
    """Mark a figure as wrong after all, or not."""
    _ = language.word
    place = (ref.article_id, ref.revision, ref.index)
    return ((button("❌ " + _("Mark as wrong"), MarkWrong(*place)), button("✖️ " + _("Cancel"), KeepFigure())),)


def feedback(language: Language, key: str) -> Keyboard:
    """Under what a person wrote."""
    return ((button("✍️ " + language.word("Answer"), AnswerFeedback(key)),),)


def inbox(language: Language, key: str, *, number: int, total: int) -> Keyboard:
    """Under one of what people wrote; without a key: only the way to the numbers."""
    _ = language.word
    back = (button("📊 " + _("Overview"), ShowAdmin()),)
    if not key:
        return (back,)
    pages = paging(
        language,
        earlier=OpenFeedback(number - 1) if number > 0 else None,
        later=OpenFeedback(number + 1) if number + 1 < total else None,
    )
    answer, close = (
        button("✍️ " + _("Answer"), AnswerFeedback(key)),
        button("👁 " + _("Seen"), CloseFeedback(key, number)),
    )
    return ((answer, close), *pages, back)


def overview(language: Language, *, waiting: int, rights: frozenset[Right]) -> Keyboard:
    """From the numbers of /admin to what people wrote, and to those who run the bot."""
    _ = language.word
    letters = (button("✉️ " + numbered(_("Letters"), waiting), OpenFeedback(0)),)
    team = (button("👥 " + _("Team"), ShowTeam()), button("📜 " + _("What was done"), ShowAudit(0)))
    rows = ((letters, waiting and Right.LETTERS in rights), (team, Right.TEAM in rights))
    return tuple(row for row, is_shown in rows if is_shown)


def sources(language: Language, shown: Sequence[SourceHealth], *, page: int, pages: int) -> Keyboard:
    """A button a source, with its number in the text, and the pages."""
    cards = [
        button(f"🔧 {number}", ShowSource(source_code(one.source.id), page)) for number, one in enumerate(shown, 1)
    ]
    turns = paging(
        language,
        earlier=SourcesPage(page - 1) if page > 0 else None,
        later=SourcesPage(page + 1) if page + 1 < pages else None,
    )
    add = (button("➕ " + language.word("Add a source"), AskSource()),)
    return (*in_rows(cards, 5), *turns, add)


def source(language: Language, health: SourceHealth, *, page: int) -> Keyboard:
    """What an admin can do with a source, and the way back to its page of the list."""
    _, code = language.word, source_code(health.source.id)
    back = (button("‹ " + _("Back"), SourcesPage(page)),)
    if health.is_resting:
        return ((button("▶️ " + _("Read it again"), RestSource(code, wanted=False, page=page)),), back)
    now = button("🔄 " + _("Look now"), LookNow(code, page))
    return ((now, button("⏸ " + _("Let it rest"), RestSource(code, wanted=True, page=page))), back)


def alarm(language: Language, alarm: Alarm, rights: frozenset[Right]) -> Keyboard:
    """From what is wrong to where more of it can be seen."""
    if alarm is Alarm.NO_DIGEST and Right.SOURCES in rights:
        return trouble(language)
    return ((button("📊 " + language.word("Overview"), ShowAdmin()),),)


def trouble(language: Language) -> Keyboard:
    """From what is wrong with sources to all of them."""
    return ((button("📰 " + language.word("All sources"), SourcesPage(0)),),)


def _wrong_of(proof: Proof) -> Button:
    ref = proof.observation.ref
    return button(short(f"❌ {proof.surface}, {proof.outlet}"), AskWrong(ref.article_id, ref.revision, ref.index))
