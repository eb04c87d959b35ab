"""Kazakh words that the rules cannot tell by their form: one place to add a noun that is read wrongly."""

import re

# Stems of two letters, which endings may leave.
SHORT_STEMS = frozenset([
    "үй", "іс", "ел", "ер", "ай", "ас", "ат", "ет", "ой", "ән", "ит", "су", "ұл", "от", "оқ", "аң", "ту", "ұя",
])  # fmt: skip
# Nouns whose dictionary form ends like a form of another noun.
WHOLE = frozenset([
    # like an accusative or an adjective in -лы: people named by what they have
    "ерікті", "белсенді", "мүдделі", "айыпты", "кінәлі", "жүкті",
    # like a case in -да, -та, -ға, -ге, -ке
    "команда", "бригада", "олимпиада", "спартакиада", "универсиада", "эстакада", "сауда", "пайда", "орда", "апта",
    "тақта", "пошта", "шахта", "мата", "ата", "награда", "аренда", "легенда",
    "балта", "жота", "парда", "тұлға", "баға", "жүлге", "өлке", "аға", "жаға", "төраға", "қарға", "тамға", "сөмке",
    # like a case in -дан, -мен
    "көрермен", "аспан", "қазан", "отан", "маржан",
    # like a plural
    "жастар", "тендер", "гендер", "мастер", "дәптер", "катер", "бартер", "кластер", "постер",
    # like a possessive
    "отбасы", "қаржы", "келі", "желі", "көрші", "кісі", "үлгі", "белгі", "жарғы", "тері", "жетекші", "жеті",
    # like a possessive in the accusative
    "келін", "жиын", "түтін", "мұрын", "орын", "қауын", "құйын", "тығын", "ойын", "ұлын", "жауын", "ақын", "бүлдіршін",
    "бүтін",
])  # fmt: skip
# Stems that lose a vowel before the possessive.
SHORTENED = {
    "орн": "орын", "халқ": "халық", "құлқ": "құлық", "ерн": "ерін", "ауз": "ауыз", "мойн": "мойын", "мұрн": "мұрын",
    "көрк": "көрік", "парқ": "парық", "ғұрп": "ғұрып", "әрп": "әріп", "қарн": "қарын", "мүлк": "мүлік", "ерк": "ерік",
}  # fmt: skip
# Nouns in -ас, -ес, -ус and -ан, -ен: behind them the possessive is «-ы», not «-сы», and no accusative.
SIBILANT = re.compile(
    r"(?:кеңес|серіктес|әріптес|жерлес|отандас|сыныптас|құрдас|қатынас|бизнес|процес|конгрес|адрес|талас|елес|"
    r"пікірлес|тілектес|замандас|(?<!\w)[бтж]ас|\wус)$"
)
NASAL = re.compile(r"(?:аудан|кешен|мекен|дүкен|маман|орган|экран|ресторан|фонтан|роман|арман|заман|майдан|отан|план)$")
# Loans whose last sound stays voiced: «клубы» is «клуб».
KEEPS_VOICE = re.compile(r"(?:лог|гог|нг|рг|блог|клуб|штаб|хаб|араб|куб|паб)$")
# What is left of a country without its «-тан».
COUNTRY = re.compile(r"(?:қазақ|өзбек|тәжік|қырғыз|түркі|ауған|пәкі|татар|башқұрт)с$")
# Nouns that say when beside another noun: «3 маман аптасына екі рет».
TIMES = frozenset(["жыл", "ай", "күн", "апта", "сағат", "тоқсан", "кез", "уақыт", "мезгіл", "маусым", "таң", "түн"])
# People act: the noun with a possessive behind them is their object, not their head.
PERSON = re.compile(
    r"\w+(?:шы|ші|паз|кер|гер|ент|дас|дес|тас|тес)|маман|адам|кісі|азамат|бала|қыз|жігіт|әйел|еркек|ер|жас|жан|"
    r"ана|әке|мұғалім|дәрігер|ерікті|белсенді|тұрғын|волонтер|зейнеткер|депутат|ұстаз|науқас|ардагер|мүше|өкіл|төраға|"
    r"(?:қазақстан|астана|алматы|шымкент)\w*(?:лық|дық|тық|тік)"
)
# Persons that describe another noun: «12 әйел кәсіпкер», «8 жетім бала».
ATTRIBUTE = re.compile(r"әйел|ер|жетім|мүгедек|ардагер|жеңімпаз|қыз|студент|жас|үздік|маман|ерікті")
# «жұмыс беруші»: a compound, one noun in two words.
AGENT = re.compile(r"(?:беруші|алушы|қоюшы|салушы)")
# «мекеме жұмысын бастады»: what a subject has, in the accusative, is an object of its own.
OWN_OBJECT = re.compile(r"жұмыс|қызмет|көмек|пікір|дауыс|өтініш|үлес|ой|құжат|білім|кілт|ниет|өмір|еңбек|есеп")
# A family acts like a person: «180 отбасы баспаналы болды».
GROUP = re.compile(r"отбасы|шаңырақ")
# «50 орындық залы», «3 бөлмелі пәтер»: the noun within the adjective is what is counted.
SIZED = re.compile(
    r"(орын|бөлме|бала|қабат|төсек|кереует|парақ|бет|кісі|адам|пәтер|дөңгелек|тіл|деңгей|саты|балл|ауысым|сынып)"
    r"(?:лық|лік|дық|дік|тық|тік|лы|лі|ды|ді|ты|ті)"
)
# What may stand between a number and its noun.
SKIPPED = re.compile(r"ғана|бірдей|шамалы|шақты|түрлі|астам|жуық|аса", re.IGNORECASE)
# They stand for a noun that was named before.
PRONOUN = re.compile(
    r"о(?:ның|лардың)|(?:со|бұ|мұ|осы)(?:ның|лардың|ның)|өзінің|өздерінің|біздің|сіздің|бұдан|одан|содан|бұл|сол|осы|"
    r"бәрінің|барлығының",
    re.IGNORECASE,
)
# Nouns that end like a converb.
NO_CONVERB = re.compile(r"мектеп|кітап|талап|есеп|себеп|жауап|тарап|тәртіп|сынып|әріп|кәсіп|қалып|топ")
