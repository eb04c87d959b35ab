"""Figures as cards for any chat."""

from digests.metrics import MetricValue
from digests.model import Bubble, Locale, StatedFigure
from templates.bubbles import cut
from templates.dates import day
from templates.evidence import captioned, counted
from templates.inline import LONGEST_DESCRIPTION, LONGEST_TITLE, Card, open_bot
from templates.links import figure_link
from templates.numbers import figure
from templates.texts.base import Texts


class InlineTexts(Texts):
    """Figures as cards for any chat."""

    def inline_figure(self, stated: StatedFigure, locale: Locale, *, bot: str) -> Card:
        """A figure to be chosen in any chat; `bot` is the username that its button leads to."""
        language, article = self._languages[locale], stated.article
        sentence = " ".join(article.text[slice(*stated.figure.sentence)].split())
        text = language.say("inline/figure", stated=stated)
        return Card(
            id=figure_link(stated.ref),
            title=cut(self.headline(stated, locale), LONGEST_TITLE),
            description=cut(f"{article.outlet} · {day(article.published, locale)}: {sentence}", LONGEST_DESCRIPTION),
            bubble=Bubble(text, open_bot(language.word("Open the bot"), bot, stated.ref)),
        )

    def inline_metric(self, told: MetricValue, locale: Locale, *, bot: str) -> Card:
        """A metric with its latest value, likewise."""
        language, proof, one = self._languages[locale], told.value.proof, told.value.observation
        title = told.metric.name[locale]
        text = language.say("inline/metric", told=told, title=title)
        sentence = " ".join(proof.sentence.split())
        return Card(
            id=figure_link(one.ref),
            title=cut(f"{title}: {figure(one, locale)}", LONGEST_TITLE),
            description=cut(f"{proof.outlet} · {day(one.published, locale)}: {sentence}", LONGEST_DESCRIPTION),
            bubble=Bubble(text, open_bot(language.word("Open the bot"), bot, one.ref)),
        )

    def inline_button(self, locale: Locale, *, is_vain: bool) -> str:
        """The words above the list, which lead to the bot; they say so where nothing was found."""
        _ = self._languages[locale].word
        return _("Nothing found. Open the bot") if is_vain else _("Open the bot")

    def headline(self, stated: StatedFigure, locale: Locale) -> str:
        """A figure with what it is about, as plain text: for feeds."""
        words = captioned(stated) or counted(stated)
        return f"{figure(stated.figure, locale)} — {words}" if words else figure(stated.figure, locale)
