"""Names of oblasts and cities as they stand alone, for people; `digests.lang.places` reads them in sentences."""

from collections.abc import Mapping

from digests.model import Locale
from templates.actions.codes import place_code

_NAMES: Mapping[str, tuple[str, str, str]] = {
    "abai-oblast": ("Абай облысы", "Абайская область", "Abai Region"),
    "akmola-oblast": ("Ақмола облысы", "Акмолинская область", "Akmola Region"),
    "aktobe-oblast": ("Ақтөбе облысы", "Актюбинская область", "Aktobe Region"),
    "almaty-oblast": ("Алматы облысы", "Алматинская область", "Almaty Region"),
    "atyrau-oblast": ("Атырау облысы", "Атырауская область", "Atyrau Region"),
    "east-kazakhstan-oblast": ("Шығыс Қазақстан облысы", "Восточно-Казахстанская область", "East Kazakhstan Region"),
    "jambyl-oblast": ("Жамбыл облысы", "Жамбылская область", "Jambyl Region"),
    "jetisu-oblast": ("Жетісу облысы", "область Жетісу", "Jetisu Region"),
    "west-kazakhstan-oblast": ("Батыс Қазақстан облысы", "Западно-Казахстанская область", "West Kazakhstan Region"),
    "karaganda-oblast": ("Қарағанды облысы", "Карагандинская область", "Karaganda Region"),
    "kostanay-oblast": ("Қостанай облысы", "Костанайская область", "Kostanay Region"),
    "kyzylorda-oblast": ("Қызылорда облысы", "Кызылординская область", "Kyzylorda Region"),
    "mangystau-oblast": ("Маңғыстау облысы", "Мангистауская область", "Mangystau Region"),
    "pavlodar-oblast": ("Павлодар облысы", "Павлодарская область", "Pavlodar Region"),
    "north-kazakhstan-oblast": (
        "Солтүстік Қазақстан облысы",
        "Северо-Казахстанская область",
        "North Kazakhstan Region",
    ),
    "turkistan-oblast": ("Түркістан облысы", "Туркестанская область", "Turkistan Region"),
    "ulytau-oblast": ("Ұлытау облысы", "область Улытау", "Ulytau Region"),
    "astana": ("Астана", "Астана", "Astana"),
    "almaty": ("Алматы", "Алматы", "Almaty"),
    "shymkent": ("Шымкент", "Шымкент", "Shymkent"),
    "aktau": ("Ақтау", "Актау", "Aktau"),
    "aktobe": ("Ақтөбе", "Актобе", "Aktobe"),
    "atyrau": ("Атырау", "Атырау", "Atyrau"),
    "balkhash": ("Балқаш", "Балхаш", "Balkhash"),
    "baikonur": ("Байқоңыр", "Байконур", "Baikonur"),
    "ekibastuz": ("Екібастұз", "Экибастуз", "Ekibastuz"),
    "karaganda": ("Қарағанды", "Караганда", "Karaganda"),
    "kentau": ("Кентау", "Кентау", "Kentau"),
    "kokshetau": ("Көкшетау", "Кокшетау", "Kokshetau"),
    "konaev": ("Қонаев", "Конаев", "Konaev"),
    "kostanay": ("Қостанай", "Костанай", "Kostanay"),
    "kyzylorda": ("Қызылорда", "Кызылорда", "Kyzylorda"),
    "oral": ("Орал", "Уральск", "Oral"),
    "oskemen": ("Өскемен", "Усть-Каменогорск", "Oskemen"),
    "pavlodar": ("Павлодар", "Павлодар", "Pavlodar"),
    "petropavl": ("Петропавл", "Петропавловск", "Petropavl"),
    "ridder": ("Риддер", "Риддер", "Ridder"),
    "rudny": ("Рудный", "Рудный", "Rudny"),
    "semey": ("Семей", "Семей", "Semey"),
    "stepnogorsk": ("Степногорск", "Степногорск", "Stepnogorsk"),
    "taldykorgan": ("Талдықорған", "Талдыкорган", "Taldykorgan"),
    "taraz": ("Тараз", "Тараз", "Taraz"),
    "temirtau": ("Теміртау", "Темиртау", "Temirtau"),
    "turkistan": ("Түркістан", "Туркестан", "Turkistan"),
    "zhanaozen": ("Жаңаөзен", "Жанаозен", "Zhanaozen"),
    "zhezkazgan": ("Жезқазған", "Жезказган", "Zhezkazgan"),
}
_BY_CODE = {place_code(key): key for key in _NAMES}
_ORDER = (Locale.KK, Locale.RU, Locale.EN)
_BRIEF = {
    "east-kazakhstan-oblast": ("ШҚО", "ВКО", "East Kazakhstan"),
    "west-kazakhstan-oblast": ("БҚО", "ЗКО", "West Kazakhstan"),
    "north-kazakhstan-oblast": ("СҚО", "СКО", "North Kazakhstan"),
}


def is_place(key: str) -> bool:
    """Whether this version knows a place of this key."""
    return key in _NAMES


def place_name(key: str, locale: Locale) -> str:
    """«Абайская область», "Astana"; the key itself where it is of another version."""
    return _NAMES[key][_ORDER.index(locale)] if key in _NAMES else key


def brief_place_name(key: str, locale: Locale) -> str:
    """As it fits on a button: «Карагандинская обл.», «СКО»."""
    if key in _BRIEF:
        return _BRIEF[key][_ORDER.index(locale)]
    return place_name(key, locale).replace(" область", " обл.").replace("область ", "обл. ").replace("облысы", "обл.")


def place_of(code: str) -> str | None:
    """The place that a button names; None: where no place is said, or one of another version."""
    return _BY_CODE.get(code)
