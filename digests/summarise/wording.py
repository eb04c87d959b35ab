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

_RU_SAY = r"(?:сообщ|отме[тч]|рассказ|поясн|уточн|переда|пиш|информир|подчерк|заяв|напомн|добав|объясн)\w*"
_EN_SAY = r"(?:said|says|told|reported|reports|announced|added|noted|explained|stressed)"
_KK_BY = r"(?:дерегінше|дерегіне сәйкес|деректеріне сәйкес|мәліметінше|ақпаратынша|хабарлауынша|айтуынша|сөзінше)"
_KK_SAY = r"(?:хабарла|мәлімде|жаз|де)(?:йді|ді|ды|п отыр|ген|ған)"

LEAD_INS: dict[Locale, Pattern[str]] = {
    Locale.RU: re.compile(
        r"(?:Кроме того|Более того|Помимо этого|Вместе с тем|Между тем|При этом|Также|К слову|Кстати|Напомним|Отметим|"
        r"Так|Итак|Таким образом|В частности|Например|К примеру|Добавим|Заметим|В свою очередь|Наряду с этим),\s+",
    ),
    Locale.KK: re.compile(
        r"(?:Сонымен қатар|Сонымен бірге|Бұдан бөлек|Бұған қоса|Сондай-ақ|Айта кетейік|Айта кету керек|Еске салайық|"
        r"Атап айтқанда|Мәселен|Мысалы|Осылайша|Өз кезегінде|Жалпы|Естеріңізге сала кетейік),\s+",
    ),
    Locale.EN: re.compile(
        r"(?:In addition|Moreover|Furthermore|Meanwhile|Besides|Also|In particular|For example|For instance|Notably|"
        r"In turn|Overall|Thus|As a reminder),\s+",
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
    Locale.RU: re.compile(rf",\s+(?:как\s+)?{_RU_SAY}(?:\s[^,;]*)?(?=\.$)|,\s+об этом {_RU_SAY}[^,;]*(?=\.$)"),
    Locale.KK: re.compile(rf",\s+деп\s+{_KK_SAY}[^,;]*(?=\.$)"),
    Locale.EN: re.compile(rf",\s+(?:[^,;]{{2,90}}\s{_EN_SAY}|according to)(?:\s[^,;]*)?(?=\.$)"),
}

CLAUSES: dict[Locale, Pattern[str]] = {
    Locale.RU: re.compile(
        r";\s|,\s(?:а|но|однако|прич[её]м|при этом|тогда как|в то время как|в том числе|включая|из них|из которых)\s"
    ),
    Locale.KK: re.compile(r";\s|,\s(?:ал|бірақ|алайда|бұл|оның ішінде|соның ішінде|соның)\s"),
    Locale.EN: re.compile(r";\s|,\s(?:but|while|whereas|including|compared with|of which|of whom)\s"),
}
"""Where a sentence may end early: what stands before is a whole clause."""

RELATIVES: dict[Locale, Pattern[str]] = {
    Locale.RU: re.compile(r",\s(?:(?:в|на|с|по|для|из|от|за|к|о|об|при|через)\s)?(?:котор\w+|где)\s[^,;]*$"),
    Locale.KK: re.compile(r"(?!)"),
    Locale.EN: re.compile(r",\s(?:which|who|where)\s[^,;]*$"),
}
"""A clause about the word before it. Only at the end: with a comma after it, the main clause would lose its verb."""
