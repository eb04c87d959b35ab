"""Case endings that Kazakh hangs on figures and dates: «40-тан астам», «86%-ға дейін», «1 қаңтардан бері».

An ending follows the last word as it is spoken: the harmony of its vowels, and its last sound.
"""

import re
from enum import Enum


class Case(Enum):
    """The two cases that words of degree and of time ask for."""

    ABLATIVE = "ablative"  # астам, кем, бері
    DATIVE = "dative"  # дейін, жуық


# By the last sound, as they are after back vowels.
_ENDINGS = {
    Case.ABLATIVE: {"voiceless": "тан", "nasal": "нан", "voiced": "дан"},
    Case.DATIVE: {"voiceless": "қа", "nasal": "ға", "voiced": "ға"},
}
_FRONTED = str.maketrans("ақғ", "екг")

_FRONT_VOWELS = "әеэөүі"
_BACK_VOWELS = "аоұыя"
# A voiced stop at the end of a borrowed word is spoken without voice: «миллиардтан».
_VOICELESS = "пфкқтсшщчцхһбвгд"
_NASAL = "мнң"

_ONES = ("нөл", "бір", "екі", "үш", "төрт", "бес", "алты", "жеті", "сегіз", "тоғыз")
_TENS = ("", "он", "жиырма", "отыз", "қырық", "елу", "алпыс", "жетпіс", "сексен", "тоқсан")
_SHORT_FORMS = {
    "₸": "теңге",
    "%": "пайыз",
    "$": "доллар",
    "€": "еуро",
    "₽": "рубль",
    "млн": "миллион",
    "млрд": "миллиард",
    "трлн": "триллион",
    "км": "километр",
    "м": "метр",
    "м²": "шаршы метр",
    "м³": "текше метр",
    "см": "сантиметр",
    "га": "гектар",
    "т": "тонна",
    "кг": "килограмм",
    "л": "литр",
    "мл": "миллилитр",
    "АЕК": "аек",
}
# Of a fraction the upper number is spoken last: 1/6 is «алтыдан бір».
_LAST = re.compile(r"(?P<digits>\d[\d\u00a0]*)(?:/\d+)?$|(?P<word>[^\W\d_]+[²³]?|[%₸$€₽])\.?$")


def with_case(words: str, case: Case) -> str:
    """The words with the ending of a case: after a hyphen where they end in digits, a sign or a short form."""
    found = _LAST.search(words)
    if not found:
        return words
    if found["digits"]:
        return f"{words}-{ending(_last_numeral(found['digits']), case)}"
    if spoken := _SHORT_FORMS.get(found["word"]):
        return f"{words}-{ending(spoken, case)}"
    return words + ending(found["word"], case)


def ending(word: str, case: Case) -> str:
    """The ending of a case on a word as it is spoken."""
    last = word.removesuffix("ь")[-1]
    sound = "voiceless" if last in _VOICELESS else "nasal" if last in _NASAL else "voiced"
    after_back = _ENDINGS[case][sound]
    return after_back.translate(_FRONTED) if _is_front(word) else after_back


def _is_front(word: str) -> bool:
    """By the last vowel that is front or back; «и» and «у» are either: «литрден» but «минуттан»."""
    for letter in reversed(word):
        if letter in _FRONT_VOWELS or letter in _BACK_VOWELS:
            return letter in _FRONT_VOWELS
    return word.endswith("ь") or ("и" in word and "у" not in word)


def _last_numeral(digits: str) -> str:
    """The last word of a number: that of its last digit that is not nought, or of the hundreds or thousands."""
    number = int("".join(filter(str.isdigit, digits)))
    if number % 100:
        return _ONES[number % 10] if number % 10 else _TENS[number % 100 // 10]
    if number % 1000:
        return "жүз"
    return "мың" if number else _ONES[0]
