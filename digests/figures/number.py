"""A number as it stands in the text, before it has a unit."""

from decimal import Decimal
from typing import NamedTuple


class Number(NamedTuple):
    """A number as it stands in the text.

    start, end   with its scale and a glued ending («318-ге»), without unit
    digits_end   where its digits or numerals end, before scale and ending
    ending       its ending («ге»), lower-case, without hyphen; empty for most
    power        of its smallest scale; 0: it has none
    is_bare      a scale without a number before it («миллион тенге»)
    is_glued     letters follow its digits without a hyphen («150ден», «3D»)
    is_ordinal   its last word is an ordinal («две тысячи двадцатый»)
    """

    start: int
    end: int
    digits_end: int
    value: Decimal
    ending: str = ""
    power: int = 0
    is_spelled: bool = False
    is_bare: bool = False
    is_glued: bool = False
    is_ordinal: bool = False
