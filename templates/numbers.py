"""Numbers and figures as people of each language write them.

Figures are scaled only where that loses nothing: 1 800 000 000 is «1,8 млрд», 1 234 567 stays as it is.
"""

from decimal import Decimal
from fractions import Fraction
from typing import Literal, Protocol

from babel.numbers import format_decimal
from babel.units import format_unit

from digests.model import Computed, Direction, Kind, Locale, Qualifier
from templates import russian
from templates.kazakh import Case, with_case

NBSP = "\u00a0"
MINUS = "\u2212"

_EXACT = "#,##0.##########"
_SCALES = tuple(Decimal(10) ** power for power in (12, 9, 6))
_SCALE_WORDS = {
    Locale.KK: ("трлн", "млрд", "млн"),
    Locale.RU: ("трлн", "млрд", "млн"),
    Locale.EN: ("trillion", "billion", "million"),
}
_SIGNS = {"KZT": "₸", "USD": "$", "EUR": "€", "RUB": "₽"}
_UNIT_WORDS = {
    "MRP": {Locale.KK: "АЕК", Locale.RU: "МРП", Locale.EN: "MCI"},
    "percentage_point": {Locale.KK: "пайыздық тармақ", Locale.RU: "п.п.", Locale.EN: "pp"},
    "ug/m3": {Locale.KK: "мкг/м³", Locale.RU: "мкг/м³", Locale.EN: "μg/m³"},
}
_MEASURES = {
    "km": "length-kilometer",
    "m": "length-meter",
    "cm": "length-centimeter",
    "ha": "area-hectare",
    "mm": "length-millimeter",
    "m2": "area-square-meter",
    "km2": "area-square-kilometer",
    "m3": "volume-cubic-meter",
    "litre": "volume-liter",
    "ml": "volume-milliliter",
    "tonne": "mass-tonne",
    "kg": "mass-kilogram",
    "g": "mass-gram",
    "km/h": "speed-kilometer-per-hour",
    "m/s": "speed-meter-per-second",
    "year": "duration-year",
    "month": "duration-month",
    "week": "duration-week",
    "day": "duration-day",
    "hour": "duration-hour",
    "minute": "duration-minute",
    "second": "duration-second",
}
_LONG = {
    # CLDR has no long Kazakh names of months and days; its short ones are the full words.
    Locale.KK: {"year", "week", "hour", "minute", "second"},
    Locale.RU: {"year", "month", "week", "day", "hour", "minute", "second"},
    Locale.EN: {"year", "month", "week", "day", "hour", "minute", "second"},
}
_ENGLISH_QUALIFIERS = {
    Qualifier.ABOUT: "about {}",
    Qualifier.MORE_THAN: "more than {}",
    Qualifier.LESS_THAN: "less than {}",
    Qualifier.AT_LEAST: "at least {}",
    Qualifier.UP_TO: "up to {}",
    Qualifier.ALMOST: "almost {}",
}
_KAZAKH_QUALIFIERS: dict[Qualifier, tuple[str, Case | None]] = {
    Qualifier.ABOUT: ("шамамен {}", None),
    Qualifier.MORE_THAN: ("{} астам", Case.ABLATIVE),
    Qualifier.LESS_THAN: ("{} кем", Case.ABLATIVE),
    Qualifier.AT_LEAST: ("кемінде {}", None),
    Qualifier.UP_TO: ("{} дейін", Case.DATIVE),
    Qualifier.ALMOST: ("{} жуық", Case.DATIVE),
}


class Stated(Protocol):
    """What a figure and an observation have in common: a value, and how it is meant."""

    @property
    def value(self) -> Decimal: ...
    @property
    def value_from(self) -> Decimal | None: ...
    @property
    def unit(self) -> str: ...
    @property
    def kind(self) -> Kind: ...
    @property
    def direction(self) -> Direction | None: ...
    @property
    def qualifier(self) -> Qualifier: ...


def number(value: Decimal | int, locale: Locale) -> str:
    """All digits of a number: «1 234,5», "1,234.5"."""
    text = format_decimal(abs(Decimal(value)), _EXACT, locale=str(locale), decimal_quantization=False)
    return MINUS + text if value < 0 else text


def amount(value: Decimal, unit: str, locale: Locale) -> str:
    """A number with its unit: «1,8 млрд ₸», "₸1.8 billion", «86 %», «5 лет», «104»."""
    digits, is_scaled = _scaled(abs(value), locale)
    return (MINUS if value < 0 else "") + _with_unit(digits, abs(value), unit, locale, is_scaled=is_scaled)


def figure(stated: Stated, locale: Locale) -> str:
    """A figure without what it counts: «более 40», «135 → 208», «+23 %», «10–15 %», «↑ в 2 раза», «1/3»."""
    return _qualified(_direct(stated, locale), stated.qualifier, locale, arrow=_arrow(stated))


def computed(result: Computed, locale: Locale) -> str:
    """What the bot computed, with a sign where it moved: «+32 %», «около −4,5 %»."""
    sign = "+" if result.value > 0 else ""
    return _qualified(sign + amount(result.value, result.unit, locale), result.qualifier, locale, arrow="")


def growth_formula(result: Computed, locale: Locale) -> str:
    """How a growth is computed: «(512 − 388) ÷ 388 × 100»."""
    first, last = (amount(one.value, one.unit, locale) for one in result.operands)
    return f"({last} {MINUS} {first}) ÷ {first} × 100"


def _direct(stated: Stated, locale: Locale) -> str:
    shown = amount(stated.value, stated.unit, locale)
    match stated.kind:
        case Kind.TRANSITION if stated.value_from is not None:
            return f"{amount(stated.value_from, stated.unit, locale)} → {shown}"
        case Kind.RANGE if stated.value_from is not None:
            return _range(stated.value_from, stated.value, stated.unit, locale)
        case Kind.FRACTION:
            return _fraction(stated, locale)
        case Kind.CHANGE if stated.direction and stated.qualifier is Qualifier.EXACT and stated.value >= 0:
            return ("+" if stated.direction is Direction.UP else MINUS) + shown
        case _:
            return shown


def _arrow(stated: Stated) -> str:
    """For what goes up or down but has no sign to say so: a multiple, a change of «более 23 %»."""
    is_signed = stated.kind is Kind.CHANGE and stated.qualifier is Qualifier.EXACT
    if stated.direction is None or is_signed or stated.kind not in {Kind.CHANGE, Kind.MULTIPLE}:
        return ""
    return f"↑{NBSP}" if stated.direction is Direction.UP else f"↓{NBSP}"


def _qualified(shown: str, qualifier: Qualifier, locale: Locale, *, arrow: str) -> str:
    if qualifier is Qualifier.EXACT:
        return arrow + shown
    match locale:
        case Locale.KK:
            pattern, case = _KAZAKH_QUALIFIERS[qualifier]
            return arrow + pattern.format(with_case(shown, case) if case else shown)
        case Locale.RU:
            return arrow + russian.qualified(shown, qualifier)
        case Locale.EN:
            return arrow + _ENGLISH_QUALIFIERS[qualifier].format(shown)


def _range(low: Decimal, high: Decimal, unit: str, locale: Locale) -> str:
    """With the unit once where the number stands first in both: «10–15 %», but «800 млн ₸ – 1,2 млрд ₸»."""
    digits, is_scaled = _scaled(low, locale)
    first, last = amount(low, unit, locale), amount(high, unit, locale)
    if is_scaled or _scaled(high, locale)[1] or not first.startswith(digits):
        return f"{first} – {last}"
    return f"{digits}–{last}"


def _fraction(stated: Stated, locale: Locale) -> str:
    if stated.value_from is None and stated.unit == "fraction":
        exact = Fraction(stated.value)
        # A third is kept as 0.3333.
        for most, close in ((12, Fraction(1, 20_000)), (100, Fraction(1, 10**6))):
            simple = exact.limit_denominator(most)
            if abs(simple - exact) < close and simple.denominator > 1:
                return f"{simple.numerator}/{simple.denominator}"
    return amount(stated.value, stated.unit, locale)


def _scaled(value: Decimal, locale: Locale) -> tuple[str, bool]:
    for scale, word in zip(_SCALES, _SCALE_WORDS[locale], strict=True):
        scaled = value / scale
        if scaled >= 1 and scaled * 100 == (scaled * 100).to_integral_value():
            return f"{number(scaled, locale)}{NBSP}{word}", True
    return number(value, locale), False


def _with_unit(digits: str, value: Decimal, unit: str, locale: Locale, *, is_scaled: bool) -> str:
    if unit in {"count", "fraction"}:
        return digits
    if unit in _SIGNS:
        return f"{_SIGNS[unit]}{digits}" if locale is Locale.EN else f"{digits}{NBSP}{_SIGNS[unit]}"
    if unit == "percent":
        return f"{digits}{NBSP}%" if locale is Locale.RU else f"{digits}%"
    if unit == "times":
        return _times(digits, value, locale)
    if unit in _MEASURES:
        return _measured(digits, value, unit, locale, is_scaled=is_scaled)
    return f"{digits}{NBSP}{_UNIT_WORDS[unit][locale] if unit in _UNIT_WORDS else unit}"


def _times(digits: str, value: Decimal, locale: Locale) -> str:
    match locale:
        case Locale.KK:
            return f"{digits}{NBSP}есе"
        case Locale.RU:
            whole = value == value.to_integral_value()
            few = not whole or (value % 10 in {2, 3, 4} and value % 100 not in {12, 13, 14})
            return f"в{NBSP}{digits}{NBSP}{'раза' if few else 'раз'}"
        case Locale.EN:
            return f"{digits}{NBSP}{'time' if value == 1 else 'times'}"


def _measured(digits: str, value: Decimal, unit: str, locale: Locale, *, is_scaled: bool) -> str:
    """With CLDR's word for the unit, in the form that the number (or «млн») asks for."""
    length: Literal["long", "short"] = "long" if unit in _LONG[locale] else "short"
    counted = Decimal(5) if is_scaled else value
    worded = str(format_unit(counted, _MEASURES[unit], length, format=_EXACT, locale=str(locale)))
    return worded.replace(format_decimal(counted, _EXACT, locale=str(locale)), digits).replace(" ", NBSP)
