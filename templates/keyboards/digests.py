"""The buttons under digests, their evidence and corrections."""

from digests.evidence import EvidencePage
from templates.actions.figures import AskDigest, CorrectionsPage, EvidenceFrom, ShowDynamics, ShowEvidence
from templates.actions.settings import OpenBelow, Screen
from templates.keyboards.parts import Keyboard, button, in_pairs, paging, wrong
from templates.keyboards.settings import choose_rubrics
from templates.language import Language


def digest(language: Language, key: str, *, has_figures: bool) -> Keyboard:
    """Under the last bubble of a digest."""
    _ = language.word
    rubrics = button("⚙️ " + _("Rubrics"), OpenBelow(Screen.RUBRICS))
    if not has_figures:
        return ((rubrics,),)
    evidence = button("🔎 " + _("Check the figures"), ShowEvidence(key))
    return ((evidence,), (button("📈 " + _("Chart"), ShowDynamics(key)), rubrics))


def no_digest(language: Language, *, offers_week: bool) -> Keyboard:
    """Where there is nothing new: look further back, or choose more."""
    _ = language.word
    week = ((button("📅 " + _("The last 7 days"), AskDigest(7)),),) if offers_week else ()
    return (*week, choose_rubrics(language)[0])


def evidence(language: Language, page: EvidencePage, mailing: str | None, *, may_mark: bool) -> Keyboard:
    """The pages of the evidence of a mailing; a button a figure for who may mark it as wrong."""
    marks = [wrong(stated) for quote in page.quotes for stated in quote.figures] if may_mark else []
    pages = (
        ()
        if mailing is None
        else paging(
            language,
            earlier=None if page.earlier is None else EvidenceFrom(mailing, page.earlier),
            later=None if page.later is None else EvidenceFrom(mailing, page.later),
        )
    )
    return (*in_pairs(marks), *pages)


def corrections(language: Language, *, page: int, has_more: bool) -> Keyboard:
    """The pages of all corrections."""
    return paging(
        language,
        earlier=CorrectionsPage(page - 1) if page > 0 else None,
        later=CorrectionsPage(page + 1) if has_more else None,
    )
