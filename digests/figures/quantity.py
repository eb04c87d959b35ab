"""What a figure is before it is known what it says."""

from decimal import Decimal
from typing import NamedTuple

from digests.figures.number import Number
from digests.model import Kind

MONEY = frozenset([
    "KZT", "USD", "EUR", "RUB", "GBP", "CNY", "JPY", "KRW", "CHF", "TRY", "UZS", "KGS", "TJS", "TMT", "UAH", "BYN",
    "AZN", "GEL", "AMD", "MDL", "MNT", "INR", "AED", "SAR", "IRR", "ILS", "PLN", "CZK", "SEK", "NOK", "DKK", "HUF",
    "RON", "BGN", "CAD", "AUD", "NZD", "HKD", "SGD", "MXN", "BRL", "ZAR", "THB",
])  # fmt: skip
TIME = frozenset(["year", "month", "week", "day", "hour", "minute", "second"])


class Quantity(NamedTuple):
    """A number, or two that belong together, with the unit: what a figure is before it is known what it says.

    start, end  with unit and joining words, without qualifier
    first       the number that decides whether it is a date, an age, a name …
    is_about    the order of words («раза в три») or an ending («мыңдай») says so
    is_cell     it stands in a table, whose header names its unit
    ending      the last ending it carries, of the unit or of the number itself («30 күннен»: «нен»)
    """

    start: int
    end: int
    first: Number
    last: Number
    value: Decimal
    unit: str
    kind: Kind = Kind.LEVEL
    value_from: Decimal | None = None
    ending: str = ""
    is_about: bool = False
    is_cell: bool = False
