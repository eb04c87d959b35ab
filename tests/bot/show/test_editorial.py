from datetime import timedelta
from typing import cast

import pytest

from bot.show.digest import NOTHING, show_digest
from bot.show.gate import show_gate
from bot.show.stories import show_stories
from bot.show.summary import show_summary
from digests.model import Article, Bubble, Button, Choice, Digest, Locale, Rubric, Window
from digests.ports import Articles
from tests.digests.builders import NOW, article, figure

RUBRICS = (Rubric("grants", {}, {}),)
TEXT = "Напомним, клуб принял 640 семей за год. Зал открыт каждый день."


def test_a_summary_leads_with_the_figure_and_names_it() -> None:
    shown = show_summary({"id": 1, "text": TEXT, "title": ""})
    assert shown["lang"] == "ru"
    assert shown["lead"] == shown["summary"][0] == "Клуб принял 640 семей за год."
    assert shown["figures"] == ["640"]


def test_the_longest_lead_can_be_set() -> None:
    text = f"Клуб {'очень ' * 20}долго принимал 640 семей. Зал открыт каждый день."
    shown = show_summary({"text": text, "title": ""}, chars=30)
    assert len(shown["lead"]) <= 30


def test_a_record_without_text_is_refused() -> None:
    with pytest.raises(ValueError, match="`text`"):
        show_summary({"id": 1})


def test_the_gate_says_what_is_not_supported_and_why() -> None:
    assert show_gate({"source": TEXT, "output": "Клуб принял 640 семей."}) == {"ok": True, "violations": []}
    shown = show_gate({"source": TEXT, "output": "Клуб принял 641 семью.", "lang": "ru"})
    assert not shown["ok"]
    assert shown["violations"][0]["reason"] == "value"


def test_stories_keep_the_ids_that_were_given() -> None:
    texts = (TEXT, TEXT, "В ауле высадили молодой сад, вода пришла по новому каналу.")
    records = [
        {"id": number, "title": "", "text": text, "published": "2025-10-19T12:00:00Z", "outlet": f"Outlet {number}"}
        for number, text in enumerate(texts)
    ]
    shown = list(show_stories(iter(records)))
    assert [one["articles"] for one in shown] == [[0, 1], [2]]
    assert [one["origin"] for one in shown] == [0, 2]


class Listed:
    """Articles that were listed, and a template that prints leads."""

    def __init__(self, *articles: Article) -> None:
        self.articles = articles

    async def between(self, window: Window, rubrics: object = None) -> tuple[Article, ...]:
        return tuple(one for one in self.articles if window.start < one.listed <= window.end)

    def digest(self, digest: Digest) -> tuple[Bubble, ...]:
        items = (item for section in digest.sections for item in section.items)
        return tuple(Bubble(item.summary.lead, ((Button("Evidence", "e"),),)) for item in items)


@pytest.mark.parametrize(("days", "printed"), [(7, "Клуб принял 640 семей за год.\n[Evidence]"), (1, NOTHING)])
async def test_a_digest_is_printed_as_it_would_be_sent(days: int, printed: str) -> None:
    listed = Listed(article(TEXT, figure(TEXT, "640", "640", counted="семей")))
    now = NOW + timedelta(days=2)
    choice = Choice.of(Locale.RU, ("grants",))
    assert await show_digest(cast("Articles", listed), listed, choice, rubrics=RUBRICS, days=days, now=now) == printed
