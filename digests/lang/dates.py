"""Words that say of which days a sentence speaks, in the three languages.

Patterns have named groups: year, last (of a span), first (day of a span), day, month, part (first, second …), unit
(quarter, half, months), named (a law's date), open and close (words that leave the beginning or the end open).
"""

import re
from collections.abc import Mapping, Sequence

from digests.model import Locale

MONTHS = (
    ("январ", "қаңтар", "jan"), ("феврал", "ақпан", "feb"), ("март", "наурыз", "mar"), ("апрел", "сәуір", "apr"),
    ("ма", "мамыр", "may"), ("июн", "маусым", "jun"), ("июл", "шілде", "jul"), ("август", "тамыз", "aug"),
    ("сентябр", "қыркүйе", "sep"), ("октябр", "қазан", "oct"), ("ноябр", "қараша", "nov"),
    ("декабр", "желтоқсан", "dec"),
)  # fmt: skip
SEASONS: Mapping[str, tuple[int, int]] = {
    "весн": (3, 5), "лет": (6, 8), "осен": (9, 11),
    "көктем": (3, 5), "жаз": (6, 8), "күз": (9, 11),
    "spring": (3, 5), "summer": (6, 8), "autumn": (9, 11), "fall": (9, 11),
}  # fmt: skip
PARTS: Mapping[str, int] = {
    "i": 1, "ii": 2, "iii": 3, "iv": 4, "1": 1, "2": 2, "3": 3, "4": 4, "q1": 1, "q2": 2, "q3": 3, "q4": 4,
    "перв": 1, "втор": 2, "трет": 3, "четв": 4, "бірі": 1, "екін": 2, "үшін": 3, "төрт": 4,
    "firs": 1, "seco": 2, "thir": 3, "four": 4,
}  # fmt: skip
COUNTS: Mapping[str, int] = {
    "два": 2, "три": 3, "четыре": 4, "пять": 5, "шесть": 6, "семь": 7, "восемь": 8, "девять": 9, "десять": 10,
    "одиннадцать": 11, "екі": 2, "үш": 3, "төрт": 4, "бес": 5, "алты": 6, "жеті": 7, "сегіз": 8, "тоғыз": 9, "он": 10,
    "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10, "eleven": 11,
}  # fmt: skip

_Y = r"(?P<year>20[0-4]\d|19\d\d)"
_TO = r"(?P<last>20[0-4]\d|19\d\d)"
_RU_Y = rf"(?:,? {_Y}(?:-?го|-?м)?(?: ?год[ау]?| г\.)?)?"
_RU_M = (
    r"(?P<month>январ[ьяе]|феврал[ьяе]|март[ае]?|апрел[ьяе]|ма[йяе]|июн[ьяе]|июл[ьяе]|август[ае]?|сентябр[ьяе]|"
    r"октябр[ьяе]|ноябр[ьяе]|декабр[ьяе])(?!\w)"
)
_KK_Y = rf"(?:{_Y} жыл(?:ғы|дың|ы) )?"
_KK_M = r"(?P<month>қаңтар|ақпан|наурыз|сәуір|мамыр|маусым|шілде|тамыз|қыркүйе[кг]|қазан|қараша|желтоқсан)"
_KK_TAIL = r"(?:\w{0,4}(?P<open> (?:бері|бастап))|\w{0,4}(?P<close> (?:дейін|қарай))|\w{0,5})(?!\w)"
_EN_M = (
    r"(?P<month>Jan(?:uary|\.)?|Feb(?:ruary|\.)?|Mar(?:ch|\.)?|Apr(?:il|\.)?|May|June?|July?|Aug(?:ust|\.)?|"
    r"Sept?(?:ember|\.)?|Oct(?:ober|\.)?|Nov(?:ember|\.)?|Dec(?:ember|\.)?)(?!\w)"
)
_EN_Y = rf"(?:,? (?:of )?{_Y})?"
_RU_PREP = r"(?:(?P<open>(?:со?|начиная с) )|(?P<close>(?:до|к|по) )|(?P<named>от ))?"
_EN_PREP = r"(?i:(?P<open>(?:since|from) )|(?P<close>(?:until|by|before|till) ))?"

DAYS: Mapping[Locale, str] = {
    Locale.RU: (
        rf"(?<!\w)(?:(?:с )?(?P<first>[1-3]?\d)(?: по | ?[–—-] ?)|{_RU_PREP})(?P<day>[1-3]?\d)(?:-?го)? {_RU_M}{_RU_Y}"
    ),
    Locale.KK: rf"(?<![\w.]){_KK_Y}(?:(?P<first>[1-3]?\d) ?[–—-] ?)?(?P<day>[1-3]?\d) {_KK_M}{_KK_TAIL}",
    Locale.EN: (
        rf"(?<!\w){_EN_PREP}(?:on )?{_EN_M} (?:(?P<first>[1-3]?\d) ?[–—-] ?)?(?P<day>[1-3]?\d)(?!\d)(?:st|nd|rd|th)?"
        rf"{_EN_Y}"
    ),
}
PARTS_OF_YEAR: Mapping[Locale, Sequence[str]] = {
    Locale.RU: (
        (
            r"(?<!\w)(?P<part>I{1,3}|IV|перв\w+|втор\w+|треть\w+|четв[её]рт\w+|[1-4](?:-\w{1,3})?) "
            rf"(?P<unit>квартал|полугоди)\w*{_RU_Y}"
        ),
        rf"(?<!\w)за (?:первые )?(?P<part>\w+) (?P<unit>месяц)(?:а|ев) (?:{_Y}|(?:этого|текущего|нынешнего)(?: года)?)",
    ),
    Locale.KK: (
        (
            rf"(?<!\w){_KK_Y}(?P<part>I{{1,3}}|IV|[1-4](?:-?\w{{2,5}})?|бірінші|екінші|үшінші|төртінші) "
            r"(?P<unit>тоқсан|жартыжыл)\w*"
        ),
        rf"(?<!\w)(?:{_Y} жыл\w+|биыл(?:ғы)?(?: жыл\w+)?) (?:алғашқы )?(?P<part>\w+) (?P<unit>ай)(?:ында|да)",
    ),
    Locale.EN: (
        rf"(?<!\w)(?P<part>first|second|third|fourth) (?P<unit>quarter|half)(?: of)?(?: {_Y})?(?!\w)",
        rf"(?<!\w)first (?P<part>\w+) (?P<unit>month)s of (?:{_Y}|this year)",
    ),
}
IN_MONTHS: Mapping[Locale, str] = {
    Locale.RU: (
        r"(?<!\w)(?:(?:в|за|во) (?:(?:[^\W\d_]+ )?"
        r"(?:начал[ео]|конц[еу]|конец|середин[еу]|течение|недел\w+|декад\w+|дни) )?|"
        rf"(?P<open>с )|(?P<close>(?:до|к) )){_RU_M}{_RU_Y}"
    ),
    Locale.KK: (
        rf"(?<!\w){_KK_Y}{_KK_M}"
        r"(?:да|де|та|те|\w{0,4}(?P<close> дейін)|\w{0,4}(?P<open> (?:бері|бастап))|"
        r"[ндт][ыі]ң (?:бас|соң|орта)ында)(?!\w)"
    ),
    Locale.EN: (
        r"(?<!\w)(?i:in |during |(?:in|at) the (?:beginning|start|middle|end|course) of |(?P<open>since )|"
        r"(?P<close>(?:until|by) ))(?:(?:early|late|mid)[ -])?"
        rf"{_EN_M}{_EN_Y}"
    ),
}
IN_SEASONS: Mapping[Locale, str] = {
    Locale.RU: (
        r"(?<!\w)(?P<season>весн|лет|осен)(?:ой|ом|ью|(?<=за весн)у|(?<=за лет)о|(?<=за осен)ь)"
        rf"(?!\w)(?:[ -]{_Y})?"
    ),
    Locale.KK: rf"(?<!\w){_KK_Y}(?P<next>келесі )?(?P<season>көктем|жаз|күз)(?:де|да|ге дейін|ге|нен)(?!\w)",
    Locale.EN: (
        r"(?<!\w)(?:in|this|last|(?P<next>next)) (?:the )?(?P<season>spring|summer|autumn|fall)"
        rf"(?: of)?(?: {_Y})?(?!\w)"
    ),
}
YEARS: Mapping[Locale, Sequence[str]] = {
    Locale.RU: (
        rf"(?:с|от)? ?(?<!\d){_Y}(?:-?го)?(?: год\w*)? ?(?:по|до|–|-|—|и) ?{_TO}",
        rf"(?<!\w)(?P<open>с )(?:начала |конца )?{_Y}(?:-?го)?",
        rf"(?<!\w)(?P<close>(?:до|к) )(?:конца |концу )?{_Y}",
    ),
    Locale.KK: (
        rf"(?<!\d){_Y}(?: жыл\w*)? ?(?:мен|және|–|-|—|жылдан) ?{_TO}",
        rf"(?<!\d){_Y} жылдан(?P<open> (?:бері|бастап))",
        rf"(?<!\d){_Y} жылға(?P<close> (?:дейін|қарай))",
    ),
    Locale.EN: (
        rf"(?:from|between|in)? ?(?<!\d){_Y} ?(?:to|and|–|-|—|through) ?{_TO}",
        rf"(?<!\w)(?P<open>since )(?:\w+ )?{_Y}",
        rf"(?<!\w)(?P<close>(?:by|until|before|through) )(?:the end of )?{_Y}",
    ),
}
_WORDS = r"(?: [^\W\d_]+(?:[–-][^\W\d_]+)?){0,4}"
BASES: Mapping[Locale, str] = {
    Locale.RU: (
        rf"(?:чем|нежели|(?:по сравнению|в сравнении|сравнительно) с(?:о)?|относительно|по отношению к|против|"
        rf"(?:к|от|с|над|выше|ниже|больше|меньше|превы\w+) (?:\w+ )?уровн\w+|уровн\w+){_WORDS} |vs\.? "
    ),
    Locale.KK: r"(?!)",
    Locale.EN: (
        r"(?:than|compared (?:with|to)|in comparison (?:with|to)|relative to|versus|against|vs\.?|below|above)"
        rf"{_WORDS} |"
        r"(?:%|percent|points?|increase|rise|growth|drop|fall|decline|cut|more|less|up|down) (?:on|from|over) (?:in )?"
    ),
}
"""What stands before days that a figure is compared with («по сравнению с», «чем в»)."""

BASES_BEHIND: Mapping[Locale, str] = {
    Locale.RU: r"(?!)",
    Locale.KK: r"(?:жыл)?\w{0,6}(?: [^\W\d_]+){0,3} ?(?<= )(?:салыстыр\w+|қарағанда)",
    Locale.EN: r"(?!)",
}
"""What stands behind them («2023 жылмен салыстырғанда»)."""

TOLD: Mapping[Locale, str] = {
    Locale.RU: r"(?:сообщ|заяв|рассказ|объяв|представ|опублик|обнарод)\w+ ",
    Locale.KK: r"(?!)",
    Locale.EN: r"(?:reported|said|announced|told|published|released|presented)(?: \w+){0,2} (?:on )?",
}
"""What stands before the day on which a figure was told."""

FOUNDED: Mapping[Locale, str] = {
    Locale.RU: r"(?:учрежд[её]н|основан|создан|принят|запущен|утвержд[её]н)а? (?:в )?",
    Locale.KK: r"(?!)",
    Locale.EN: r"(?:was|were) (?:founded|established|created|adopted|launched|set up) (?:in )?",
}
"""What stands before the days on which something began that has the figure."""

SINCE: Mapping[Locale, str] = {
    Locale.RU: r"с тех пор,? как [^.;,\d]{3,40} ",
    Locale.KK: r"(?!)",
    Locale.EN: r"since (?:the|it|they|its|he|she) [^.;,\d]{3,40} ",
}
"""What stands before the day of an event from which on the figure holds ("since the portal opened on …")."""

# "compared": forms that name what a figure is compared with, as the words of `BASES` do.
RELATIVE: Mapping[Locale, Sequence[tuple[str, str]]] = {
    Locale.RU: (
        (r"прошлогодн\w+", "compared"),
        (r"с начала (?:этого |текущего )?года", "from start"),
        (r"(?:в|за) прошл\w+ месяц\w*", "last month"),
        (r"(?P<open>с прошлого года)", "last"),
        (r"прошл(?:ый|ого|ом) год\w*|за минувший год", "last"),
        (r"(?:в|за) (?:этом|текущем|этот|текущий) год\w*", "this"),
        (r"(?:в|на) следующ\w+ год\w*", "next"),
        (r"год\w* ран(?:ее|ьше)", "before"),
        (r"вчера", "yesterday"),
        (r"сейчас|теперь|сегодня", "now"),
    ),
    Locale.KK: (
        (
            r"20\d\d жыл(?:ғы)?дан(?! бері| бастап)|(?:былтырғы|өткен жылғы|бір жыл бұрынғы)(?:дан|мен|сынан)",
            "compared",
        ),
        (r"жыл басынан(?: бері)?", "from start"),
        (r"өткен айда", "last month"),
        (r"былтырдан(?P<open> (?:бері|бастап))", "last"),
        (r"былтыр\w*|өткен жыл\w*", "last"),
        (r"биыл\w*", "this"),
        (r"келесі жыл\w*", "next"),
        (r"бір жыл бұрын\w*", "before"),
        (r"кеше", "yesterday"),
        (r"қазір(?:гі)?|бүгінде|бүгінгі", "now"),
    ),
    Locale.EN: (
        (r"since the (?:start|beginning) of the year", "from start"),
        (r"last month", "last month"),
        (r"(?P<open>since last year)", "last"),
        (r"last year", "last"),
        (r"this year", "this"),
        (r"next year", "next"),
        (r"a year (?:earlier|ago|before)", "before"),
        (r"yesterday", "yesterday"),
        (r"now|today|currently", "now"),
    ),
}
PLAIN_YEAR = re.compile(rf"(?<![\w.№/-]){_Y}(?![\w/.-]\d)(?!-[а-яa-z]*\w{{4}})")

UNITS: Mapping[Locale, tuple[str, ...]] = {
    Locale.RU: ("квартал", "полугоди", "месяц"),
    Locale.KK: ("тоқсан", "жартыжыл", "айында", "айда"),
    Locale.EN: ("quarter", "half", "months"),
}
"""Without one of these beginnings in a sentence, no part of a year is mentioned; what follows is the same."""

IN_SEASON: Mapping[Locale, tuple[str, ...]] = {
    Locale.RU: ("весн", "лет", "осен"),
    Locale.KK: ("көктем", "жаз", "күз"),
    Locale.EN: ("spring", "summer", "autumn", "fall"),
}
RELATIVES: Mapping[Locale, tuple[str, ...]] = {
    Locale.RU: ("год", "месяц", "вчера", "сейчас", "теперь", "сегодня"),
    Locale.KK: ("жыл", "биыл", "былтыр", "айда", "кеше", "қазір", "бүгін"),
    Locale.EN: ("year", "month", "yesterday", "now", "today", "currently"),
}
