"""Words that turn a number into a statement, in the three languages; patterns of whole words, matched without case."""

import re
from collections.abc import Mapping
from decimal import Decimal
from re import Pattern


def _word(pattern: str) -> Pattern[str]:
    return re.compile(pattern, re.IGNORECASE)


SCALES: Mapping[Pattern[str], Decimal] = {
    _word(r"тыс|тысяч\w*|мың\w*|thousand|k"): Decimal(10**3),
    _word(r"млн|миллион\w*|million|mln|mn|m"): Decimal(10**6),
    _word(r"млрд|миллиард\w*|billion|bln|bn"): Decimal(10**9),
    _word(r"трлн|триллион\w*|trillion|trn"): Decimal(10**12),
}

UNITS: Mapping[Pattern[str], str] = {
    _word(r"%|процент\w*|пайыз\w*|percent|pct"): "percent",
    _word(r"пп|п\.\s?п|процентн\w+ пункт\w*|пайыздық тармақ\w*|percentage points?"): "percentage_point",
    _word(r"₸|тенге|тг|теңге\w*|tenge|kzt"): "KZT",
    _word(r"\$|долл|доллар\w*|dollars?|usd|us"): "USD",
    _word(r"€|евро|еуро\w*|euros?|eur"): "EUR",
    _word(r"₽|руб|рубл\w*|рубль|roubles?|rubles?|rub"): "RUB",
    _word(r"мрп|аек|mci"): "MRP",
    _word(r"раз|раза|есе\w*|times"): "times",
    _word(r"км|километр\w*|шақырым\w*|km|kilomet\w+"): "km",
    _word(r"га|гектар\w*|ha|hectares?"): "ha",
    _word(r"т|тонн\w*|tons?|tonnes?"): "tonne",
    _word(r"кг|килограмм\w*|kg|kilograms?"): "kg",
    _word(r"год\w{0,3}|лет|жыл\w*|years?"): "year",
    _word(r"месяц\w*|айға|айлық|months?"): "month",
    _word(r"дней|день|дня|күн\w*|days?"): "day",
    _word(r"час|часа|часов|сағат\w*|hours?"): "hour",
}

QUALIFIERS: Mapping[Pattern[str], str] = {
    _word(
        r"не менее|не меньше|минимум|хотя бы|как минимум|кемінде|кем емес|at least|no fewer than|no less than"
    ): "at_least",
    _word(r"не более|не больше|максимум|артық емес|аспайтын|up to|no more than|at most"): "up_to",
    _word(r"более чем|более|свыше|больше|астам|артық|асатын|more than|over|upwards of"): "more_than",
    _word(r"менее чем|менее|меньше|кем|less than|fewer than|under"): "less_than",
    _word(r"почти|чуть менее|дерлік|жуық|тарта|таяу|almost|nearly|close to"): "almost",
    _word(
        r"около|порядка|примерно|приблизительно|шамамен|шамасында|шақты|about|around|roughly|approximately|some"
    ): "about",
}
"""The longer ones first: «не менее» is not «менее»."""

DIRECTIONS: Mapping[Pattern[str], str] = {
    _word(
        r"выр(?:ос|аст)\w*|возр(?:ос|аст)\w*|увелич\w*|повы[сш]\w*|подн[яи]\w+|прирос\w*|рост\w{0,2}|раст[её]т|подрос\w*|"
        r"прибав\w+|подскоч\w+|расшир\w+|удво\w+|утро\w+|өс(?:ті|кен|іп|еді|етін|ім\w*|у\w*)|арт(?:ты|қан|ып|ады|у\w*)|көбей\w*|ұлғай\w*|"
        r"ros[e]|rises?|risen|rising|grew|grows?|grown|growth|increas\w+|climb\w*|doubled|tripled|jump\w*|gain\w*|"
        r"soar\w*|surg(?:e|es|ed|ing)|expand\w*|higher|raised"
    ): "up",
    _word(
        r"сни[зж]\w*|сократ\w*|сокращ\w*|уменьш\w*|упа[лд]\w*|падени\w*|убы[лв]\w*|убав\w*|опусти\w*|"
        r"опуска\w*|спад\w{0,2}|просе[лд]\w*|төменде\w*|азай\w*|кемі(?:ді|ген|п|м\w*)|құлды\w*|қысқар\w*|fell|falls?|fallen|drop\w*|declin\w*|decreas\w+|reduc\w+|shr[aiu]nk\w*|halved|"
        r"sank|slid|slump\w*|plung\w*|lower(?:ed)?|contracted"
    ): "down",
}

BEARS_ON = _word(
    "|".join(pattern.pattern for pattern in (*QUALIFIERS, *DIRECTIONS, *SCALES, *UNITS))
    + r"|не|ни|нет|чем|хотя|бы|до|от|как|лишь|емес|жоқ|кем|дейін|тек|at|least|most|than|no|not|up|close|never|from|to"
)
"""Words, or parts of the longer ones, without which a number near them says something else."""

NUMBER_WORDS = _word(
    r"дв(?:а|е|ух|ум|умя)|двое|оба|обе|тр(?:и|ёх|ех|ём|ем|емя)|трое|четыр\w+|пят(?:ь|и|ью|еро)|шест(?:ь|и|ью|еро)|"
    r"сем(?:ь|и|ью|еро)|вос[ье]м\w*|девят(?:ь|и|ью)|десят(?:ь|и|ью|ок|ка|ков)|\w+надцат(?:ь|и|ью)|двадцат(?:ь|и|ью)|"
    r"тридцат(?:ь|и|ью)|сорока?|пят(?:ь|и)десят\w*|шест(?:ь|и)десят\w*|семидесят\w*|семьдесят|восемьдесят|девяносто|"
    r"сто|двести|двумстам|триста|четыреста|пятьсот|шестьсот|семьсот|восемьсот|девятьсот|полтор\w+|вдвое|втрое|вчетверо|"
    r"впятеро|половин\w*|треть\w*|четверт(?:ь|и|ью)|екі\w*|үш\w{0,4}|төрт\w*|бес(?:ке|тен|тің|еу)?|алты\w{0,3}|жеті\w{0,3}|"
    r"сегіз\w*|тоғыз\w*|жиырма\w*|отыз\w*|қырық\w*|елу\w{0,3}|алпыс\w*|жетпіс\w*|сексен\w*|тоқсан\w*|жартысы\w*|"
    r"two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\w+teen|twenty|thirty|forty|fifty|sixty|seventy|eighty|"
    r"ninety|hundred|dozen|half|third|quarter|twice|twofold|threefold|fourfold|fivefold|sixfold|tenfold|double[ds]?|triple[ds]?"
)
