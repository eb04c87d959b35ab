import pytest

from digests.errors import Refusal
from digests.feedback import LONGEST, MOST_WAITING, written
from digests.model import Feedback
from tests.builders import NOW


def test_a_message_is_kept_without_blank_edges() -> None:
    assert written("k", 7, " Спасибо\n", NOW, waiting=MOST_WAITING - 1) == Feedback("k", 7, NOW, "Спасибо")


def test_what_fits_into_one_message_is_taken_and_no_more() -> None:
    assert len(written("k", 7, "я" * LONGEST, NOW, waiting=0).text) == LONGEST
    with pytest.raises(Refusal) as refused:
        written("k", 7, "я" * (LONGEST + 1), NOW, waiting=0)
    assert (refused.value.key, refused.value.values["length"]) == ("feedback_too_long", LONGEST + 1)


def test_who_has_written_much_waits_until_it_is_read() -> None:
    with pytest.raises(Refusal) as refused:
        written("k", 7, "Ещё", NOW, waiting=MOST_WAITING)
    assert refused.value.key == "feedback_too_many"
