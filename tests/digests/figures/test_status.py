import pytest

from digests.figures import find_figures
from digests.model import FigureStatus, Locale

RU, KK, EN = Locale.RU, Locale.KK, Locale.EN
FACT, PLAN, ONGOING = FigureStatus


@pytest.mark.parametrize(
    ("lang", "text", "status"),
    [
        (RU, "Фонд открыл 70 клубов.", FACT),
        (RU, "На учёте состоят 70 семей.", FACT),
        (RU, "Фонд планирует открыть 70 клубов.", PLAN),
        (RU, "До весны построят 70 мастерских.", PLAN),
        (RU, "В селе 70 мастерских построят к весне.", PLAN),
        (RU, "Сейчас строится 70 мастерских.", ONGOING),
        (KK, "Қор 70 үйірме ашты.", FACT),
        (KK, "Ауылға 70 тонна дәрі-дәрмек жетті.", FACT),
        (KK, "Келер жылы 70 үйірме ашылады.", PLAN),
        (KK, "Қор 70 үйірме ашпақшы.", PLAN),
        (KK, "Қазір 70 шеберхана салынуда.", ONGOING),
        (EN, "The fund opened 70 clubs.", FACT),
        (EN, "The fund will open 70 clubs.", PLAN),
        (EN, "The fund expects 70 guests.", PLAN),
        (EN, "In the city 70 workshops are being built.", ONGOING),
    ],
)
def test_a_figure_is_a_fact_unless_its_clause_says_otherwise(lang: Locale, text: str, status: FigureStatus) -> None:
    [figure] = find_figures(text, lang)
    assert figure.status is status


def test_of_what_was_planned_a_part_is_a_fact() -> None:
    planned, done = find_figures("Из 24 запланированных мостов построено 9.", RU)
    assert (planned.status, done.status) == (PLAN, FACT)


def test_another_clause_says_nothing() -> None:
    done, planned = find_figures("Открыли 70 клубов, а в мае откроют 25 мастерских.", RU)
    assert (done.status, planned.status) == (FACT, PLAN)
