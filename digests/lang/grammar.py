"""The shape of a language's data: what the reader of figures needs to know of it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass


def forms(table: Mapping[str, str]) -> Mapping[str, str]:
    """Each form of a table «value: its forms, separated by spaces» -> the value."""
    return {form: value for value, listed in table.items() for form in listed.split()}


@dataclass(frozen=True, slots=True)
class Grammar:
    """One language as data. Patterns are lower-case regular expressions without capturing groups.

    How a number is written:
      numerals      form of a spelled numeral -> its value
      scales        form -> power of ten
      bare_scales   scales that are a number by themselves («миллион тенге»)
      endings       closed set of endings that a numeral or scale may carry; empty where forms are listed in full
      halves        words behind a number that add a half to it
      ordinals, ordinal_tail   stem of a spelled ordinal -> its value; what follows the stem
      whole         what stands between a whole number and its decimals («екі бүтін оннан алты»);
                    which group matches says how many decimal places
      decimals      what stands behind the decimals («пять целых две десятых»); a group as above
      no_numerals   words that begin like a numeral and are none («бірлік»)
      homographs    words that are a numeral only by chance («онда», «семью»)
      units         pattern -> unit, or «unit:share» of it («цент»: "USD:0.01"); the longest words first where two
                    begin alike
      adjectives    ending of a compound adjective -> unit («25-процентный»)
    What stands around it:
      before, after       pattern before or behind the number -> qualifier; they belong to the figure
      verbs_before, verbs_after   the same for verbs, which do not («превысил 800», «800-ден асты»)
      inverted            words before a spelled number whose order means "about" («раза в три») -> unit
      opens, joins        the words of «от … до …»: opening word -> whether what follows moved; what stands between
      versus              words between the new and the old value
      elsewhere           what stands behind a number that is another place's or group's («против 80 в Астане»)
      ups, downs          beginnings of words that say in which direction something moved
      particles           verbs whose "up" or "down" says no movement ("made up 35%")
      by                  what stands before the amount by which something moved
      reached             verbs after which «до» names what was reached
    What makes it no figure:
      months, years       names of months; the word "year" behind a number
      months_of           a month before its day («наурыздың 22-нен»), where no noun could be meant
      labels              words right before a number that make it a name («статья 7»)
      labels_after        words right behind it that do the same («20-бап»)
      titles              nouns beside a name in quotes: the numbers in it are a part of it («проект «100 новых лиц»»)
      ordinal_ends        glued endings that make an ordinal («3-й»); `case_ends`: those that do not («318-ге»)
      spans, spans_after  words around a time that only say when («за пять лет»)
      terms               words near a time that is itself the news («срок», «ұзақтығы»)
      lengths, lengths_after   verbs right before or behind a time that give, ask or use it («занимает 15 дней»)
      ages_before, ages   words around an age
      times_a             frequencies behind a number («рет», «a week»)
      bases, bases_before   what stands behind or before a number that is a base («на 1000 жителей», "per 1,000")
      parts_before, parts_behind   words around a fraction that make it a time («вторая половина», «четверть века»)
      ones, ones_behind   words around a "one" that counts («только один», «бір ғана»)
    Words that are a figure by themselves:
      fractions, multiples   pattern -> value
      whole_of            pattern between two numbers that are part and whole («8 из 10»)
    What is counted:
      measures            words that are not what is counted («доля», «саны»)
      stops               words that end the noun phrase counted
      adjective           pattern of a word that may stand before the noun counted
      classifiers         words between number and noun that are skipped («түп»)
    Where a sentence ends:
      abbreviations       shortened words, whose full stop need not end it
      openers             words that with a capital begin one: pronouns, prepositions, adverbs
    """

    numerals: Mapping[str, str]
    scales: Mapping[str, int]
    bare_scales: frozenset[str]
    endings: str
    halves: str
    ordinals: Mapping[str, str]
    ordinal_tail: str
    whole: str
    decimals: str
    no_numerals: str
    homographs: frozenset[str]
    units: Sequence[tuple[str, str]]
    adjectives: Sequence[tuple[str, str]]
    before: Sequence[tuple[str, str]]
    after: Sequence[tuple[str, str]]
    verbs_before: Sequence[tuple[str, str]]
    verbs_after: Sequence[tuple[str, str]]
    inverted: Sequence[tuple[str, str]]
    opens: str
    moves: str
    joins: str
    versus: str
    elsewhere: str
    ups: str
    downs: str
    particles: str
    by: str
    reached: str
    months: str
    months_of: str
    years: str
    labels: str
    titles: str
    labels_after: str
    ordinal_ends: str
    case_ends: str
    spans: str
    spans_after: str
    terms: str
    lengths: str
    lengths_after: str
    ages_before: str
    ages: str
    times_a: str
    bases: str
    bases_before: str
    parts_before: str
    parts_behind: str
    ones: str
    ones_behind: str
    fractions: Mapping[str, str]
    multiples: Mapping[str, str]
    whole_of: str
    measures: str
    stops: str
    adjective: str
    classifiers: str
    abbreviations: frozenset[str]
    openers: str
