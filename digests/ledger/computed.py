"""Numbers that no article states: growth, a price for one, a share. They are shown as the bot's own, with the formula.

Rounding is half away from zero. Per cents are whole from 10 on, below they have one decimal. The money for one has as
many significant digits as the sum, at least two and at most three: 7,65 млрд for 430 grants is 17,8 млн for one.
"""

from decimal import ROUND_HALF_UP, Context, Decimal

from digests.figures.quantity import MONEY
from digests.ledger.agree import digits
from digests.model import Computed, Formula, Observation, Qualifier

_FEWEST = 2
_MOST = 3
_WHOLE = Decimal(100)
_WHOLE_FROM = 10


def growth(first: Observation, last: Observation) -> Computed | None:
    """By how many per cent the series moved from the one value to the other; negative where it fell.

    None unless they are two values of one series, unit and place, the first of an earlier time and above zero.
    """
    if not _are_comparable(first, last) or first.place != last.place or first.value <= 0:
        return None
    is_transition = first.ref == last.ref and first.is_earlier
    if not is_transition and (first.is_earlier or last.is_earlier or first.day >= last.day):
        return None
    return _computed(Formula.GROWTH, (last.value - first.value) / first.value * _WHOLE, "percent", first, last)


def per_unit(money: Observation, count: Observation) -> Computed | None:
    """The money for one; None unless the article itself says that this money is for this count."""
    is_pair = (money.ref.article_id, money.ref.revision) == (count.ref.article_id, count.ref.revision)
    is_pair = is_pair and money.partner == count.ref.index and count.partner == money.ref.index
    is_divisible = money.unit in MONEY and count.unit == "count" and count.value > 0
    if not is_pair or not is_divisible or money.is_change or count.is_change:
        return None
    return _computed(Formula.PER_UNIT, money.value / count.value, money.unit, money, count)


def share(part: Observation, whole: Observation) -> Computed | None:
    """The per cent that a place has of the whole country; None unless series, unit and stated period are the same."""
    is_part = part.place is not None and whole.place is None and 0 <= part.value <= whole.value
    is_same_time = part.period is not None and part.period == whole.period
    is_additive = part.unit not in {"percent", "percentage_point", "fraction", "times"}
    if not (_are_comparable(part, whole) and is_part and is_same_time and is_additive) or not whole.value:
        return None
    return _computed(Formula.SHARE, part.value / whole.value * _WHOLE, "percent", part, whole)


def _are_comparable(one: Observation, other: Observation) -> bool:
    if one.is_change or other.is_change or one.value_from is not None or other.value_from is not None:
        return False
    return (one.series, one.unit, one.is_plan) == (other.series, other.unit, other.is_plan)


def _computed(formula: Formula, value: Decimal, unit: str, first: Observation, second: Observation) -> Computed:
    rounded = _per_cent(value) if unit == "percent" else _significant(value, digits(first.value))
    is_exact = first.qualifier is second.qualifier is Qualifier.EXACT
    return Computed(formula, rounded, unit, (first, second), Qualifier.EXACT if is_exact else Qualifier.ABOUT)


def _per_cent(value: Decimal) -> Decimal:
    return value.quantize(Decimal(1) if abs(value) >= _WHOLE_FROM else Decimal("0.1"), ROUND_HALF_UP)


def _significant(value: Decimal, wanted: int) -> Decimal:
    rounded = Context(prec=min(max(wanted, _FEWEST), _MOST), rounding=ROUND_HALF_UP).plus(value)
    return Decimal(f"{rounded:f}")
