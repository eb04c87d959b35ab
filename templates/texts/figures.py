"""Figures, metrics, charts, what is followed and what was found."""

from collections.abc import Iterator, Sequence

from digests.charts import Chart
from digests.desk.search import SearchPage
from digests.latest import FiguresPage
from digests.metrics import MetricCard, MetricsPage
from digests.model import Bubble, Locale, Metric
from digests.model.charts import Sketch
from digests.model.follows import Follow, News
from templates.keyboards import figures as keyboards
from templates.language import Language
from templates.numbers import figure
from templates.sketches import caption, sketch_of
from templates.texts.base import Texts, one_text
from templates.texts.flags import flags_of


class FigureTexts(Texts):
    """Figures, metrics, charts, what is followed and what was found."""

    def stats(self, page: FiguresPage, locale: Locale, *, words: str) -> Bubble:
        """The latest figures, one a paragraph. Says where there are none, and names a language that is not `locale`."""
        language = self._languages[locale]
        if not page.figures:
            buttons = keyboards.stats(language, page, words=words)
            return Bubble(language.say("stats/empty", words=words, is_first=not page.number), buttons)
        foreign = None if page.language is locale else page.language
        head = language.say("stats/head", words=words, foreign=foreign)
        items = [language.say("stats/item", stated=stated, place=place) for place, stated in enumerate(page.figures, 1)]
        return Bubble(one_text([head, *items]), keyboards.stats(language, page, words=words))

    def metrics(self, page: MetricsPage, locale: Locale, *, words: str, follows_some: bool = False) -> Bubble:
        """The latest values of metrics, one a paragraph, a button for each, and one for what the chat follows."""
        language = self._languages[locale]
        head = language.say("metrics/head", words=words)
        items = [
            language.say("metrics/item", told=told, number=number, title=told.metric.name[locale])
            for number, told in enumerate(page.shown, 1)
        ]
        return Bubble(
            one_text([head, *items]), keyboards.metrics(language, page, words=words, follows_some=follows_some)
        )

    def metric(self, card: MetricCard, locale: Locale, *, page: int, words: str, is_followed: bool = False) -> Bubble:
        """All that is told of a metric at one place; "Back" leads to the page of /stats with these words."""
        language = self._languages[locale]
        buttons = keyboards.metric(language, card, page=page, words=words, is_followed=is_followed)
        return Bubble(one_text(tuple(_told(language, card))), buttons)

    def chart(self, chart: Chart, locale: Locale) -> tuple[Sketch, Bubble]:
        """What the picture of a metric shows, and its caption with the same values as text."""
        language = self._languages[locale]
        return sketch_of(chart, language), Bubble(caption(chart, language), keyboards.chart(language, chart))

    def charts(self, charts: Sequence[Chart], locale: Locale) -> Bubble:
        """Which metric should be drawn?"""
        language = self._languages[locale]
        return Bubble(language.say("chart/which", charts=charts, locale=locale), keyboards.charts(language, charts))

    def news(self, news: News, locale: Locale, *, mailing: str) -> Bubble:
        """A new value of a metric that the chat follows."""
        language = self._languages[locale]
        text = language.say("follow/news", told=news, title=news.metric.name[locale])
        return Bubble(text, keyboards.news(language, news, mailing))

    def numbers_of(self, news: News, locale: Locale) -> str:
        """The numbers of this bubble that are from sources: the value, and that before it."""
        shown = [news.value.observation, *((news.value.change.operands[0],) if news.value.change else ())]
        return ". ".join(figure(one, locale) for one in shown)

    def follows(self, followed: Sequence[Follow], metrics: Sequence[Metric], locale: Locale) -> Bubble:
        """What a chat follows, with a button each that ends it."""
        language = self._languages[locale]
        names = {metric.key: metric.name[locale] for metric in metrics}
        shown = [(names.get(one.series, one.series), one.place) for one in followed]
        return Bubble(language.say("follow/list", names=shown), keyboards.follows(language, followed))

    def search(self, page: SearchPage, locale: Locale, *, words: str) -> Bubble:
        """What a search found, one a paragraph; says where nothing was, and what to try."""
        language = self._languages[locale]
        buttons = keyboards.search(language, page, words=words)
        if not page.found:
            return Bubble(language.say("search/empty", words=words, is_first=not page.number), buttons)
        head = language.say("search/head", words=words, page=page)
        items = [language.say("search/item", found=found, place=place) for place, found in enumerate(page.found, 1)]
        return Bubble(one_text([head, *items]), buttons)


def _told(language: Language, card: MetricCard) -> Iterator[str]:
    """The blocks of a metric's card, those that may be missed last."""
    metric = card.metric
    yield language.say(
        "metric/head", card=card, title=metric.name[language.locale], definition=metric.definition[language.locale]
    )
    for kind, values in (("facts", card.facts), ("plans", card.plans), ("changes", card.changes)):
        if values:
            yield language.say("metric/values", kind=kind, values=values)
    computed = [value.change for value in card.facts if value.change]
    if computed:
        yield language.say("metric/computed", computed=computed)
    for pair in card.conflicts:
        yield language.say("metric/conflict", pair=pair)
    if card.values and not card.conflicts:
        yield language.say("metric/proof", proof=card.values[0].proof)
    yield from flags_of(language, card)
