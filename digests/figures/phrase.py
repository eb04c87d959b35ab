"""What the readers of noun phrases in the three languages share: words, gaps between them, clauses."""

import re
from collections.abc import Callable, Container, Iterator
from typing import NamedTuple

WORD = re.compile(r"[^\W\d_]+(?:[-‑’'][^\W\d_]+)*[²³23]?(?!\d)")
GAP = re.compile(r"[»”]?[ \u00a0\u202f\u2009]{1,2}[«“\"„]?")
# A second count in brackets, or a name: «12 (двенадцать) школ».
_BRACKET = re.compile(r"[ \u00a0]\([^()\n]{1,30}\)(?=[ \u00a0])")
# The last border of a clause, found from the end: the first characters are as many as can be.
_UNTIL_CLAUSE = re.compile(r".*[;:(\n•,–—](?:(?<![,–—])|(?<=,)(?!\d)|(?<=[–—]) )", re.DOTALL)
_LONGEST_CLAUSE = 160
_JOINED = re.compile(
    r"(?: ([^\W\d_]+(?:-[^\W\d_]+)?))?(?: (?:или|и|либо|or|and|немесе|мен|және|әрі) | ?-- ?|/)"
    r"(\d[\d.,]*|[^\W\d_]+)(?!\w)",
    re.IGNORECASE,
)
_NUMBER = re.compile(r" (\d[\d\u00a0,]*(?: \d{3})*|[^\W\d_]+)(?!\w)")


class Counted(NamedTuple):
    """The noun phrase counted, where it stands, and its head in dictionary form.

    is_weak  it is only the likeliest noun of the clause: the noun of the figure before is likelier, if there is one
    """

    start: int
    end: int
    head: str
    is_weak: bool = False

    def as_guess(self) -> "Counted":
        """The same, but only a guess."""
        return self._replace(is_weak=True)


def words_behind(text: str, position: int, limit: int) -> Iterator[re.Match[str]]:
    """The words behind a place, with nothing but a gap, an opening quote or a bracket between them."""
    bracket = _BRACKET.match(text, position, limit)
    if bracket:
        position = bracket.end()
    while gap := GAP.match(text, position):
        word = WORD.match(text, gap.end())
        if word is None or word.end() > limit:
            return
        yield word
        position = word.end()


def words_between(text: str, start: int, end: int) -> list[re.Match[str]]:
    """All words of a stretch of text, in order."""
    return list(WORD.finditer(text, start, end))


def clause_start(text: str, begin: int, end: int) -> int:
    """Where the clause that ends at `end` begins, near enough; a dash or colon right before `end` is part of it."""
    begin = max(begin, end - _LONGEST_CLAUSE)
    border = _UNTIL_CLAUSE.match(text[begin:end].rstrip(" –—:\u00a0"))
    return begin + border.end() if border else begin


def in_brackets(text: str, place: tuple[int, int], begin: int) -> re.Match[str] | None:
    """The word before a bracket that holds the number alone: «семена (2,6 тонны)»."""
    if text[place[0] - 1 : place[0]] != "(" or text[place[1] : place[1] + 1] != ")":
        return None
    words = words_between(text, max(begin, place[0] - 40), place[0] - 1)
    return words[-1] if words and text[words[-1].end() : place[0] - 1].strip() == "" else None


def shared_noun(text: str, end: int, limit: int, numerals: Container[str], is_adjective: Callable[[str], bool]) -> int:
    """Where the noun of two joined numbers begins: behind the second.

    «три или четыре раза», «100 -- 150 лет», «одна городская и 12 сельских школ».
    """
    joined = _JOINED.match(text, end, limit)
    if joined is None or not (joined.group(2)[0].isdigit() or joined.group(2).lower() in numerals):
        return end
    return joined.end() if joined.group(1) is None or is_adjective(joined.group(1).lower()) else end


def past_number(text: str, position: int, limit: int, numerals: Container[str]) -> int:
    """Behind a number that stands at the place, or the place itself."""
    number = _NUMBER.match(text, position, limit)
    if number and (number.group(1)[0].isdigit() or number.group(1).lower() in numerals):
        return number.end()
    return position
