"""Case endings that Kazakh hangs on a figure: «40-тан астам», «86%-ға дейін», «1,8 млрд ₸-ге жуық»."""

import re
from enum import Enum


class Case(Enum):
    """The two cases that words of degree ask for."""

    ABLATIVE = "ablative"  # астам, кем
    DATIVE = "dative"  # дейін, жуық


# By how the figure ends when it is spoken: its last word's vowels are front or back, its last sound a vowel (or a
# voiced consonant), a nasal, or voiceless.
_ENDINGS: dict[str, tuple[str, str]] = {
    "front": ("ден", "ге"),
    "front nasal": ("нен", "ге"),
    "front voiceless": ("тен", "ке"),
    "back": ("дан", "ға"),
    "back nasal": ("нан", "ға"),
    "back voiceless": ("тан", "қа"),
}
_NUMERALS: dict[int, str] = {
    0: "front",  # нөл
    1: "front",  # бір
    2: "front",  # екі
    3: "front voiceless",  # үш
    4: "front voiceless",  # төрт
    5: "front voiceless",  # бес
    6: "back",  # алты
    7: "front",  # жеті
    8: "front",  # сегіз
    9: "back",  # тоғыз
    10: "back nasal",  # он
    20: "back",  # жиырма
    30: "back",  # отыз
    40: "back voiceless",  # қырық
    50: "front",  # елу
    60: "back voiceless",  # алпыс
    70: "front voiceless",  # жетпіс
    80: "front nasal",  # сексен
    90: "back nasal",  # тоқсан
    100: "front",  # жүз
    1000: "back nasal",  # мың
}
_WORDS: dict[str, str] = {
    "₸": "front",  # теңге
    "%": "back",  # пайыз
    "$": "back",  # доллар
    "€": "back",  # еуро
    "₽": "front",  # рубль
    "млн": "back nasal",
    "млрд": "back voiceless",
    "трлн": "back nasal",
    "есе": "front",
    "км": "front",  # километр
    "кг": "back nasal",  # килограмм
    "га": "back",  # гектар
    "т": "back",  # тонна
    "АЕК": "front voiceless",
    "тармақ": "back voiceless",
    "жыл": "back",
    "ай": "back",
    "күн": "front nasal",
    "сағат": "back voiceless",
}
_LAST = re.compile(r"(?P<digits>\d[\d\u00a0]*)$|(?P<word>[^\W\d]+|[%₸$€₽])\.?$")


def with_case(amount: str, case: Case) -> str:
    """The amount with the ending of a case; as it is where its last word is not known."""
    found = _LAST.search(amount)
    sound = found and (_spoken(found["digits"]) if found["digits"] else _WORDS.get(found["word"]))
    if not sound:
        return amount
    ablative, dative = _ENDINGS[sound]
    return f"{amount}-{ablative if case is Case.ABLATIVE else dative}"


def _spoken(digits: str) -> str:
    number = int("".join(filter(str.isdigit, digits)))
    if number % 10:
        return _NUMERALS[number % 10]
    if number % 100:
        return _NUMERALS[number % 100]
    return _NUMERALS[100 if number % 1000 else 1000 if number else 0]
