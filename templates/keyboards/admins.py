"""The buttons of /admin, /sources and /review."""

from digests.model import Act, Button, FigureRef, Proof, Waiting
from templates.actions.admins import (
    AnswerFeedback,
    AskWrong,
    CloseFeedback,
    Decide,
    KeepFigure,
    MarkWrong,
    OpenFeedback,
    ReviewPage,
    ShowAdmin,
    SourcesPage,
)
from templates.keyboards.parts import Keyboard, button, numbered, paging, short
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


def overview(language: Language, *, waiting: int) -> Keyboard:
    """From the numbers of /admin to what people wrote."""
    return ((button("✉️ " + numbered(language.word("Letters"), waiting), OpenFeedback(0)),),) if waiting else ()


def sources(language: Language, *, page: int, pages: int) -> Keyboard:
    """The pages of the sources."""
    return paging(
        language,
        earlier=SourcesPage(page - 1) if page > 0 else None,
        later=SourcesPage(page + 1) if page + 1 < pages else None,
    )


def _wrong_of(proof: Proof) -> Button:
    ref = proof.observation.ref
    return button(short(f"❌ {proof.surface}, {proof.outlet}"), AskWrong(ref.article_id, ref.revision, ref.index))
