import pytest

from digests.figures import find_figures
from digests.model import Locale


def heads(text: str) -> list[str | None]:
    return [figure.counted_head for figure in find_figures(text, Locale.KK)]


@pytest.mark.parametrize(
    ("text", "head"),
    [
        ("Қорда 14 жаңа кітапхана ашылды.", "кітапхана"),
        ("Қалада 25 үкіметтік емес ұйым жұмыс істейді.", "ұйым"),
        ("Шараға 9 шағын және орта бизнес өкілі келді.", "өкіл"),
        ("Биыл 45 шағын грант берілді.", "грант"),
        ("Орталықта 3 мың түп көшет отырғызылды.", "көшет"),
        ("Өңірде үш бірдей театр бар.", "театр"),
        ("Олар 64 өтінішті қарады.", "өтініш"),
        ("Биыл 30 гектар алқапты көгалдандыру көзделген.", "алқап"),
        ("Форумға 200-ге жуық мүмкіндігі шектеулі жан келді.", "жан"),
        ("Шараға 65 «күміс» ерікті келді.", "ерікті"),
        ("Аймақта 3 қалалық және 11 ауылдық кітапхана бар.", "кітапхана"),
        ("Жыл сайын 300 оқушыдан кем емес дайындалады.", "оқушы"),
    ],
)
def test_the_noun_behind_a_number_is_found_past_what_describes_it(text: str, head: str) -> None:
    assert heads(text)[0] == head


@pytest.mark.parametrize(
    ("text", "head"),
    [
        ("Жиынға 30 қоғамдық кеңес мүшесі келді.", "мүше"),
        ("Өңірде 40 жұмыс орны ашылды.", "орын"),
        ("Ауылдарда 16 балалар алаңы салынды.", "алаң"),
        ("Ауданға 3 жедел жәрдем көлігі берілді.", "көлік"),
        ("Олар 10 ауыл мектебін жөндеді.", "мектеп"),
    ],
)
def test_the_head_of_a_compound_is_its_last_noun(text: str, head: str) -> None:
    assert heads(text) == [head]


@pytest.mark.parametrize(
    ("text", "head"),
    [
        ("15 мұғалім біліктілігін арттырды.", "мұғалім"),
        ("Көктемде 3 маман аптасына екі рет сабақ берді.", "маман"),
        ("120 отбасы баспаналы болды.", "отбасы"),
        ("Төрт мыңға жуық мекеме жұмысын бастады.", "мекеме"),
    ],
)
def test_what_a_subject_has_does_not_become_the_head(text: str, head: str) -> None:
    assert heads(text) == [head]


@pytest.mark.parametrize(
    ("text", "head"),
    [
        ("Өтінім саны 40-тан 75-ке өсті.", "өтінім"),
        ("Өтінімдердің жалпы саны 90-ға жетті.", "өтінім"),
        ("Әйелдердің үлесі 38% болды.", "әйел"),
        ("Еріктілер 500-ге жетті.", "ерікті"),
        ("Шағымдар үш есе азайды.", "шағым"),
    ],
)
def test_a_noun_may_stand_before_its_number(text: str, head: str) -> None:
    assert heads(text) == [head]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Тұрғындардың 71%-ы қол қойды.", ["тұрғын"]),
        ("Оқушылардың үштен бірі қатысты.", ["оқушы"]),
        ("Үйдегі 36 баланың 12-сі отбасына оралды.", ["бала", "бала"]),
        ("Қаражаттың 60%-ын мектептер, 40%-ын кітапханалар алды.", ["қаражат", "қаражат"]),
        ("60 өтінім түсті, 45-і қолдау тапты.", ["өтінім", "өтінім"]),
        ("Алты мүше келді, үшеуі қарсы болды.", ["мүше", "мүше"]),
    ],
)
def test_a_part_counts_the_whole(text: str, found: list[str]) -> None:
    assert heads(text) == found


def test_the_whole_may_stand_within_a_fraction() -> None:
    assert set(heads("Он оқушының төртеуі ауылдан келеді.")) == {"оқушы"}


@pytest.mark.parametrize(
    ("text", "head"),
    [
        ("Қалада 50 орындық зал бар.", "орын"),
        ("Биыл 17 облыстағы мектептер тексерілді.", "облыс"),
    ],
)
def test_the_noun_within_an_adjective_is_what_is_counted(text: str, head: str) -> None:
    assert heads(text) == [head]


def test_each_number_of_a_list_has_its_own_noun() -> None:
    assert heads("Ауылда 12 мектеп пен 5 аурухана салынды.") == ["мектеп", "аурухана"]


def test_an_abbreviation_stays_as_it_is() -> None:
    assert heads("Облыста 200-ден астам ҮЕҰ бар, 64 ҮЕҰ-ның сайты жоқ.") == ["ҮЕҰ", "ҮЕҰ"]


def test_what_is_weighed_is_counted_by_its_noun() -> None:
    assert heads("Жағадан 4 тонна қоқыс шықты, жүк көлемі 60 тоннаға өсті.") == ["қоқыс", "жүк"]


def test_a_clause_that_goes_on_has_the_subject_of_the_one_before() -> None:
    assert heads("Бекеттер жаңарып, 46-ға жетті.") == ["бекет"]


def test_every_fifth_of_those_named_does_not_count_what_stands_behind() -> None:
    assert heads("Шағымның үштен бірі жолға, әрбір бесіншісі аулаға қатысты.")[1] == "шағым"


def test_a_condition_is_no_noun() -> None:
    assert heads("Көшет 46 десек, бұл аз.")[0] == "көшет"


def test_nouns_that_end_like_another_form_are_whole() -> None:
    assert heads("Қала 46 электр автобусын алды, еріктілер 90 шырша көшетін екті.") == ["автобус", "көшет"]
    assert heads("Мекемеде 46 уақытша қызметкер бар.") == ["қызметкер"]
