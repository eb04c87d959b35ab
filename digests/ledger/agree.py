"""When two statements of a value say the same, and when they cannot both be true."""

from decimal import ROUND_DOWN, ROUND_HALF_UP, ROUND_UP, Context, Decimal
from typing import NamedTuple, Protocol

from digests.model import Kind, Observation, Qualifier

APART = Decimal("0.02")
"""What differs by no more of the larger value is the same news told in round numbers."""
LOOSE = Decimal("0.1")
"""How far "about", "almost" and "more than" may be from the number that they stand for."""

_FEW = 3  # digits: a whole number with no more is counted, not rounded
_ROUNDINGS = {
    Qualifier.EXACT: (ROUND_HALF_UP, ROUND_DOWN),
    Qualifier.MORE_THAN: (ROUND_DOWN,),
    Qualifier.AT_LEAST: (ROUND_DOWN,),
    Qualifier.LESS_THAN: (ROUND_UP,),
    Qualifier.UP_TO: (ROUND_UP,),
    Qualifier.ALMOST: (ROUND_UP,),
    Qualifier.ABOUT: (ROUND_DOWN, ROUND_UP),
}


class Stated(Protocol):
    """What a figure and an observation have in common: a value and how exactly it is meant."""

    @property
    def value(self) -> Decimal: ...
    @property
    def value_from(self) -> Decimal | None: ...
    @property
    def unit(self) -> str: ...
    @property
    def qualifier(self) -> Qualifier: ...


class _Bounds(NamedTuple):
    """The values that a statement allows; None: no bound on that side."""

    low: Decimal | None
    high: Decimal | None


def contradict(left: Observation, right: Observation) -> bool:
    """Whether no value is allowed by both, and the nearest allowed ones are over 2 % apart."""
    first, second = _bounds(left), _bounds(right)
    return _is_beyond(first, second) or _is_beyond(second, first)


def repeats(rough: Stated, exact: Stated, *, apart: Decimal = APART, loose: Decimal = LOOSE) -> bool:
    """Whether `rough` is `exact` in a round number: «1,6 млрд» of 1 603 500 000, «более 1400» of 1 437.

    `apart`, `loose`: the most that a number without qualifier, and with one, may be off, as a share.
    """
    if rough.unit != exact.unit or rough.value_from is not None or exact.value_from is not None:
        return False
    if exact.qualifier is not Qualifier.EXACT or digits(rough.value) >= digits(exact.value):
        return False
    if rough.qualifier is Qualifier.EXACT:
        is_counted = max(rough.value, exact.value) < 10**_FEW and _is_whole(rough.value) and _is_whole(exact.value)
        return not is_counted and _is_rounding(rough, exact) and is_within(rough.value, exact.value, apart)
    return _is_rounding(rough, exact) and is_within(rough.value, exact.value, loose)


def digits(value: Decimal) -> int:
    """How many digits say it: zeros at the end of a whole number do not."""
    return len(value.normalize().as_tuple().digits)


def _is_rounding(rough: Stated, exact: Stated) -> bool:
    contexts = (Context(prec=digits(rough.value), rounding=way) for way in _ROUNDINGS[rough.qualifier])
    return any(context.plus(exact.value) == rough.value for context in contexts)


def _is_whole(value: Decimal) -> bool:
    return value == value.to_integral_value()


def is_within(one: Decimal, other: Decimal, share: Decimal) -> bool:
    """Whether they are apart by no more than this share of the larger."""
    return abs(one - other) <= share * max(abs(one), abs(other))


def _bounds(one: Observation) -> _Bounds:
    value, slack = one.value, LOOSE * abs(one.value)
    if one.kind is Kind.RANGE and one.value_from is not None:
        return _Bounds(min(one.value_from, value), max(one.value_from, value))
    match one.qualifier:
        case Qualifier.EXACT:
            return _Bounds(value, value)
        case Qualifier.MORE_THAN | Qualifier.AT_LEAST:
            return _Bounds(value, None)
        case Qualifier.LESS_THAN | Qualifier.UP_TO:
            return _Bounds(None, value)
        case Qualifier.ABOUT:
            return _Bounds(value - slack, value + slack)
        case Qualifier.ALMOST:
            return _Bounds(value - slack, value)


def _is_beyond(lower: _Bounds, upper: _Bounds) -> bool:
    """Whether all that `lower` allows is clearly less than all that `upper` allows."""
    if lower.high is None or upper.low is None or lower.high >= upper.low:
        return False
    return not is_within(lower.high, upper.low, APART)
