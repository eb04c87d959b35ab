"""The shape of a language's data: what the reader of figures needs to know of it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Grammar:
    """One language as data. All patterns are lower-case regular expressions without capturing groups.

    numerals     pattern of a spelled numeral -> its value
    scales       pattern -> power of ten
    units        pattern -> unit, tried in order; `signs_before`: signs that stand before the number
    before       pattern before the number -> qualifier; `after`: the same behind it
    ups, downs   words that say in which direction something moved
    labels       words before a number that make it a name («статья 7»)
    labels_after words behind it that do the same («20-бап»)
    months       pattern of a month's name in any case
    years        pattern of the word "year" behind a number
    ordinal_ends endings behind a hyphen that make an ordinal («3-й»)
    case_ends    endings behind a hyphen that do not («208-ге»)
    spans        words before a span of time that only says when («за пять лет»); `spans_after`: the same behind it
    ages         what makes a number of years an age, behind it
    fractions    pattern -> decimal value
    multiples    pattern of a word that is a multiple by itself -> value; `times`: the word "times" behind a number
    shares       words that mean a share of something; `measures`: words that are not what is counted
    stops        words that end the noun phrase counted
    stem_ends    endings of adjectives that may stand before the noun counted
    """

    numerals: Mapping[str, int]
    scales: Mapping[str, int]
    units: Sequence[tuple[str, str]]
    before: Sequence[tuple[str, str]]
    after: Sequence[tuple[str, str]]
    ups: str
    downs: str
    labels: str
    labels_after: str
    months: str
    years: str
    ordinal_ends: str
    case_ends: str
    spans: str
    spans_after: str
    ages: str
    fractions: Mapping[str, str]
    multiples: Mapping[str, str]
    times: str
    measures: str
    stops: str
    adjective_ends: str
    abbreviations: frozenset[str]
