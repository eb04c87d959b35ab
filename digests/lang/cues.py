"""Words around a figure that say how much it matters to an editor, in the three languages as data."""

from collections.abc import Mapping
from dataclasses import dataclass

from digests.model import Locale


@dataclass(frozen=True, slots=True)
class Cues:
    """One language. Patterns are lower-case regular expressions of whole beginnings of words, without groups.

    total        what sums up («всего», «барлығы»), before a figure
    each         what makes it an amount for one, or a mean («каждому», «орта есеппен»)
    earlier      what makes it the value to compare with («годом ранее», «былтыр»)
    method       what makes it a number of a survey, and no finding of it («респондент», «қателік»)
    opening      prepositions after which a count is only said along («в 17 областях», «из 218 заявок»)
    along        endings of a counted noun that say the same (Kazakh: «17 облыстан»)
    people       beginnings of nouns in dictionary form that are people
    planned      what says that it is meant, promised or allowed and has not happened
    ongoing      what says that it goes on
    """

    total: str
    each: str
    earlier: str
    method: str
    opening: str
    along: str
    people: str
    planned: str
    ongoing: str


_RUSSIAN = Cues(
    total=r"всего|итог\w*|в сумме|в общей сложности|общ(?:ая|ий|ее|ую|ей|его) (?:сумм|числ|объ[её]м|бюджет)\w*|"
    r"суммарн\w+|совокупн\w+",
    each=r"кажд(?:ый|ая|ое|ому|ой|ую|ого|ым)|в среднем|средн(?:ий|яя|ее|его|юю)|на человека|на одного|по(?= $)",
    earlier=r"(?:годом|месяцем|кварталом|неделей) ранее|в прошлом году|прошлого года|прошлый|раньше|прежде|"
    r"прошлогодн\w+|тогда|изначально",
    method=r"опросил\w*|опрошен\w*|респондент\w*|анкет\w*|погрешност\w*|выборк\w*|интервью",
    opening=r"из|в|во|на|с|со|у|для|от|среди|между|по|при|о|об|из-за|свыше чем в|более чем в|при участии",
    along="",
    people=r"человек|житель|ребёнок|дети|женщина|мужчина|доброволец|вол[оё]нт[её]р|участни|школьник|студент|подросток|"
    r"пенсионер|семья|люди|гражда|казах|кандас|молод[её]ж|педагог|учител|врач|инвалид|пациент|подопечн|выпускни|"
    r"безработн|работни|сирот|родител|воспитанни|получател|заявител",
    planned=r"план\w*|будет|будут|намерен\w*|предполага\w*|предусмотрен\w*|ожида\w*|цель\w*|"
    r"обеща\w*|хотят|хотим|хочет|предстоит|к 20[2-9]\d|получат|выделят|"
    r"направят|откроют|построят|потратят|запустят|проведут",
    ongoing=r"сейчас|сегодня|продолжа\w*|идёт|ведётся|ведутся|строится|строятся|реализу[ею]тся|действу[ею]т|в работе|"
    r"работа[ею]т|на стадии",
)  # fmt: skip
_KAZAKH = Cues(
    total=r"барлығы|жалпы|жиыны|қорытынды\w*|бәрі|жиынтық\w*",
    each=r"әрқайсы\w*|әрбір\w*|әр|орта\w* есеппен|орташа|бір адамға",
    earlier=r"былтыр\w*|бұрын\w*|өткен жыл\w*|бұдан|алдыңғы|салыстырғанда|бастапқы\w*|алғашқы\w*|бірінші жылы",
    method=r"сауалнама\w*|респондент\w*|сұрал\w*|қателік\w*|сұхбат\w*",
    opening="",
    along=r"(?:да|де|та|те|нда|нде|дан|ден|тан|тен|нан|нен|дағы|дегі|тағы|тегі|ның|нің|дың|дің|тың|тің)",
    people=r"адам|тұрғын|бала|әйел|ер|ерікті|волонт[её]р|қатысушы|оқушы|студент|жас|жасөспірім|зейнеткер|отбасы|азамат|"
    r"қандас|мұғалім|дәрігер|мүгедек|түлек|жұмыссыз|қызметкер|жетім|ата-ана|мүше|қазақстандық",
    planned=r"жоспар\w*|көздел\w*|болады|керек|міндетті|тиіс|мақсат\w*|күтіл\w*|ниет\w*|беріледі|бөлінеді|"
    r"өтеді|ашылады|салынады|қалайды|уәде\w*",
    ongoing=r"қазір\w*|бүгін\w*|жүріп жатыр|жалғас\w*|жатыр|істейді|жүр",
)  # fmt: skip
_ENGLISH = Cues(
    total=r"total\w*|in all|altogether|overall|combined|sum",
    each=r"each|every|per|average|apiece|median",
    earlier=r"a year earlier|year before|last year|previously|before|earlier|compared|down from|up from|then|initially",
    method=r"survey\w*|respondents?|interview\w*|margin|polled|questionnaires?|sample",
    opening=r"in|of|from|with|across|among|at|for|to|by|out of|under",
    along="",
    people=r"person|people|child|woman|man|volunteer|resident|participant|student|pupil|teenager|pensioner|family|citizen|"
    r"member|teacher|doctor|patient|graduate|worker|orphan|parent|youth",
    planned=r"plan\w*|will|would|intend\w*|expect\w*|target\w*|aims?|by 20[2-9]\d|promise\w*|hopes?|"
    r"set to|is due|are due|goals?",
    ongoing=r"now|today|currently|continu\w*|under way|underway|is being|are being|still",
)  # fmt: skip

CUES: Mapping[Locale, Cues] = {Locale.RU: _RUSSIAN, Locale.KK: _KAZAKH, Locale.EN: _ENGLISH}
