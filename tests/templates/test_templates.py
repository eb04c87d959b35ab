"""Everything the bot says, in every language."""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from typing import Any
from urllib.parse import unquote

import pytest
from jinja2 import UndefinedError

from digests.evidence import EvidencePage, quotes
from digests.model import (
    Bubble,
    Choice,
    Digest,
    DigestItem,
    DigestSection,
    FigureRef,
    HeadlineFigure,
    Locale,
    Right,
    Schedule,
    StatedFigure,
    Story,
    Summary,
    Window,
)
from templates.actions.figures import EvidenceFrom, ShowEvidence
from templates.actions.settings import Screen
from templates.bubbles import LONGEST, units_shown
from templates.keyboards.parts import TICK, WIDEST_HALF
from tests.builders import DAY, NOW, TEXT, a_figure, a_subscriber, an_article
from tests.templates.screens import RUBRICS, TEMPLATES, TOASTS, screens

EVERY_LOCALE = pytest.mark.parametrize("locale", list(Locale))
TAG = re.compile(r"</?(\w+)[^>]*>")


def an_item(**changes: Any) -> DigestItem:
    article = an_article(**{"figures": (a_figure(),), "headline": (0,)} | changes)
    reprint = an_article(url="https://valley.example/9", outlet="Valley Post")
    story = Story("story", (article, reprint), article.id)
    return DigestItem(story, article, Summary("В этом году фонд выделил 40 грантов для НПО.", (), (0,)))


def a_digest(locale: Locale = Locale.RU, items: Sequence[DigestItem] = (), **changes: Any) -> Digest:
    items = items or (an_item(),)
    digest = Digest(
        choice=Choice.of(locale, ("grants",)),
        window=Window(NOW - DAY, NOW),
        headline=(HeadlineFigure(items[0].article, 0, "гранты для НПО"),),
        sections=(DigestSection("grants", tuple(items)),),
    )
    return replace(digest, **changes)


def stated(**changes: Any) -> StatedFigure:
    article = an_article(figures=(a_figure(),))
    figure = a_figure(counted="грантов")
    return replace(StatedFigure(article, figure, FigureRef(article.id, 1, 0)), **changes)


def everything(locale: Locale) -> list[Bubble]:
    return [bubble for bubbles in screens(locale).values() for bubble in bubbles]


@EVERY_LOCALE
def test_everything_the_bot_says_is_a_message_that_telegram_takes(locale: Locale) -> None:
    for bubble in everything(locale):
        assert 0 < units_shown(bubble.text) <= LONGEST
        open_tags: list[str] = []
        for tag in TAG.finditer(bubble.text):
            if tag[0].startswith("</"):
                assert open_tags.pop() == tag[1]
            else:
                open_tags.append(tag[1])
        assert open_tags == []
        assert "\n\n\n" not in bubble.text
        for button in (button for row in bubble.keyboard for button in row):
            assert button.label
            assert (button.action is None) != (button.url is None)
            assert len((button.action or "").encode()) <= 64
            start = unquote(button.url or "").partition("?start=")[2]
            assert not button.url or re.fullmatch(r"[\w-]{1,64}", start, re.ASCII)


@EVERY_LOCALE
def test_no_label_is_wider_than_its_part_of_a_narrow_screen(locale: Locale) -> None:
    rows = [row for bubble in everything(locale) for row in bubble.keyboard]
    shared = {button.label for row in rows for button in row if len(row) > 1}
    alone = {button.label for row in rows for button in row if len(row) == 1}
    assert all(len(label) <= WIDEST_HALF + len(TICK) for label in shared)
    assert all(len(label) <= WIDEST_HALF + len(TICK) for label in alone if RUBRICS[-1].name[locale] not in label)
    assert any(RUBRICS[-1].name[locale] in label for label in alone)


def test_each_language_says_it_in_its_own_words() -> None:
    texts = [[bubble.text for bubble in everything(locale)] for locale in Locale]
    for kazakh, russian, english in zip(*texts, strict=True):
        assert len({kazakh, russian, english}) == 3


@EVERY_LOCALE
def test_toasts_are_short_and_plain(locale: Locale) -> None:
    for name in TOASTS:
        toast = TEMPLATES.toast(name, locale)
        assert 0 < len(toast) <= 200
        assert "<" not in toast
        assert "&" not in toast


@EVERY_LOCALE
def test_commands_and_profile_keep_to_the_limits_of_telegram(locale: Locale) -> None:
    for command, description in TEMPLATES.commands(locale, frozenset(Right)):
        assert re.fullmatch(r"[a-z_]{1,32}", command)
        assert 0 < len(description) <= 256
    assert len(TEMPLATES.commands(locale)) < len(TEMPLATES.commands(locale, frozenset(Right)))
    name, description, short = TEMPLATES.about(locale)
    assert (len(name) <= 64, len(description) <= 512, len(short) <= 120) == (True, True, True)


@EVERY_LOCALE
def test_a_digest_without_news_says_so_with_the_days_of_its_window(locale: Locale) -> None:
    weekend = a_digest(locale, window=Window(NOW - 3 * DAY, NOW), headline=(), sections=())
    assert TEMPLATES.digest(weekend) == (TEMPLATES.no_digest(a_subscriber(locale=locale), 3),)
    assert "3" in TEMPLATES.digest(weekend)[0].text


def test_a_digest_leads_with_its_figures_and_names_how_many_outlets_tell_it() -> None:
    [bubble] = TEMPLATES.digest(a_digest(items=(an_item(state_order=True),), left_out=2))
    assert bubble.text == (
        "📊 <b>Гражданское общество · 19 октября</b>\n"
        "Главные цифры\n\n"
        "▪️ <b>40</b> — гранты для НПО\n\n"
        "<b>Гранты</b>\n"
        '1. <a href="https://steppe.example/1">Фонд поддержал сорок проектов</a>\n'
        "В этом году фонд выделил 40 грантов для НПО.\n"
        "<i>Steppe News и ещё 1 издание · госинформзаказ</i>\n\n"
        "<i>Ещё 2 новости не поместились.</i>"
    )
    assert bubble.keyboard[0][0].action == ShowEvidence(a_digest().key).pack()


def test_a_title_with_a_number_that_the_body_lacks_gives_way_to_the_lead() -> None:
    [bubble] = TEMPLATES.digest(a_digest(items=(an_item(title="Фонд раздал 400 грантов"),)))
    assert "400" not in bubble.text
    assert ">В этом году фонд выделил 40 грантов для НПО.</a>" in bubble.text


def test_what_outlets_write_cannot_break_the_markup() -> None:
    [bubble] = TEMPLATES.digest(a_digest(items=(an_item(title="Фонд <b>& партнёры", outlet="A<B"),)))
    assert "Фонд &lt;b&gt;&amp; партнёры" in bubble.text
    assert "<i>A&lt;B и ещё" in bubble.text


def test_a_long_digest_goes_on_in_a_second_bubble_and_its_buttons_come_last() -> None:
    items = [an_item(url=f"https://steppe.example/{place}", title="Новый конкурс " * 20) for place in range(20)]
    first, *others = TEMPLATES.digest(a_digest(items=items))
    assert others
    assert first.keyboard == ()
    assert others[-1].keyboard
    assert sum(bubble.text.count("<a href=") for bubble in (first, *others)) == 20


def test_a_window_of_a_week_is_named_by_both_ends() -> None:
    [bubble] = TEMPLATES.digest(a_digest(window=Window(NOW - 7 * DAY, NOW)))
    assert "12–19 окт." in bubble.text


def test_the_evidence_is_the_sentence_with_its_number_in_bold_and_opens_the_article_there() -> None:
    bubble = TEMPLATES.evidence(EvidencePage(quotes([stated()]), 0, 1), Locale.RU, mailing=None)
    sentence = TEXT.partition(". ")[0] + "."
    assert f"<blockquote>{sentence.replace('40', '<b>40</b>')}</blockquote>" in bubble.text
    assert 'href="https://steppe.example/1#:~:text=%D0%92%20' in bubble.text


def test_a_sentence_with_several_figures_is_quoted_once_with_each_in_bold() -> None:
    text = "Из 40 <клубов> 12 & 13 новых, в них 12–14 человек."
    figures = [a_figure(surface, text) for surface in ("12–14", "13", "40", "14")]
    bubble = TEMPLATES.evidence(
        EvidencePage(quotes([stated(article=an_article(text=text), figure=figure) for figure in figures]), 0, 1),
        Locale.RU,
        mailing=None,
    )
    assert (
        "<blockquote>Из <b>40</b> &lt;клубов&gt; 12 &amp; <b>13</b> новых, в них <b>12–14</b> человек.</blockquote>"
        in bubble.text
    )


def test_evidence_is_paged_both_ways() -> None:
    page = EvidencePage(quotes([stated(), stated(ref=FigureRef("other", 1, 0))]), 6, 10)
    bubble = TEMPLATES.evidence(page, Locale.RU, mailing="key")
    assert [button.action for button in bubble.keyboard[0]] == [
        EvidenceFrom("key", 3).pack(),
        EvidenceFrom("key", 8).pack(),
    ]


def test_done_is_offered_only_once_there_is_a_rubric() -> None:
    labels = [
        [button.label for row in TEMPLATES.start(person).keyboard for button in row]
        for person in (a_subscriber(rubrics=frozenset()), a_subscriber())
    ]
    assert ["👍 Готово" in each for each in labels] == [False, True]


def test_a_zone_that_is_not_on_offer_is_still_shown_as_set() -> None:
    bubble = TEMPLATES.schedule(a_subscriber(schedule=Schedule(zone="Asia/Samarkand")), Screen.ZONE)
    assert "✅ Самарканд" in [button.label for row in bubble.keyboard for button in row]


def test_the_next_digest_is_told_in_the_zone_of_the_person() -> None:
    at = a_subscriber(next_digest_at=NOW + timedelta(hours=16))
    assert "20 октября в 09:00" in TEMPLATES.started(at).text


@pytest.mark.parametrize(
    ("locale", "forms"),
    [
        (
            Locale.RU,
            {
                1: "ещё 1 издание",
                2: "ещё 2 издания",
                5: "ещё 5 изданий",
                11: "11 изданий",
                21: "21 издание",
                101: "101 издание",
            },
        ),
        (
            Locale.EN,
            {
                1: "1 more outlet<",
                2: "2 more outlets<",
                5: "5 more outlets<",
                11: "11 more outlets<",
                21: "21 more outlets<",
                101: "101 more outlets<",
            },
        ),
        (Locale.KK, dict.fromkeys((1, 2, 5, 11, 21, 101), "басылым<")),
    ],
)
def test_outlets_are_counted_as_the_language_counts(locale: Locale, forms: dict[int, str]) -> None:
    for count, words in forms.items():
        item = an_item()
        others = tuple(an_article(url=f"https://o.example/{n}", outlet=f"O{n}") for n in range(count))
        item = replace(item, story=replace(item.story, articles=(item.article, *others)))
        [bubble] = TEMPLATES.digest(a_digest(locale, items=(item,)))
        assert words in bubble.text


def test_a_missing_value_is_an_error_and_not_a_gap() -> None:
    with pytest.raises(UndefinedError):
        TEMPLATES.note("error", Locale.RU)


def test_a_large_figure_is_headed_by_its_scaled_amount() -> None:
    figure = a_figure(value=Decimal(1_800_000_000), unit="KZT")
    item = an_item(figures=(figure,))
    texts = {locale: TEMPLATES.digest(a_digest(locale, items=(item,)))[0].text for locale in Locale}
    assert "<b>1,8\u00a0млрд\u00a0₸</b>" in texts[Locale.RU]
    assert "<b>₸1.8\u00a0billion</b>" in texts[Locale.EN]
