"""Digests, the sentences behind them, and their corrections."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import partial

from digests.evidence import EvidencePage, Quote
from digests.model import Bubble, Corrected, Digest, Locale, Mailing, StatedFigure, Subscriber
from templates.bubbles import fit
from templates.corrections import corrected
from templates.keyboards import digests as keyboards
from templates.language import Language
from templates.numbers import figure
from templates.texts.base import Texts, one_text
from templates.texts.flags import flag_text

_WEEK_DAYS = 7


class DigestTexts(Texts):
    """Digests, the sentences behind them, and their corrections."""

    def digest(self, digest: Digest) -> tuple[Bubble, ...]:
        """The digest in as few bubbles as hold its items whole, the buttons under the last one.

        An empty one says that there is nothing new.
        """
        language = self._languages[digest.choice.locale]
        if digest.is_empty:
            return (_nothing_new(language, digest.window.days),)
        texts = fit(_blocks(language, digest))
        has_figures = bool(digest.headline) or any(
            item.summary.figures for section in digest.sections for item in section.items
        )
        buttons = keyboards.digest(language, digest.key, has_figures=has_figures)
        return (*(Bubble(text) for text in texts[:-1]), Bubble(texts[-1], buttons))

    def no_digest(self, subscriber: Subscriber, days: int) -> Bubble:
        """Nothing new in the last `days`; offers to look back further, where that is further."""
        return _nothing_new(self._of(subscriber), days)

    def evidence(self, page: EvidencePage, locale: Locale, *, mailing: str | None, may_mark: bool = False) -> Bubble:
        """The sentences behind figures; `mailing` None: without pages. Says so where none is kept any more.

        `may_mark`: an admin looks, who can mark a figure as wrong.
        """
        language = self._languages[locale]
        if not page.quotes:
            return self.note("withdrawn", locale)
        head = language.say("evidence/head", first=page.first + 1, last=page.first + len(page.quotes), total=page.total)
        items = [block for quote in page.quotes for block in _quote(language, quote)]
        return Bubble(one_text([head, *items]), keyboards.evidence(language, page, mailing, may_mark=may_mark))

    def corrected(self, mailing: Mailing, changes: Sequence[Corrected], stated: Sequence[StatedFigure]) -> list[Bubble]:
        """The bubbles of a mailing that states these figures, with the changes marked; the others as they are."""
        language = self._languages[_spoken(mailing, changes)]
        say = partial(figure, locale=language.locale)
        foot = language.say("correction/foot", at=max(change.correction.found_at for change in changes))
        shown = [change for change in changes if change.is_marked]
        bubbles = [corrected(bubble, shown, stated, say) for bubble in mailing.bubbles]
        return [
            bubble if bubble == was else replace(bubble, text=fit([bubble.text, foot])[0])
            for bubble, was in zip(bubbles, mailing.bubbles, strict=True)
        ]

    def correction_note(self, mailing: Mailing, changes: Sequence[Corrected]) -> Bubble:
        """What is said in reply to a message whose figures were corrected."""
        language = self._languages[_spoken(mailing, changes)]
        return Bubble(one_text(language.say("correction/note", shown=changes).split("\n\n")))

    def corrections(self, shown: Sequence[Corrected], locale: Locale, *, page: int, has_more: bool) -> Bubble:
        """A page (from 0) of all corrections; says where there are none."""
        language = self._languages[locale]
        if not shown and not page:
            return Bubble(language.say("corrections/empty"))
        items = [language.say("corrections/item", one=one) for one in shown]
        text = one_text([language.say("corrections/head", page=page), *items])
        return Bubble(text, keyboards.corrections(language, page=page, has_more=has_more))


def _nothing_new(language: Language, days: int) -> Bubble:
    buttons = keyboards.no_digest(language, offers_week=days < _WEEK_DAYS)
    return Bubble(language.say("no_digest", days=days), buttons)


def _blocks(language: Language, digest: Digest) -> Iterator[str]:
    """Head, items and foot; a rubric's name never stands apart from its first item."""
    yield language.say("digest/head", digest=digest)
    if digest.is_told_by_figures:
        return
    place = 0
    for section in digest.sections:
        for index, item in enumerate(section.items):
            place += 1
            rubric = section.rubric if index == 0 else None
            yield language.say("digest/item", item=item, place=place, rubric=rubric)
    if digest.left_out:
        yield language.say("digest/rest", left_out=digest.left_out)


def _quote(language: Language, quote: Quote) -> Iterator[str]:
    """A sentence, what became of its figures, and what does not fit in them."""
    yield language.say("evidence/item", quote=quote)
    yield from (language.say("evidence/correction", one=one) for one in quote.corrections)
    stated = quote.stated
    yield from (flag_text(language, flag, stated, stated.article.outlet) for flag in quote.flags)


def _spoken(mailing: Mailing, changes: Sequence[Corrected]) -> Locale:
    """The language of a mailing; of one that an earlier version made, that of what it tells."""
    return mailing.locale or changes[0].was.figure.lang
