"""/stats in the running demo: metrics, their cards, and what stands behind them."""

from pathlib import Path

import pytest

from templates.actions.codes import metric_code
from templates.actions.figures import ShowMetric, StatsPage
from tests.running import running

WORDS = {
    "kk": ("еріктілер", "Еріктілер саны", "Мәндері", "Біздің есебіміз", "‹ Артқа"),
    "ru": ("волонтёры", "Волонтёры", "Значения", "Наш расчёт", "‹ Назад"),
    "en": ("volunteers", "Volunteers", "Values", "Our calculation", "‹ Back"),
}


@pytest.mark.parametrize("language", list(WORDS))
async def test_a_metric_is_found_by_a_word_and_its_card_leads_back_to_the_search(language: str, tmp_path: Path) -> None:
    word, name, values, computed, back = WORDS[language]
    async with running(tmp_path) as (talk, _):
        chat = await talk.person("Reader", language=language)
        await chat.says(f"/stats {word}")
        found = chat.last
        assert f"1. {name}\n" in found.text
        await chat.taps("1. ")
        assert chat.last.id == found.id
        assert chat.last.text.startswith(f"📊 {name}")
        for expected in (values, computed, "÷", "286", "312"):
            assert expected in chat.last.text
        assert "href=" in chat.last.html
        await chat.taps(back)
        assert (chat.last.id, chat.last.text, chat.last.buttons) == (found.id, found.text, found.buttons)


async def test_pages_of_metrics_lead_on_to_figures_and_back_again(tmp_path: Path) -> None:
    async with running(tmp_path) as (talk, _):
        chat = await talk.person("Reader", language="en")
        await chat.says("/stats")
        first = chat.last
        headings = [first.text.splitlines()[0]]
        while "More ›" in chat.last.buttons:
            await chat.taps("More ›")
            headings.append(chat.last.text.splitlines()[0])
        assert list(dict.fromkeys(headings)) == ["📊 Latest values", "📈 Latest figures"]
        assert "🔎 1" in chat.last.buttons
        for _page in headings[1:]:
            await chat.taps("‹ Back")
        assert (chat.last.id, chat.last.text) == (first.id, first.text)


async def test_what_nobody_tells_says_what_to_do(tmp_path: Path) -> None:
    async with running(tmp_path) as (talk, _):
        chat = await talk.person("Reader", language="en")
        await chat.says("/stats qwerty")
        assert "only its beginning" in chat.last.text
        await chat.says("/stats accessible places")
        await chat.taps("More ›")
        assert "No other figures" in chat.last.text
        await chat.taps("‹ Back")
        assert "1. Accessible" in chat.last.buttons[0]
        await chat.says("/stats")
        path = f"/sandbox/chats/{chat.id}/messages/{chat.last.id}/press"
        gone = ShowMetric(metric_code("gone"), "", 0, "").pack()
        answer = await talk.call("POST", path, user=chat.user, data=gone, wait_seconds=30)
        assert "no longer works" in answer["text"]
        silent = ShowMetric(metric_code("orphans"), "c0b5", 0, "").pack()
        await talk.call("POST", path, user=chat.user, data=silent, wait_seconds=30)
        await chat.refresh()
        assert "No source tells this value" in chat.last.text


async def test_a_button_with_more_words_than_fit_now_still_works(tmp_path: Path) -> None:
    async with running(tmp_path) as (talk, _):
        chat = await talk.person("Reader", language="en")
        await chat.says("/stats")
        path = f"/sandbox/chats/{chat.id}/messages/{chat.last.id}/press"
        page = StatsPage(0, "общественных советов сос").pack()
        assert (await talk.call("POST", path, user=chat.user, data=page, wait_seconds=30))["answered"]
        await chat.refresh()
        assert chat.last.text.startswith("📊 Latest values · общественных советов")
