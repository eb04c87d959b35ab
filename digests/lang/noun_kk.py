"""Kazakh nouns without their endings: case, possessive and plural, taken off by vowel harmony and assimilation.

An ending counts only where its vowel agrees with the stem and its first consonant with the last sound of the stem, so
that «палата» keeps its «-та» (behind a vowel the locative is «-да») and «жылқы» its «-ы» («қ» would be «ғ»).
"""

import re
from functools import lru_cache
from typing import NamedTuple

from digests.lang.words_kk import COUNTRY, KEEPS_VOICE, NASAL, SHORT_STEMS, SHORTENED, SIBILANT, WHOLE

_VOWELS = "аәеиоөұүуыіюяёэ"
_PURE_VOWELS = _VOWELS.replace("у", "").replace("и", "")
_BACK, _FRONT = "аоұыя", "әеөүіэ"
_VOICELESS = "пкқсштщхфцчһбвгд"
"""Sounds behind which endings begin with a voiceless consonant; voiced stops are voiceless at the end of a loan."""


class Noun(NamedTuple):
    """A Kazakh noun: dictionary form; case ("gen", "acc", "dat", "loc", "abl", "ins" or ""); what else it carries."""

    form: str
    case: str = ""
    is_owned: bool = False
    is_plural: bool = False


_AFTER_VOWEL, _AFTER_NASAL, _AFTER_VOICED, _AFTER_VOICELESS = "V", "N", "R", "T"
# ending -> case, and the sounds it may follow: vowel, nasal, other voiced sound, voiceless sound.
_CASES: tuple[tuple[re.Pattern[str], str, str], ...] = tuple(
    (re.compile(rf"(?:{endings})$"), case, after)
    for endings, case, after in (
        ("ның|нің", "gen", "VN"),
        ("дың|дің", "gen", "R"),
        ("тың|тің", "gen", "T"),
        ("нан|нен", "abl", "N"),
        ("дан|ден", "abl", "VR"),
        ("тан|тен", "abl", "T"),
        ("мен", "ins", "VNR"),
        ("бен", "ins", "R"),
        ("пен", "ins", "T"),
        ("ға|ге", "dat", "VNR"),
        ("қа|ке", "dat", "T"),
        ("да|де", "loc", "VNR"),
        ("та|те", "loc", "T"),
        ("ны|ні", "acc", "V"),
        ("ды|ді", "acc", "NR"),
        ("ты|ті", "acc", "T"),
    )
)
# The same behind the possessive of the third person.
_OWNED_CASES = (
    (re.compile(r"(?<=[ыі])н[ыі]ң$"), "gen"),
    (re.compile(r"(?<=[ыі])нд[ае]$"), "loc"),
    (re.compile(r"(?<=[ыі])н[ае]н$"), "abl"),
    (re.compile(r"(?<=[ыі])мен$"), "ins"),
    (re.compile(r"(?<=[ыі])н[ае]$"), "dat"),
    (re.compile(r"(?<=[ыі])н$"), "acc"),
)
_PLURALS = (
    (re.compile(r"(?:лар|лер)$"), "VR"),
    (re.compile(r"(?:дар|дер)$"), "NR"),
    (re.compile(r"(?:тар|тер)$"), "T"),
)
_OURS = re.compile(r"(?:(?<=[аәеоөұүыіюяёэ])м[ыі]з|(?<=[^аәеоөұүыіюяёэ])[ыі]м[ыі]з)$")
# Agent nouns keep their -ы, and take «-сы».
_AGENT = re.compile(r"\w{2,}ш[ыі]$")
# Between vowels «п, к, қ» would be voiced before a possessive, behind a consonant not («ақы», «белгі»; not in loans).
_BARE_STOP = re.compile(r"[^нрс][пкқ][ыі]$")
_BARE_VOICED = re.compile(r"[^аәеиоөұүыінл][гғ][ыі]$|лг[ыі]$")
_VOICED = {"б": "п", "г": "к", "ғ": "қ"}
_SHORTEST = 3


@lru_cache(maxsize=30_000)
def read_noun(word: str) -> Noun:
    """The word read as a noun, its endings taken off one after the other from its end."""
    noun = word.lower()
    capitals, _, ending = word.partition("-")
    if ending and len(capitals) > 1 and capitals.isupper():
        # «ҮЕҰ-ның»: what the letters stand for decides the vowel.
        return Noun(capitals, next((case for pattern, case, _ in _CASES if pattern.fullmatch(ending.lower())), ""))
    for pattern, case in _OWNED_CASES:
        match = pattern.search(noun)
        if match is None or _is_whole(noun):
            continue
        stem = noun[: match.start()]
        if _is_whole(stem):
            return Noun(stem, case)
        if owned := _owner(stem):
            return Noun(*_singular(owned, case, is_owned=True))
    case = ""
    for pattern, name, after in _CASES:
        match = pattern.search(noun)
        if match and not _is_whole(noun) and _follows(noun[: match.start()], match.group(), after):
            noun, case = noun[: match.start()], name
            break
    owned = _owner(noun)
    return Noun(*_singular(owned or noun, case, is_owned=owned is not None))


def kazakh_noun(word: str) -> str:
    """The noun without case, possessive and plural: «ұйымдарының» is «ұйым»."""
    return read_noun(word).form


def _singular(noun: str, case: str, *, is_owned: bool) -> tuple[str, str, bool, bool]:
    for pattern, after in _PLURALS:
        match = pattern.search(noun)
        if match and not _is_whole(noun) and _follows(noun[: match.start()], match.group(), after):
            return noun[: match.start()], case, is_owned, True
    return noun, case, is_owned, False


def _is_whole(noun: str) -> bool:
    return noun in WHOLE or noun.endswith("орын")


def _full(stem: str) -> str:
    """The stem with the vowel that it lost before a possessive."""
    return stem[:-1] + "ын" if stem.endswith("орн") else SHORTENED.get(stem, stem)


def _owner(noun: str) -> str | None:
    """The noun without a possessive, its last consonant as it is alone; None: it has none."""
    ours = _OURS.search(noun)
    if ours and _is_stem(noun[: ours.start()]):
        return _devoiced(noun[: ours.start()])
    if noun[-1:] not in {"ы", "і"} or len(noun) < _SHORTEST or _is_whole(noun):
        return None
    bare = _full(noun[:-1])
    if bare != noun[:-1]:
        return bare
    if bare[-1] == "с" and bare[-2] in _VOWELS and _takes_sy(noun):
        bare = bare[:-1]
    elif bare[-1] in _PURE_VOWELS or _keeps_y(noun):
        return None
    if bare[-1] in _VOICED and bare[-2] not in _VOWELS and not KEEPS_VOICE.search(bare):
        # «тұрғын»: between consonant and «ы» a stop was never voiced.
        return None
    return _devoiced(bare) if _is_stem(bare) and _agrees(bare, noun[-1]) else None


def _takes_sy(noun: str) -> bool:
    """Whether «-сы» is the ending, as in «баласы», or «-ы» behind a stem in «с», as in «кеңесі», «ұсынысы»."""
    return _keeps_y(noun[:-2]) if noun[-3] in "ыі" else SIBILANT.search(noun[:-1]) is None


def _keeps_y(noun: str) -> bool:
    """Whether a final «ы» is no ending: «оқушы», «жылқы», «ерікті»."""
    return _takes_ny(noun) or _BARE_VOICED.search(noun) is not None


def _takes_ny(noun: str) -> bool:
    """Whether behind its «ы» the accusative is «-ны»; «тұрғыны» is «тұрғын» with a possessive."""
    return _is_whole(noun) or _AGENT.fullmatch(noun) is not None or _BARE_STOP.search(noun) is not None


def _devoiced(bare: str) -> str:
    if bare[-1] in _VOICED and bare[-2:-1] in set(_VOWELS) and not KEEPS_VOICE.search(bare):
        return bare[:-1] + _VOICED[bare[-1]]
    return bare


def _follows(stem: str, ending: str, after: str) -> bool:
    """Whether the ending may stand behind the stem by its last sound and its vowels."""
    if not _is_stem(stem) or (ending == "тан" and COUNTRY.search(stem)):
        return False
    if ending in {"ны", "ні"} and stem[-1] in "ыі":
        # «тұрғыны» is «тұрғын» with a possessive, «оқушыны» the accusative of «оқушы».
        return _takes_ny(stem)
    if ending in {"ны", "ні"} and NASAL.search(stem + "н"):
        return False
    is_harmless = ending in {"мен", "бен", "пен"}
    return _sound(stem) in after and (is_harmless or _agrees(stem, ending))


def _sound(stem: str) -> str:
    last = stem[-1]
    if last in "мнң":
        return _AFTER_NASAL
    if last in "лрйузжи":
        return _AFTER_VOICED
    if last == "ь":
        return _AFTER_VOICED if stem[-2:-1] in {"л", "р", "н"} else _AFTER_VOICELESS
    return _AFTER_VOICELESS if last in _VOICELESS else _AFTER_VOWEL


def _agrees(stem: str, ending: str) -> bool:
    """Vowel harmony; «и», «у», «ю», «ё», a soft sign and loans in «к» agree with either row."""
    if stem.endswith("ь") or (stem.endswith(("к", "г", "кт")) and ending[-1] in _FRONT):
        # A loan: «педагогке», «банкі», «актінің».
        return True
    last = next((letter for letter in reversed(stem) if letter in _VOWELS), "")
    mine = next((letter for letter in ending if letter in _BACK or letter in _FRONT), "")
    return last in "иуюё" or not mine or (last in _BACK) == (mine in _BACK)


def _is_stem(stem: str) -> bool:
    return (
        stem in SHORT_STEMS
        or (len(stem) >= _SHORTEST and any(letter in _VOWELS for letter in stem))
        or (stem in SHORTENED)
    )
