"""A location that is sent sets the clock: that of the nearest city. The place itself is kept nowhere."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from math import acos, cos, radians, sin

from aiogram import F, Router
from aiogram.enums import ChatType
from aiogram.types import CallbackQuery, KeyboardButton, Message, ReplyKeyboardMarkup, ReplyKeyboardRemove

from digests.model import Question, Subscriber
from digests.ports import Subscribers
from digests.subscriptions import with_zone
from handlers.answers import say
from handlers.fits import Fits
from handlers.pressed import Pressed
from handlers.rights import MayChange
from templates import Templates
from templates.actions.settings import AskLocation

EARTH_KM = 6371
FURTHEST_KM = 800
"""Beyond it the nearest city that is known says nothing of the clock."""
CITIES: Sequence[tuple[str, float, float]] = (
    ("Asia/Almaty", 51.13, 71.43), ("Asia/Almaty", 43.24, 76.89), ("Asia/Almaty", 42.32, 69.59),
    ("Asia/Almaty", 53.28, 69.39), ("Asia/Almaty", 43.87, 77.06), ("Asia/Almaty", 45.02, 78.37),
    ("Asia/Almaty", 49.80, 73.10), ("Asia/Almaty", 47.80, 67.71), ("Asia/Almaty", 54.87, 69.15),
    ("Asia/Almaty", 52.29, 76.97), ("Asia/Almaty", 50.41, 80.25), ("Asia/Almaty", 49.95, 82.61),
    ("Asia/Almaty", 42.90, 71.37), ("Asia/Almaty", 43.30, 68.25),
    ("Asia/Aqtau", 43.65, 51.17), ("Asia/Aqtobe", 50.28, 57.17), ("Asia/Atyrau", 47.11, 51.92),
    ("Asia/Qostanay", 53.21, 63.62), ("Asia/Qyzylorda", 44.85, 65.51), ("Asia/Oral", 51.23, 51.37),
    ("Asia/Bishkek", 42.87, 74.59), ("Asia/Tashkent", 41.31, 69.28), ("Asia/Dushanbe", 38.56, 68.77),
    ("Europe/Moscow", 55.76, 37.62), ("Asia/Baku", 40.41, 49.87), ("Asia/Tbilisi", 41.72, 44.79),
    ("Europe/Istanbul", 41.01, 28.98), ("Asia/Dubai", 25.20, 55.27), ("Asia/Shanghai", 31.23, 121.47),
    ("Asia/Shanghai", 39.90, 116.41), ("Asia/Seoul", 37.57, 126.98), ("Europe/Berlin", 52.52, 13.41),
    ("Europe/Prague", 50.08, 14.44), ("Europe/London", 51.51, -0.13), ("America/New_York", 40.71, -74.01),
)  # fmt: skip
"""Zone, latitude, longitude: the capital, the oblast capitals, then the other cities of the card, in degrees."""


def register(router: Router) -> None:
    """In a private chat: in a group a location is meant for its members."""
    router.callback_query.register(ask, Pressed(AskLocation), MayChange())
    router.message.register(take_zone, Fits(F.location, F.chat.type == ChatType.PRIVATE))


async def ask(
    callback: CallbackQuery, subscriber: Subscriber, subscribers: Subscribers, templates: Templates
) -> str | None:
    """Put the button under the field; a second one is the way out."""
    if callback.message is None or callback.bot is None or callback.message.chat.type != ChatType.PRIVATE:
        return templates.toast("stale", subscriber.locale)
    await subscribers.save(replace(subscriber, asked=Question.LOCATION))
    send = KeyboardButton(text=templates.location_button(subscriber.locale), request_location=True)
    keys = ReplyKeyboardMarkup(
        keyboard=[[send], [KeyboardButton(text="/cancel")]], resize_keyboard=True, one_time_keyboard=True
    )
    said = templates.note("location_ask", subscriber.locale)
    await callback.bot.send_message(subscriber.chat_id, said.text, reply_markup=keys)
    return None


async def take_zone(
    message: Message, subscriber: Subscriber, subscribers: Subscribers, templates: Templates, now: datetime
) -> None:
    """The clock of the nearest city; far from all of them the cities are offered."""
    zone = message.location and zone_near(message.location.latitude, message.location.longitude)
    was_asked, subscriber = subscriber.asked is Question.LOCATION, replace(subscriber, asked=None)
    if zone:
        subscriber = with_zone(subscriber, zone, now)
    if zone or was_asked:
        await subscribers.save(subscriber)
    if was_asked:
        # A message has one keyboard: the one that takes the button away from under the field cannot have others.
        await message.answer(
            templates.note("location_taken", subscriber.locale).text, reply_markup=ReplyKeyboardRemove()
        )
    await say(message, templates.zone_taken(subscriber) if zone else templates.zone_far(subscriber))


def zone_near(latitude: float, longitude: float) -> str | None:
    """The zone of the nearest city, in degrees north and east; None where none is near."""
    zone, north, east = min(CITIES, key=lambda city: _km(latitude, longitude, city[1], city[2]))
    return zone if _km(latitude, longitude, north, east) <= FURTHEST_KM else None


def _km(north: float, east: float, other_north: float, other_east: float) -> float:
    """Along a great circle."""
    one, other, between = radians(north), radians(other_north), radians(east - other_east)
    cosine = sin(one) * sin(other) + cos(one) * cos(other) * cos(between)
    return EARTH_KM * acos(max(-1.0, min(1.0, cosine)))
