import base64
import json

from bot.show.article import show_article
from bot.show.entries import show_entries


def test_entries_are_shown_with_utc_times() -> None:
    feed = {
        "items": [{"id": "1", "url": "https://a.kz/1", "title": "A", "date_published": "2025-10-19T12:00:00+05:00"}]
    }
    answer = show_entries({"body_base64": base64.b64encode(json.dumps(feed).encode()).decode()})
    [entry] = answer["entries"]
    assert (answer["kind"], entry["published"], entry["updated"]) == ("json", "2025-10-19T07:00:00Z", None)
    assert json.loads(json.dumps(answer)) == answer


def test_a_plain_text_gets_language_and_state_order_mark() -> None:
    answer = show_article(
        {"title": "А", "text": "Қоғамдық қор үш ауылға көмектесті.\n\nМемлекеттік ақпараттық тапсырыс аясында"}
    )
    assert (answer["lang"], answer["state_order"], answer["title"]) == ("kk", True, "А")
