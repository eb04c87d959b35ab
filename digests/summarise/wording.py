"""What may be left out of a sentence, by language; closed lists, matched where the sentence begins or ends.

Words that weaken a statement (forecasts, plans, estimates) are in none of them: without these it would say more than
its source does.
"""

import re
from re import Pattern

from digests.model import Locale

DATELINE = re.compile(r"[A-ZА-ЯЁӘҒҚҢӨҰҮҺІ][A-ZА-ЯЁӘҒҚҢӨҰҮҺІ\- ]{2,30}(?:[,.][^—–\n]{0,40})?\s*[—–]\s+")
"""A place in capitals, perhaps with a date or an agency, and a dash: «АСТАНА, 22 октября —»."""

BRACKETS = re.compile(r"\s*\([^()]*\)")

_RU_SAY = (
    r"(?:сообщ|отме[тч]|рассказ|поясн|уточн|переда|пиш|информир|подчерк|заяв|напомн|добав|объясн|говорит|"
    r"свидетельств|подсчита|призна)\w*"
)
_RU_OF_REPORT = r"(?:,\s(?:котор|представлен|опубликован|состоявш|прошедш)[^,;]*)?"
_EN_SAY = r"(?:said|says|told|reported|reports|announced|added|noted|explained|stressed|shows?|showed|found|finds)"
_KK_BY = r"(?:дерегінше|дерегіне сәйкес|деректеріне сәйкес|мәліметінше|ақпаратынша|хабарлауынша|айтуынша|сөзінше)"
_KK_SAY = r"(?:хабарла|мәлімде|жаз|де)(?:йді|ді|ды|п отыр|ген|ған)"

SPEAKERS = re.compile(r"[AАОЖ]:\s+")
"""Who answers in an interview."""

LEAD_INS: dict[Locale, Pattern[str]] = {
    Locale.RU: re.compile(
        r"(?:Кроме того|Более того|Помимо этого|Вместе с тем|Между тем|При этом|Также|К слову|Кстати|Напомним|Отметим|"
        r"Так|Итак|Таким образом|В частности|Например|К примеру|Добавим|Заметим|В свою очередь|Наряду с этим),\s+|"
        r"(?:А|Но|Однако|И|Кроме того|Вместе с тем|Между тем|При этом)\s+",
    ),
    Locale.KK: re.compile(
        r"(?:Сонымен қатар|Сонымен бірге|Бұдан бөлек|Бұған қоса|Сондай-ақ|Айта кетейік|Айта кету керек|Еске салайық|"
        r"Атап айтқанда|Мәселен|Мысалы|Осылайша|Өз кезегінде|Жалпы|Естеріңізге сала кетейік),\s+|"
        r"(?:Ал|Бірақ|Алайда|Яғни|Сондай-ақ|Сонымен қатар)\s+",
    ),
    Locale.EN: re.compile(
        r"(?:In addition|Moreover|Furthermore|Meanwhile|Besides|Also|In particular|For example|For instance|Notably|"
        r"In turn|Overall|Thus|As a reminder),\s+|(?:And|But|Yet|So)\s+",
    ),
}

ATTRIBUTIONS_FIRST: dict[Locale, Pattern[str]] = {
    Locale.RU: re.compile(
        rf"(?:По (?:данным|информации|словам|сведениям|сообщению)|Согласно (?:данным|информации)|Как {_RU_SAY})"
        r"\s[^,;:«»]*(?:«[^«»]*»[^,;:«»]*)*,\s+(?!котор)",
    ),
    Locale.KK: re.compile(rf"[^,;:.]{{3,90}}\s{_KK_BY}(?:,\s+|\s+)"),
    Locale.EN: re.compile(r"According to [^,;:]+,\s+(?!wh)"),
}

ATTRIBUTIONS_LAST: dict[Locale, Pattern[str]] = {
    Locale.RU: re.compile(
        rf",\s+(?:(?:как\s+)?{_RU_SAY}|следует из)(?:\s[^,;]*)?{_RU_OF_REPORT}(?=\.$)|"
        rf",\s+об этом {_RU_SAY}[^,;]*(?=\.$)"
    ),
    Locale.KK: re.compile(rf",\s+деп\s+{_KK_SAY}[^,;]*(?=\.$)"),
    Locale.EN: re.compile(rf",\s+(?:[^,;]{{2,90}}\s{_EN_SAY}|according to)(?:\s[^;]*)?(?=\.$)"),
}

CLAUSES: dict[Locale, Pattern[str]] = {
    Locale.RU: re.compile(
        r";\s|:\s(?=[а-яё])|,\s(?:а|но|однако|прич[её]м|при этом|тогда как|в то время как|в том числе|включая|из них|"
        r"из которых|поскольку|потому что|так как|хотя|чтобы|благодаря|несмотря на)\s|"
        r"\s[—–]\s(?=(?:это |почти |примерно |уже )?(?:на\s\d|в\s\d|в полтора|вдвое|втрое|больше|меньше|столько))"
    ),
    Locale.KK: re.compile(
        r";\s|:\s(?=[а-яёәғқңөұүһі])|,\s(?:ал|бірақ|алайда|бұл|яғни|өйткені|оның ішінде|соның ішінде|соның)\s"
    ),
    Locale.EN: re.compile(
        r";\s|:\s(?=[a-z])|,\s(?:but|while|whereas|including|compared with|according to|of which|of whom|"
        r"(?:up|down) from|though|although|because|so that|some|[a-z]{3,}ing)\s|,\s(?:up|down)\s(?=\d)"
    ),
}
"""Where a sentence may end early: what stands before is a whole clause."""

DANGLING: dict[Locale, Pattern[str]] = {
    Locale.RU: re.compile(
        r"\b(?:и|а|но|или|в|во|на|с|со|по|для|из|от|до|к|о|об|у|за|при|над|под|что|как|чем|не|это|чтобы|котор\w+|"
        r"был[аои]?|будет|является|стоит|составл\w+)\W*$",
        re.IGNORECASE,
    ),
    Locale.KK: re.compile(r"\b(?:және|мен|бен|пен|әрі|ал|бірақ|немесе|бұл|ол|это|яғни)\W*$", re.IGNORECASE),
    Locale.EN: re.compile(
        r"\b(?:is|are|was|were|be|been|being|has|have|had|of|at|to|by|for|with|in|on|from|the|an?|and|or|but|that|this|"
        r"which|who|as|than|not|will|would|costs?)\W*$",
        re.IGNORECASE,
    ),
}
"""Ends that wait for the words that were cut off."""

RELATIVES: dict[Locale, Pattern[str]] = {
    Locale.RU: re.compile(r",\s(?:(?:в|на|с|по|для|из|от|за|к|о|об|при|через)\s)?(?:котор\w+|где)\s[^,;]*$"),
    Locale.KK: re.compile(r"(?!)"),
    Locale.EN: re.compile(r",\s(?:which|who|where)\s[^,;]*$"),
}
"""A clause about the word before it. Only at the end: with a comma after it, the main clause would lose its verb."""

MAIN_CLAUSES: dict[Locale, Pattern[str]] = {
    Locale.RU: re.compile(r";\s|,\s(?:а|но|тогда как|в то время как)\s"),
    Locale.KK: re.compile(r";\s|,\s(?:ал|бірақ|алайда)\s"),
    Locale.EN: re.compile(r";\s|,\s(?:but|while|whereas)\s"),
}
"""Borders with a clause on either side that can stand alone."""

_RU_MOVED = r"(?:вырос|возрос|увелич|подня|повыс|сниз|упа|сократ|уменьш|прибав)\w*\s(?:на\s)?[^,;.]{1,25}"
_KK_MOVED = r"\S{1,12}\s(?:артып|өсіп|көбейіп|ұлғайып|кеміп|азайып|төмендеп),?"
_EN_MOVED = r"(?:grew|rose|climbed|increased|fell|dropped|declined)\s(?:by\s)?[^,;]{1,25}"

WORTH: dict[Locale, Pattern[str]] = {
    Locale.RU: re.compile(
        r",?\s(?:на (?:общую )?сумму(?: в)?|общей суммой|в размере|в объ[её]ме|стоимостью|с бюджетом|бюджетом)\s$"
    ),
    Locale.KK: re.compile(r"(?!)"),
    Locale.EN: re.compile(r",?\s(?:worth|totall?ing|with a (?:combined )?budget of)\s$"),
}
"""Words between what was bought or given and its money; without both the words before them are still a clause."""

LEADS_TO_NUMBER: dict[Locale, Pattern[str]] = {
    Locale.RU: re.compile(
        r",?\s(?:на (?:общую )?сумму(?: в)?|общей суммой|в размере|в объ[её]ме|стоимостью|с бюджетом|бюджетом|"
        rf"(?:{_RU_MOVED}\s)?(?:и )?(?:состав(?:ил|ля)\w*|достиг\w*|превысил\w*)|равн\w+|[–—])\s$|:\s$"
    ),
    Locale.KK: re.compile(rf"(?:\s{_KK_MOVED}|\s[–—]|:|(?=\s))\s$"),
    Locale.EN: re.compile(
        r",?\s(?:worth|totall?ing|with a (?:combined )?budget of|(?:amount(?:s|ed)|rose|grew|fell) to|"
        rf"{_EN_MOVED}\sto(?: reach)?|(?:{_EN_MOVED}\s)?(?:and )?reached|stands at|stood at|cost|exceeded|[–—])\s$|:\s$"
    ),
}
"""Words before a number that only lead to it, with the way it came there; matched right before the number."""

FOLLOWS_NUMBER: dict[Locale, Pattern[str]] = {
    Locale.RU: re.compile(r"\s*[.!]?\s*$"),
    Locale.KK: re.compile(r"(?:\s+(?:құра(?:ды|йды|п отыр)|бол(?:ды|ып отыр)|жетті|тең))?[.!]?\s*$"),
    Locale.EN: re.compile(r"\s*[.!]?\s*$"),
}
"""What may stand after a number at the end of a clause."""

_RU_SPAN = r"(?:год\w*|лет\w*|зим\w+|весн\w+|осен\w+|недел\w+|месяц\w*|раз\w*)\b"
_KK_SPAN = r"(?:жыл|ай|апта|күн|жаз|қыс|көктем|күз)\w*"
_EN_SPAN = r"(?:year|month|week|day|spring|summer|autumn|fall|winter|season|time)s?\b"

POINTS_BACK: dict[Locale, Pattern[str]] = {
    Locale.RU: re.compile(
        rf"(?:эт(?:о|а|и|у|от|их)(?!\s{_RU_SPAN})|он[аио]?|его|её|ее|их|им|ему|среди них|из них|так\w{{2,4}})\b|"
        r"(?:[^\s,]+\s){1,4}(?:он[аио]?|н[её]м|них|ней|него|не[её]|нему|их)\b",
        re.IGNORECASE,
    ),
    Locale.KK: re.compile(
        rf"(?:бұл(?!\s{_KK_SPAN})|олар\w*|ол|оның|оған|соның|мұн\w+|осы\w*(?!\s{_KK_SPAN}))\b|"
        r"(?:[^\s,]+\s){1,2}(?:олар\w*|оның|соның|бұл сан|бұл көрсеткіш)\b",
        re.IGNORECASE,
    ),
    Locale.EN: re.compile(
        rf"(?:(?:this|that|these|those)(?!\s{_EN_SPAN})|its?|they|their|he|she|his|her|of them|[aq]:)(?!\w)|"
        r"(?:[^\s,]+\s){1,3}(?:it|its|they|them)\b",
        re.IGNORECASE,
    ),
}
"""A beginning that says nothing without the sentence before it."""
