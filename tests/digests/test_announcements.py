from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from digests.announcements import LONGEST, cancelled, drafted, mailing_of, with_text
from digests.errors import Refusal
from digests.model import AnnouncementState, Bubble, MailingKind

NOW = datetime(2025, 10, 19, 12, tzinfo=UTC)


def test_a_new_announcement_waits_for_its_text() -> None:
    announcement = drafted(7, NOW)
    assert announcement.state is AnnouncementState.AWAITING_TEXT
    assert announcement.id != drafted(8, NOW).id


def test_a_text_makes_it_a_draft_and_another_text_replaces_it() -> None:
    draft = with_text(drafted(7, NOW), "Hello")
    assert draft.state is AnnouncementState.DRAFT
    assert with_text(draft, " <b>Good</b> day\n").text == "<b>Good</b> day"


@pytest.mark.parametrize("text", ["", "  \n", "<b> </b>", "&#32;"])
def test_a_text_that_shows_nothing_is_refused(text: str) -> None:
    with pytest.raises(Refusal, match="announcement_empty"):
        with_text(drafted(7, NOW), text)


def test_the_limit_counts_what_is_shown_in_utf_16_units() -> None:
    draft = with_text(drafted(7, NOW), f"<b>{'&amp;' * LONGEST}</b>")
    assert draft.state is AnnouncementState.DRAFT
    with pytest.raises(Refusal) as refused:
        with_text(draft, "📊" * (LONGEST // 2) + "!")
    assert (refused.value.key, refused.value.values) == ("announcement_too_long", {"units": 4097, "limit": 4096})


def test_a_cancelled_announcement_takes_no_text_and_is_cancelled_again_in_peace() -> None:
    gone = cancelled(with_text(drafted(7, NOW), "Hello"))
    assert cancelled(gone) == gone
    with pytest.raises(Refusal, match="announcement_closed"):
        with_text(gone, "Hello again")


@pytest.mark.parametrize("state", [AnnouncementState.SENDING, AnnouncementState.DONE])
def test_what_is_on_its_way_cannot_be_called_back(state: AnnouncementState) -> None:
    with pytest.raises(Refusal, match="announcement_closed"):
        cancelled(replace(drafted(7, NOW), state=state))


def test_the_mailing_is_the_same_for_a_second_confirmation_and_is_wanted_for_a_day() -> None:
    draft = with_text(drafted(7, NOW), "<i>Hello</i>")
    mailing = mailing_of(draft, NOW)
    assert mailing.bubbles == (Bubble("<i>Hello</i>"),)
    assert mailing.kind is MailingKind.ANNOUNCEMENT
    assert mailing.expires_at == NOW + timedelta(days=1)
    assert mailing_of(draft, NOW + timedelta(minutes=1)).key == mailing.key
