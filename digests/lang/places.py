"""Oblasts and cities of Kazakhstan as the three languages write them: data.

A pattern matches the beginning of a name, which has a capital letter; what follows is a closed set of endings
(`ENDINGS`). An oblast stands before a city of the same name, as «Ақтөбе облысы» also begins like «Ақтөбе».
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from digests.model import Locale


@dataclass(frozen=True, slots=True)
class Place:
    """A place with a key of its own, and how each language begins its name."""

    key: str
    ru: str
    kk: str
    en: str

    def pattern(self, lang: Locale) -> str:
        """Its name in one language, as a regular expression without groups."""
        return {Locale.RU: self.ru, Locale.KK: self.kk, Locale.EN: self.en}[lang]


ENDINGS: Mapping[Locale, str] = {
    Locale.RU: r"(?:а|я|у|ю|е|ы|и|ом|ем|ой|ей)?",
    Locale.KK: r"(?:да|де|та|те|дан|ден|тан|тен|нан|нен|ға|ге|қа|ке|ны|ні|ды|ді|ты|ті|ның|нің|дың|дің|тың|тің|"
    r"дағы|дегі|тағы|тегі|лық|лік|дық|дік|тық|тік|мен|бен|пен|сы|сі|сында|сының|сына|сындағы|сынан)?",
    Locale.EN: r"(?:['’]s)?",
}


_RU = r"Казахстанск\w+"


def _oblast(key: str, ru: str, kk: str, en: str) -> Place:
    region = r" (?:[Rr]egion|[Oo]blast|[Pp]rovince)"
    name = rf"(?:{en}){region}"
    return Place(f"{key}-oblast", ru, rf"(?:{kk}) (?:мен [А-ЯӘҒҚҢӨҰҮҺІ]\w+ )?обл(?:\.|ыс\w*)", name)


def _compass(key: str, ru: str, kk: str, en: str) -> Place:
    """East, West and North Kazakhstan need no word for oblast; all three have short forms."""
    return Place(f"{key}-oblast", ru, rf"(?:{kk})(?: облыс\w*)?", en)


OBLASTS: Sequence[Place] = (
    _oblast("abai", r"Абайск\w+|(?:(?<=области )|(?<=область )|(?<=областью ))Абай", "Абай", "Abai|Abay"),
    _oblast("akmola", r"Акмолинск\w+", "Ақмола", "Akmola|Aqmola"),
    _oblast("aktobe", r"Актюбинск\w+", "Ақтөбе", "Aktobe|Aqtobe"),
    _oblast("almaty", r"Алматинск\w+(?: обл\w*|(?= и [А-Я]\w+ обл))", "Алматы", "Almaty"),
    _oblast("atyrau", r"Атырауск\w+", "Атырау", "Atyrau"),
    _compass("east-kazakhstan", rf"Восточно-{_RU}|Восточн\w+ Казахстан|ВКО", "Шығыс Қазақстан|ШҚО", "East Kazakhstan"),
    _oblast("jambyl", r"Жамбылск\w+", "Жамбыл", "Zhambyl|Jambyl"),
    _oblast("jetisu", r"Жет[ыі]суск\w+|Жет[ыі]су", "Жетісу", "Zhetysu|Zhetisu|Jetisu"),
    _compass("west-kazakhstan", rf"Западно-{_RU}|Западн\w+ Казахстан|ЗКО", "Батыс Қазақстан|БҚО", "West Kazakhstan"),
    _oblast("karaganda", r"Карагандинск\w+", "Қарағанды", "Karaganda|Karagandy|Qaraghandy"),
    _oblast("kostanay", r"К[оу]станайск\w+", "Қостанай", "Kostanay|Kostanai|Qostanay"),
    _oblast("kyzylorda", r"Кызылординск\w+", "Қызылорда", "Kyzylorda|Qyzylorda"),
    _oblast("mangystau", r"Манг[иы]стауск\w+|Мангистау", "Маңғыстау", "Mangystau|Mangistau"),
    _oblast("pavlodar", r"Павлодарск\w+", "Павлодар", "Pavlodar"),
    _compass("north-kazakhstan", rf"Северо-{_RU}|Северн\w+ Казахстан|СКО", "Солтүстік Қазақстан|СҚО",
             "North Kazakhstan"),
    _oblast("turkistan", r"Туркестанск\w+", "Түркістан", "Turkistan|Turkestan"),
    _oblast("ulytau", r"Улытауск\w+|Улытау", "Ұлытау", "Ulytau|Ulitau"),
)  # fmt: skip

CITIES: Sequence[Place] = (
    Place("astana", "Астан(?=[аыеуо])", "Астана", "Astana"),
    Place("almaty", r"Алматы|Алматинск\w+", "Алматы", "Almaty"),
    Place("shymkent", r"Шымкентск\w+|Шымкент", "Шымкент", "Shymkent"),
    Place("aktau", "Актау", "Ақтау", "Aktau"),
    Place("aktobe", "Актобе", "Ақтөбе", "Aktobe"),
    Place("atyrau", "Атырау", "Атырау", "Atyrau"),
    Place("balkhash", "Балхаш", "Балқаш", "Balkhash"),
    Place("baikonur", "Байконур|Байконыр", "Байқоңыр", "Baikonur"),
    Place("ekibastuz", "Экибастуз", "Екібастұз", "Ekibastuz"),
    Place("karaganda", "Караганд(?=[аыеуо])", "Қарағанды", "Karaganda"),
    Place("kentau", "Кентау", "Кентау", "Kentau"),
    Place("kokshetau", "Кокшетау", "Көкшетау", "Kokshetau"),
    Place("konaev", "Конаев|Қонаев|Капшага(?=[йяею])", "Қонаев", "Konaev|Qonaev"),
    Place("kostanay", "Костана[йяею]", "Қостанай", "Kostanay|Kostanai"),
    Place("kyzylorda", "Кызылорд(?=[аыеуо])", "Қызылорда", "Kyzylorda"),
    Place("oral", "Уральск", "Орал", "Uralsk|Oral"),
    Place("oskemen", "Усть-Каменогорск", "Өскемен", "Oskemen|Ust-Kamenogorsk"),
    Place("pavlodar", "Павлодар", "Павлодар", "Pavlodar"),
    Place("petropavl", "Петропавловск", "Петропавл", "Petropavlovsk|Petropavl"),
    Place("ridder", "Риддер", "Риддер", "Ridder"),
    Place("rudny", "Рудн(?:ый|ого|ому|ом)", "Рудный", "Rudny|Rudnyi"),
    Place("semey", "Семе[йяею]|Семипалатинск", "Семей", "Semey|Semei"),
    Place("stepnogorsk", "Степногорск", "Степногорск", "Stepnogorsk"),
    Place("taldykorgan", "Талды[- ]?[Кк]орган", "Талдықорған", "Taldykorgan|Taldyqorghan"),
    Place("taraz", "Тараз", "Тараз", "Taraz"),
    Place("temirtau", "Темиртау", "Теміртау", "Temirtau"),
    Place("turkistan", "Туркестан", "Түркістан", "Turkistan|Turkestan"),
    Place("zhanaozen", "Жанаозен", "Жаңаөзен", "Zhanaozen"),
    Place("zhezkazgan", "Ж[еэ]зказган", "Жезқазған", "Zhezkazgan|Jezqazghan"),
)  # fmt: skip

_TOWNS: Mapping[str, Sequence[str]] = {
    "abai-oblast": ("semey",),
    "akmola-oblast": ("kokshetau", "stepnogorsk"),
    "aktobe-oblast": ("aktobe",),
    "almaty-oblast": ("konaev",),
    "atyrau-oblast": ("atyrau",),
    "east-kazakhstan-oblast": ("oskemen", "ridder"),
    "jambyl-oblast": ("taraz",),
    "jetisu-oblast": ("taldykorgan",),
    "karaganda-oblast": ("karaganda", "balkhash", "temirtau"),
    "kostanay-oblast": ("kostanay", "rudny"),
    "kyzylorda-oblast": ("kyzylorda", "baikonur"),
    "mangystau-oblast": ("aktau", "zhanaozen"),
    "north-kazakhstan-oblast": ("petropavl",),
    "pavlodar-oblast": ("pavlodar", "ekibastuz"),
    "turkistan-oblast": ("turkistan", "kentau"),
    "ulytau-oblast": ("zhezkazgan",),
    "west-kazakhstan-oblast": ("oral",),
}
_CITIES_OF_REPUBLICAN_RANK = ("astana", "almaty", "shymkent")

REGIONS: Sequence[str] = (*_CITIES_OF_REPUBLICAN_RANK, *(place.key for place in OBLASTS))
"""What people choose from: the three cities that belong to no oblast, and the oblasts."""

_REGION_OF = {town: oblast for oblast, towns in _TOWNS.items() for town in towns}


def region_of(key: str) -> str:
    """The region in which a place lies: the oblast of a town; an oblast or a city without one is its own."""
    return _REGION_OF.get(key, key)
