"""How exactly a figure is meant, and where it ends with the words that say so."""

import re
from dataclasses import dataclass
from functools import cache

from digests.figures.patterns import any_case
from digests.figures.quantity import Quantity
from digests.lang import GRAMMARS
from digests.model import Kind, Locale, Qualifier

_NEAR = 32
_REACHED_NEAR = 64
_PLUS = re.compile(r"\+(?![\d+])")
_ABLATIVE = re.compile(r"(?:дан|ден|тан|тен|нан|нен)\Z")
# «80 көшеттен кем емес»: the noun stands before the word that qualifies; «90 мың теңгеден (қосымша) аспайды».
_COMPARED = re.compile(r"(?: [^\W\d_]+(?:нан|нен|дан|ден|тан|тен|ға|ге|қа|ке))?")
_ASIDE = re.compile(r" \([^()\n]{1,30}\)")
_JOINING = re.compile(r" (?:до|и|to|and) \Z")
_OF_THE_PAIR = frozenset(["до", "от", "с", "up to"])
_COMPARES = ("көп", "көб", "жоғары", "артық", "кем", "аз", "төмен")
_CLAUSE = re.compile(r", |[;:—–]")
_BY = re.compile(r"(?:больше|меньше)[ \u00a0]на[ \u00a0]")


@dataclass(frozen=True, slots=True)
class _Rules:
    """Patterns with a group a word list: the index of the group names qualifier and place.

    may_be_before   the same as `before` without groups: where no word qualifies, as mostly, this is known sooner
    """

    may_be_before: re.Pattern[str]
    before: re.Pattern[str]
    before_says: tuple[tuple[Qualifier, bool], ...]
    after: re.Pattern[str]
    after_says: tuple[tuple[Qualifier, bool], ...]
    reached: re.Pattern[str]
    moves: re.Pattern[str]


@cache
def _rules(lang: Locale) -> _Rules:
    grammar = GRAMMARS[lang]
    before = [*((p, q, False) for p, q in grammar.verbs_before), *((p, q, True) for p, q in grammar.before)]
    after = [*((p, q, True) for p, q in grammar.after), *((p, q, False) for p, q in grammar.verbs_after)]

    def either(entries: list[tuple[str, str, bool]]) -> str:
        return "|".join(f"({pattern})" for pattern, _, _ in entries) or "(?!)"

    def said(entries: list[tuple[str, str, bool]]) -> tuple[tuple[Qualifier, bool], ...]:
        return tuple((Qualifier(qualifier), is_inside) for _, qualifier, is_inside in entries)

    ending = r"(?:[ \u00a0]|(?<=[~>≈<]))(?:на |в )?\Z"
    return _Rules(
        may_be_before=re.compile(rf"(?<!\w)(?:{'|'.join(pattern for pattern, _, _ in before)}){ending}"),
        before=re.compile(rf"(?<!\w)(?:{either(before)}){ending}"),
        before_says=said(before),
        after=any_case(rf"[ \u00a0](?:{either(after)})(?!\w)"),
        after_says=said(after),
        reached=re.compile(rf"(?<!\w)(?:{grammar.reached})"),
        moves=any_case(rf"[ \u00a0](?:{grammar.ups}|{grammar.downs})"),
    )


def qualify(text: str, quantity: Quantity, lang: Locale, sentence: tuple[int, int]) -> tuple[int, int, Qualifier]:
    """Start and end with the qualifying words, and the qualifier."""
    start, end = quantity.start, quantity.end
    if quantity.is_about and lang is not Locale.KK:
        return start, end, Qualifier.ABOUT
    inner = _within(text, quantity, lang) if quantity.value_from is not None else None
    found = _before(text, quantity, lang, sentence)
    if inner:
        return found[0] if found else start, end, inner
    if found:
        behind = _after(text, quantity, lang) if lang is Locale.KK else None
        return found[0], behind[0] if behind else end, found[1]
    plus = _PLUS.match(text, end)
    if plus and quantity.unit == "count":
        return start, plus.end(), Qualifier.MORE_THAN
    behind = _after(text, quantity, lang)
    if behind:
        return start, behind[0], behind[1]
    return start, end, Qualifier.ABOUT if quantity.is_about else Qualifier.EXACT


def _before(text: str, quantity: Quantity, lang: Locale, sentence: tuple[int, int]) -> tuple[int, Qualifier] | None:
    rules = _rules(lang)
    before = text[max(sentence[0], quantity.start - _NEAR) : quantity.start].lower()
    if not before or before[-1] not in " \u00a0~>≈<" or not rules.may_be_before.search(before):
        return None
    match = rules.before.search(before)
    if match is None or _BY.fullmatch(match.group()):
        return None
    qualifier, is_inside = rules.before_says[(match.lastindex or 1) - 1]
    if not _may(text, match.group().strip(), quantity, lang, sentence):
        return None
    return quantity.start - (len(match.group()) if is_inside else 0), qualifier


def _within(text: str, quantity: Quantity, lang: Locale) -> Qualifier | None:
    """«с 30 до примерно 50»: the second of two numbers is qualified, and its value is that of the figure."""
    between = text[quantity.first.end : quantity.last.start].lower()
    # What joins them may stand behind the word that qualifies: «с 30 почти до 50».
    match = _rules(lang).before.search(_JOINING.sub(" ", between))
    if match is None or match.group().strip() in _OF_THE_PAIR:
        return None
    return _rules(lang).before_says[(match.lastindex or 1) - 1][0]


def _may(text: str, word: str, quantity: Quantity, lang: Locale, sentence: tuple[int, int]) -> bool:
    """«до» is no ceiling where a number was reached; «от» no floor before people; «с» is "about" before «десяток»."""
    if word == "с":
        return quantity.first.is_bare
    if word not in {"до", "от"}:
        return True
    if quantity.kind is Kind.RANGE:
        return False
    if word == "от":
        return quantity.unit not in {"count", "percent", "times"}
    before = text[max(sentence[0], quantity.start - _REACHED_NEAR) : quantity.start].lower()
    # «подешевели на 2,3 %, до 45 долларов»: the verb may stand in the clause before.
    clauses = [clause for clause in _CLAUSE.split(before) if clause.strip(" до")]
    return not clauses or _rules(lang).reached.search(clauses[-1]) is None


def _after(text: str, quantity: Quantity, lang: Locale) -> tuple[int, Qualifier] | None:
    for place in _places(text, quantity, lang):
        match = _rules(lang).after.match(text, place)
        if match is None:
            continue
        qualifier, is_inside = _rules(lang).after_says[(match.lastindex or 1) - 1]
        if _says(text, quantity, match, qualifier, lang):
            return max(match.end(), quantity.end) if is_inside else quantity.end, qualifier
        if qualifier is Qualifier.UP_TO:  # it belongs to the ending: «35 пайызға дейін өсті» is one with «35 пайызға»
            return max(match.end(), quantity.end), Qualifier.ABOUT if quantity.is_about else Qualifier.EXACT
    return None


def _places(text: str, quantity: Quantity, lang: Locale) -> tuple[int, ...]:
    """Where a qualifying word may stand behind: at once; in Kazakh also before the unit, behind a noun or a bracket."""
    if lang is not Locale.KK:
        return (quantity.end,)
    skipped = _COMPARED.match(text, quantity.end) if quantity.unit == "count" and not quantity.ending else None
    aside = _ASIDE.match(text, quantity.end)
    return tuple(
        dict.fromkeys(
            [
                quantity.last.end,
                quantity.end,
                skipped.end() if skipped else quantity.end,
                aside.end() if aside else quantity.end,
            ]
        )
    )


def _says(text: str, quantity: Quantity, match: re.Match[str], qualifier: Qualifier, lang: Locale) -> bool:
    """«8%-ға дейін қысқарту» is what is reached, no ceiling; «көп» compares only with an ablative («300-ден көп»)."""
    if lang is not Locale.KK:
        return True
    if match.group().strip().startswith(_COMPARES):
        return _ABLATIVE.search(text[max(0, match.start() - 3) : match.start()]) is not None
    if qualifier is not Qualifier.UP_TO:
        return True
    return quantity.kind is not Kind.RANGE and _rules(lang).moves.match(text, match.end()) is None
