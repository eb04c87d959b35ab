"""Words around a figure that say how much it matters to an editor, in the three languages as data."""

from collections.abc import Mapping
from dataclasses import dataclass

from digests.model import Locale


@dataclass(frozen=True, slots=True)
class Cues:
    """One language. Patterns are lower-case regular expressions without groups: of one word, but for the last two.

    total        what sums up («всего», «барлығы»)
    each         what makes it an amount for one, or a mean («каждому», «есеппен»)
    earlier      what makes it the value to compare with («ранее», «былтыр»)
    method       what makes it a number of a survey, and no finding of it («респондент», «қателік»)
    opening      prepositions right before a count that is only said along («в 12 сёлах», «из 90 заявок»)
    along        endings of a counted noun that say the same (Kazakh: «12 ауылдан»)
    people       beginnings of nouns in dictionary form that are people
    planned      what says that it is meant, promised or allowed and has not happened
    ongoing      what says that it is on its way: being built, spent, collected
    done         what says that it has happened, nearer to the figure than a plan («из 24 запланированных построено 9»)
    worth        all that stands between a count and its money («на сумму»)
    given_for    all that stands between a sum of money and the count it is for («на»)
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
    done: str
    worth: str
    given_for: str


_RUSSIAN = Cues(
    total=r"всего|итог\w*|сумме|сложности|общ(?:ая|ий|ее|ую|ей|его|ем)|суммарн\w+|совокупн\w+",
    each=r"кажд(?:ый|ая|ое|ому|ой|ую|ого|ым)|среднем|средн(?:ий|яя|ее|его|юю)|одного|по",
    earlier=r"ранее|раньше|прежде|прошл\w+|тогда|изначально",
    method=r"опросил\w*|опрошен\w*|респондент\w*|анкет\w*|погрешност\w*|выборк\w*|интервью",
    opening=r"из|в|во|на|с|со|у|для|от|среди|между|по|при|о|об|из-за",
    along="",
    people=r"человек|житель|ребёнок|дети|женщина|мужчина|доброволец|вол[оё]нт[её]р|участни|школьник|студент|подросток|"
    r"пенсионер|семья|люди|гражда|казах|кандас|молод[её]ж|педагог|учител|врач|инвалид|пациент|подопечн|выпускни|"
    r"безработн|работни|сирот|родител|воспитанни|получател|заявител",
    planned=r"планиру\w+|запланирован\w*|планах|намерен\w*|предполага\w+|предусмотрен\w*|ожида\w+|"
    r"рассчитыва\w+|обеща\w+|хотят|хотим|хочет|предстоит|состоится|состоятся|будет|будут|цель|"
    r"(?:получ|выдел|направ|откро|постро|потрат|запуст|провед|пройд|созда[дс]|начн|появ|прим|выдад|разда[дс]|охват|"
    r"обуч|высад|отремонтиру|увелич|вырас|достиг|поддерж|профинансиру|предостав|подготов|установ|закуп|оснаст|перечисл|"
    r"распредел|вруч|наград|собер|посад|трудоустро|помог|сократ|поступ|придё|приед|обойд)"
    r"(?:[уюея]т|ят|ат|ит|ёт)(?:ся)?|станет|станут",
    ongoing=r"продолжа\w+|ид[её]т|идут|вед[её]тся|ведутся|строится|строятся|возводится|возводятся|реализу[ею]тся|"
    r"ремонтиру[ею]тся|собира(?:ют|ется)|работе|стадии|процессе|проход[ия]т",
    done=r"сда(?:но|ны|н|на)|открыт[аоы]?|построен[аоы]?|выделен[аоы]?|получен[аоы]?|собран[аоы]?|освоен[аоы]?|"
    r"выполнен[аоы]?|проведен[аоы]?|\w{3,}(?:ил|ал|ял|ел)(?:а|и|о|ся|ась|ись|ось)?|уже",
    worth=r"(?: \w+){0,3}? (?:на|на (?:общую )?сумму(?: в)?|(?:общей )?стоимостью|объ[её]мом|в размере|за) ?",
    given_for=r"(?: \w+){0,2}? на ?| [–—-] | \(",
)  # fmt: skip
_KAZAKH = Cues(
    total=r"барлығы|жалпы|жиыны|қорытынды\w*|бәрі|жиынтық\w*",
    each=r"әрқайсы\w*|әрбір\w*|әр|есеппен|орташа",
    earlier=r"былтыр\w*|бұрын\w*|өткен|бұдан|алдыңғы|салыстырғанда|бастапқы\w*|алғашқы\w*",
    method=r"сауалнама\w*|респондент\w*|сұрал\w*|қателік\w*|сұхбат\w*",
    opening="",
    along=r"(?:да|де|та|те|нда|нде|дан|ден|тан|тен|нан|нен|дағы|дегі|тағы|тегі|ның|нің|дың|дің|тың|тің)",
    people=r"адам|тұрғын|бала|әйел|ер|ерікті|волонт[её]р|қатысушы|оқушы|студент|жас|жасөспірім|зейнеткер|отбасы|азамат|"
    r"қандас|мұғалім|дәрігер|мүгедек|түлек|жұмыссыз|қызметкер|жетім|ата-ана|мүше|қазақстандық",
    planned=r"жоспар\w*|көзде\w+|болады|мақсат\w*|күтіл\w+|ниет\w*|уәде\w*|\w{3,}(?:[мбп]ақ|[мбп]ек)|\w{2,}(?:[мбп]ақшы|[мбп]екші)|"
    r"(?:бөлін|беріл|өткізіл|ашыл|салын|жөндел|тартыл|құрыл|отырғызыл|қамтыл|жұмсал|сатылып)(?:ады|еді)",
    ongoing=r"жатыр|жатқан\w*|жүргізілуде|жалғас\w+|\w{3,}(?:уда|уде)",
    done=r"\w{2,}(?:ды|ді|ты|ті|лды|лді|нды|нді|ған|ген|қан|кен)",
    worth=r",? (?:(?:оның|олардың|оларға|жалпы) )*(?:сомасы|құны|бюджеті|көлемі) (?:[–—-] )?",
    given_for=r"(?:ге|ға|қа|ке)? |(?: \w+){0,1} [–—-] ",
)  # fmt: skip
_ENGLISH = Cues(
    total=r"totall?\w*|altogether|overall|combined|sum",
    each=r"each|every|per|average|apiece|median",
    earlier=r"last|previous\w*|before|earlier|compared|then|initially",
    method=r"survey\w*|respondents?|interview\w*|margin|polled|questionnaires?|sample",
    opening=r"in|of|from|with|across|among|at|for|to|by|out|under",
    along="",
    people=r"person|people|child|woman|man|volunteer|resident|participant|student|pupil|teenager|pensioner|family|citizen|"
    r"member|teacher|doctor|patient|graduate|worker|orphan|parent|youth",
    planned=r"plan(?:s|ned|ning)?|will|would|intend\w*|expect\w*|target\w*|aims?|promise\w*|hopes?|due|"
    r"goals?|scheduled|pledge\w*",
    ongoing=r"underway|being|continu\w+|ongoing|progress",
    done=r"has|have|had|were|was|\w{3,}ed|built|gave|spent|held|won|went|paid|already",
    worth=r"(?: \w+){0,2}? (?:worth|totall?ing|valued at|for a total of|amounting to|for|of)(?: a total of)? ?",
    given_for=r"(?: (?:went|go|goes|was given|were given|was split))?(?: (?:to|for|into|across|among|in)) ?| [–—-] ",
)  # fmt: skip

CUES: Mapping[Locale, Cues] = {Locale.RU: _RUSSIAN, Locale.KK: _KAZAKH, Locale.EN: _ENGLISH}
