from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from digests.announcements import (
    LATE,
    LONGEST,
    LONGEST_CAPTION,
    addressed,
    cancelled,
    chats_of,
    drafted,
    ended,
    fallen_due,
    mailing_of,
    needs_second,
    planned,
    tried,
    written,
)
from digests.errors import Refusal
from digests.model import (
    Addressees,
    AnnouncementState,
    Bubble,
    Button,
    MailingKind,
    Media,
    MediaKind,
    Plan,
    Progress,
)

NOW = datetime(2025, 10, 19, 12, tzinfo=UTC)


def test_a_new_announcement_waits_for_its_text() -> None:
    announcement = drafted(7, NOW)
    assert announcement.state is AnnouncementState.AWAITING_TEXT
    assert announcement.id != drafted(8, NOW).id


def test_a_text_makes_it_a_draft_and_another_text_replaces_it() -> None:
    draft = written(drafted(7, NOW), "Hello")
    assert draft.state is AnnouncementState.DRAFT
    assert written(draft, " <b>Good</b> day\n").bubble.text == "<b>Good</b> day"


@pytest.mark.parametrize("text", ["", "  \n", "<b> </b>", "&#32;"])
def test_a_text_that_shows_nothing_is_refused(text: str) -> None:
    with pytest.raises(Refusal, match="announcement_empty"):
        written(drafted(7, NOW), text)


def test_the_limit_counts_what_is_shown_in_utf_16_units() -> None:
    draft = written(drafted(7, NOW), f"<b>{'&amp;' * LONGEST}</b>")
    assert draft.state is AnnouncementState.DRAFT
    with pytest.raises(Refusal) as refused:
        written(draft, "📊" * (LONGEST // 2) + "!")
    assert (refused.value.key, refused.value.values) == ("announcement_too_long", {"units": 4097, "limit": 4096})


def test_a_cancelled_announcement_takes_no_text_and_is_cancelled_again_in_peace() -> None:
    gone = cancelled(written(drafted(7, NOW), "Hello"))
    assert cancelled(gone) == gone
    with pytest.raises(Refusal, match="announcement_closed"):
        written(gone, "Hello again")


@pytest.mark.parametrize("state", [AnnouncementState.SENDING, AnnouncementState.DONE])
def test_what_is_on_its_way_cannot_be_called_back(state: AnnouncementState) -> None:
    with pytest.raises(Refusal, match="announcement_closed"):
        cancelled(replace(drafted(7, NOW), state=state))


def test_the_mailing_is_the_same_for_a_second_confirmation_and_is_wanted_for_a_day() -> None:
    draft = written(drafted(7, NOW), "<i>Hello</i>")
    mailing = mailing_of(draft, NOW)
    assert mailing.bubbles == (Bubble("<i>Hello</i>"),)
    assert mailing.kind is MailingKind.ANNOUNCEMENT
    assert mailing.expires_at == NOW + timedelta(days=1)
    assert mailing_of(draft, NOW + timedelta(minutes=1)).key == mailing.key


PHOTO = Media(MediaKind.PHOTO, "file")
EVENING = datetime(2025, 10, 19, 19, 30)  # noqa: DTZ001 a wall clock's


def test_a_picture_needs_no_text_and_its_caption_may_not_be_as_long() -> None:
    assert written(drafted(7, NOW), "", PHOTO).bubble == Bubble("", (), PHOTO)
    with pytest.raises(Refusal, match="announcement_too_long"):
        written(drafted(7, NOW), "x" * (LONGEST_CAPTION + 1), PHOTO)


def test_lines_at_the_end_with_an_address_become_buttons() -> None:
    text = (
        "<b>Ярмарка</b> - https://in.text\nПриходите\n\n"
        "Записаться - https://a.example/?x=1&amp;y=2 | <i>Сайт</i> — http://b.example\nКарта – https://c.example"
    )
    bubble = written(drafted(7, NOW), text, links=[Button("Из пересланного", url="https://d.example")]).bubble
    assert bubble.text == "<b>Ярмарка</b> - https://in.text\nПриходите"
    assert bubble.keyboard == (
        (Button("Из пересланного", url="https://d.example"),),
        (Button("Записаться", url="https://a.example/?x=1&y=2"), Button("Сайт", url="http://b.example")),
        (Button("Карта", url="https://c.example"),),
    )


@pytest.mark.parametrize(
    "text", ["Сайт - https://a.example", "Приходите\nЗапись на сайте", "Приходите\nhttps://a.example"]
)
def test_what_is_no_row_of_buttons_stays_text(text: str) -> None:
    assert written(drafted(7, NOW), text).bubble == Bubble(text)


def test_a_list_of_chats_is_numbers_in_any_order_each_once() -> None:
    assert chats_of(" 12, -100500\n12;7 ") == (12, -100500, 7)
    for text, word in (("12 abc", "abc"), ("", ""), ("1.5", "1.5"), ("9" * 16, "9" * 16)):
        with pytest.raises(Refusal) as refused:
            chats_of(text)
        assert (refused.value.key, refused.value.values) == ("announcement_list", {"word": word})
    with pytest.raises(Refusal, match="announcement_list_long"):
        chats_of(" ".join(map(str, range(2_000))))


def test_only_a_draft_takes_addressees_a_time_or_a_trial() -> None:
    draft = written(drafted(7, NOW), "Hello")
    plan = Plan(EVENING, "Asia/Almaty")
    assert addressed(draft, Addressees(region="astana")).addressees.region == "astana"
    assert planned(draft, plan, NOW).plan == plan
    assert tried(draft, wanted=True).is_tried
    gone = cancelled(draft)
    for change in (
        lambda: addressed(gone, Addressees()),
        lambda: planned(gone, plan, NOW),
        lambda: tried(gone, wanted=True),
    ):
        with pytest.raises(Refusal, match="announcement_closed"):
            change()


def test_a_time_that_has_passed_by_the_authors_clock_cannot_be_chosen() -> None:
    draft = written(drafted(7, NOW), "Hello")
    with pytest.raises(Refusal, match="announcement_time_passed"):
        planned(draft, Plan(EVENING, "Asia/Almaty"), NOW + timedelta(hours=3))


def test_what_waits_for_its_time_begins_then_and_two_hours_later_its_author_is_asked() -> None:
    plan = Plan(EVENING, "Asia/Almaty")  # 14:30 in UTC
    waiting = planned(written(drafted(7, NOW), "Hello"), plan, NOW)
    moment = datetime(2025, 10, 19, 14, 30, tzinfo=UTC)
    assert plan.starts_at == moment
    assert fallen_due(waiting, moment - timedelta(seconds=1)) is None
    assert fallen_due(waiting, moment) is AnnouncementState.SENDING
    assert fallen_due(waiting, moment + LATE) is AnnouncementState.SENDING
    assert fallen_due(waiting, moment + LATE + timedelta(seconds=1)) is AnnouncementState.OVERDUE


def test_by_readers_clocks_it_begins_where_the_day_begins_first() -> None:
    plan = Plan(EVENING, "Asia/Almaty", is_local=True)
    assert plan.starts_at <= min(plan.at(zone) for zone in ("Pacific/Kiritimati", "Asia/Almaty", "Pacific/Pago_Pago"))
    assert plan.at("Pacific/Kiritimati") - plan.starts_at == timedelta(0)


@pytest.mark.parametrize(
    ("audience", "above", "admins", "needed"),
    [(1001, 1000, 2, True), (1000, 1000, 2, False), (1001, 0, 2, False), (1001, 1000, 1, False)],
)
def test_a_second_admin_is_asked_above_the_limit_where_there_is_one(
    audience: int, above: int, admins: int, needed: bool
) -> None:
    assert needs_second(audience, above=above, admins=admins) is needed


def test_after_the_first_chats_it_waits_and_after_the_others_it_is_done() -> None:
    draft = tried(written(drafted(7, NOW), "Hello"), wanted=True)
    sending = replace(draft, state=AnnouncementState.SENDING)
    assert ended(sending, Progress(queued=1)) == sending
    assert ended(sending, Progress(sent=1)).state is AnnouncementState.TRIED
    assert ended(sending, Progress(failed=9, stopped="Bad Request")).state is AnnouncementState.STOPPED
    assert ended(replace(sending, is_tried=False), Progress(sent=9)).state is AnnouncementState.DONE
