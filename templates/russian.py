"""What Russian words of degree ask of the figure after them: «до 3 месяцев», «более чем в 2 раза»."""

import re

from digests.model import Qualifier

_PATTERNS = {
    Qualifier.ABOUT: "около {}",
    Qualifier.MORE_THAN: "более {}",
    Qualifier.LESS_THAN: "менее {}",
    Qualifier.AT_LEAST: "не менее {}",
    Qualifier.UP_TO: "до {}",
    Qualifier.ALMOST: "почти {}",
}
_OF_TIMES = {
    Qualifier.ABOUT: "примерно {}",
    Qualifier.MORE_THAN: "более чем {}",
    Qualifier.LESS_THAN: "менее чем {}",
    Qualifier.AT_LEAST: "не менее чем {}",
    Qualifier.UP_TO: "не более чем {}",
    Qualifier.ALMOST: "почти {}",
}
# After «до», «более» … it is «1 месяца», «3 месяцев»: the forms of 1,5 and of 5. «Почти» changes nothing.
_GENITIVE = {
    "год": "года",
    "года": "лет",
    "месяц": "месяца",
    "месяца": "месяцев",
    "день": "дня",
    "дня": "дней",
    "неделя": "недели",
    "недели": "недель",
    "минута": "минуты",
    "минуты": "минут",
    "час": "часа",
    "часа": "часов",
}
_WHOLE_AND_WORD = re.compile(r"(?<![\d,])(?P<number>[\d\u00a0]+)\u00a0(?P<word>[а-я]+)$")


def qualified(amount: str, qualifier: Qualifier) -> str:
    """The amount after the words for how exactly it is meant."""
    if amount.startswith("в\u00a0"):
        return _OF_TIMES[qualifier].format(amount)
    if qualifier is not Qualifier.ALMOST:
        amount = _WHOLE_AND_WORD.sub(_in_genitive, amount)
    return _PATTERNS[qualifier].format(amount)


def _in_genitive(found: re.Match[str]) -> str:
    return f"{found['number']}\u00a0{_GENITIVE.get(found['word'], found['word'])}"
