"""Only what Telegram signed lately says who somebody is, and only our own passes say it again."""

import hashlib
import hmac
import json
from datetime import timedelta
from urllib.parse import parse_qsl, urlencode

import pytest
from aiogram.utils.web_app import check_webapp_signature
from hypothesis import given
from hypothesis import strategies as st

from bot.web.entrance import AHEAD, FRESH, PASS_LASTS, Entrance, Visitor
from tests.builders import HOUR, NOW

TOKEN = "42:TEST"
ENTRANCE = Entrance(TOKEN)
SECOND = timedelta(seconds=1)


def signed(token: str = TOKEN, *, user: object = None, **fields: str) -> str:
    """What Telegram hands to a Mini App."""
    told = {"auth_date": str(int(NOW.timestamp())), "query_id": "AA+/=", "signature": "x"} | fields
    told["user"] = json.dumps({"id": 1001, "first_name": "Әсел & Co"} if user is None else user, ensure_ascii=False)
    key = hmac.new(b"WebAppData", token.encode(), hashlib.sha256).digest()
    text = "\n".join(f"{name}={value}" for name, value in sorted(told.items()))
    return urlencode(told | {"hash": hmac.new(key, text.encode(), hashlib.sha256).hexdigest()})


def test_a_person_is_who_telegram_says() -> None:
    told = signed(user={"id": 1001, "language_code": "kk"})
    assert check_webapp_signature(TOKEN, told)
    assert ENTRANCE.visitor(told, NOW) == Visitor(1001, "kk")
    assert ENTRANCE.visitor(signed(), NOW) == Visitor(1001, "")


@pytest.mark.parametrize(
    ("age", "is_taken"), [(-AHEAD, True), (-AHEAD - SECOND, False), (FRESH, True), (FRESH + SECOND, False)]
)
def test_what_was_signed_long_ago_or_is_to_come_says_nothing(age: timedelta, is_taken: bool) -> None:
    assert (ENTRANCE.visitor(signed(), NOW + age) is not None) is is_taken


@pytest.mark.parametrize(
    "told",
    [
        "",
        "hash=",
        "&&&",
        signed("43:OTHER"),
        signed() + "&user=%7B%22id%22%3A7%7D",
        "user=%7B%22id%22%3A7%7D&" + signed(),
        signed(auth_date="soon"),
        signed(auth_date="9" * 40),
        signed(auth_date="²"),
        signed(user=[]),
        signed(user="x"),
        signed(user={}),
        signed(user={"id": "1001"}),
        signed(user={"id": True}),
        signed(user={"id": -5}),
        signed(user={"id": 2**60}),
        signed() + "&x=" + "y" * 5_000,
        "&".join(f"a{number}=b" for number in range(50)),
        "hash=ж",
    ],
)
def test_whatever_else_is_said_says_nobody(told: str) -> None:
    assert ENTRANCE.visitor(told, NOW) is None


@given(st.data())
def test_no_letter_of_it_can_be_another(data: st.DataObject) -> None:
    told = signed()
    place = data.draw(st.integers(0, len(told) - 1))
    changed = told[:place] + data.draw(st.characters(codec="ascii")) + told[place + 1 :]
    if sorted(parse_qsl(changed, keep_blank_values=True)) != sorted(parse_qsl(told, keep_blank_values=True)):
        assert ENTRANCE.visitor(changed, NOW) is None


@given(st.text(max_size=300))
def test_any_text_is_safe(text: str) -> None:
    assert ENTRANCE.visitor(text, NOW) is None
    assert ENTRANCE.holder(text, NOW) is None


def test_a_pass_is_good_for_its_chat_and_its_time_and_this_bot() -> None:
    carried = ENTRANCE.pass_for(1001, NOW)
    assert ENTRANCE.holder(carried, NOW + PASS_LASTS - SECOND) == 1001
    assert ENTRANCE.holder(carried, NOW + PASS_LASTS) is None
    assert Entrance("43:OTHER").holder(carried, NOW) is None
    assert ENTRANCE.holder(carried.replace("1001", "1002", 1), NOW) is None
    assert ENTRANCE.holder(ENTRANCE.pass_for(1001, NOW + HOUR).rpartition(".")[0] + "." + carried[-64:], NOW) is None


def test_the_keys_are_not_the_token() -> None:
    assert TOKEN not in str(vars(ENTRANCE))
