"""Units that are left out because the number before has them: «доход 8,9 млрд тенге, расход 7 млрд»."""

import re
from collections.abc import Iterator, Sequence
from functools import cache

from digests.figures.patterns import any_case
from digests.figures.quantity import MONEY, Quantity
from digests.lang import GRAMMARS
from digests.model import Kind, Locale

_FAR = 160
_NEAR = 60
# «82 миллиона.», «340 млн отданы …», «1,55 млрд, …»: nothing is counted.
_WORD = re.compile(r"[ \u00a0]([^\W\d_]+)")
_VERB = {
    Locale.RU: re.compile(r"\w+(?:ут|ют|ит|ёт|ет|ат|ят|ал[иао]?|ил[иао]?|ел[иао]?|лись|лось|ожно|ено|ано|ены|аны)$"),
    Locale.KK: re.compile(r"\w+(?:ді|ды|ті|ты|еді|ады|ған|ген|қан|кен|іп|ып|сы|сі|ар|ер|латын|болатын|кетеді)$|көп|аз"),
    Locale.EN: re.compile(r"each|went|goes|was|were|is|are|came|more|less"),
}
_SMALLEST = {Locale.RU: 6, Locale.KK: 6, Locale.EN: 6}


@cache
def _stops(lang: Locale) -> re.Pattern[str]:
    return any_case(rf"(?:{GRAMMARS[lang].stops})(?!\w)")


def elide(text: str, quantities: Sequence[Quantity], lang: Locale) -> Iterator[Quantity]:
    """The quantities; scaled ones that count nothing get the currency of the one before."""
    last: Quantity | None = None
    for quantity in quantities:
        if last and _lacks_currency(text, quantity, last, lang):
            yield quantity._replace(unit=last.unit)
            continue
        if quantity.unit in MONEY:
            last = quantity
        yield quantity


def _lacks_currency(text: str, quantity: Quantity, last: Quantity, lang: Locale) -> bool:
    if quantity.unit != "count" or quantity.kind is Kind.FRACTION or not quantity.last.power:
        return False
    gap = quantity.start - last.end
    is_large = quantity.last.power >= _SMALLEST[lang]
    if gap > (_FAR * 3 if is_large else _NEAR):
        return False
    return not _counts(text, quantity.end, lang)


def _counts(text: str, end: int, lang: Locale) -> bool:
    """Whether a noun that may be counted stands behind."""
    word = _WORD.match(text, end)
    if word is None:
        return False
    return _stops(lang).fullmatch(word.group(1)) is None and _VERB[lang].fullmatch(word.group(1).lower()) is None
