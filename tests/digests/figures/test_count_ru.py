import pytest

from digests.figures import find_figures
from digests.model import Locale


def heads(text: str) -> list[str | None]:
    return [figure.counted_head for figure in find_figures(text, Locale.RU)]


@pytest.mark.parametrize(
    ("text", "head"),
    [
        ("Фонд открыл 14 новых сельских библиотек.", "библиотека"),
        ("На конкурс подали 312 тщательно подготовленных проектов.", "проект"),
        ("Дипломы получили 45 прошедших отбор команд.", "команда"),
        ("Приют принял 7 оставшихся без дома щенков.", "щенок"),
        ("Нашлись два его ранних письма.", "письмо"),
        ("Установили 22 «умные» остановки.", "остановка"),
        ("Раздали 200 штук саженцев.", "саженец"),
        ("Куплено 25 (двадцать пять) инвалидных колясок.", "коляска"),
        ("Собрания ведут три или четыре волонтёра.", "волонтёр"),
        ("Выступили 8 депутатов маслихата.", "депутат"),
        ("Приехали 3 врача-волонтёра.", "врач-волонтёр"),
        ("Работают 23 НПО.", "НПО"),
        ("Вывезли мусор на 6 БелАЗах.", "БелАЗ"),
        ("Занято 13 чел. из аула.", "человек"),
    ],
)
def test_the_noun_behind_a_number_is_found_past_what_describes_it(text: str, head: str) -> None:
    assert heads(text)[0] == head


@pytest.mark.parametrize(
    ("text", "head"),
    [
        ("Наставник ведёт 2 кружка.", "кружок"),
        ("Двум школам выдали компьютеры.", "школа"),
        ("С тремя приютами заключили договор.", "приют"),
        ("Создана 101 рабочая группа.", "группа"),
        ("Поддержано 1,5 тысячи инициатив.", "инициатива"),
        ("Каждый третий житель подписал обращение.", "житель"),
        ("Каждая пятая семья живёт в ауле.", "семья"),
    ],
)
def test_of_the_readings_of_a_noun_the_one_that_agrees_is_taken(text: str, head: str) -> None:
    assert heads(text) == [head]


@pytest.mark.parametrize(
    ("text", "head"),
    [
        ("Помощь получили 64 пострадавших.", "пострадавший"),
        ("В лагере отдохнули 300 учащихся.", "учащийся"),
        ("Доля затруднившихся ответить составила 7%.", "затруднившийся"),
    ],
)
def test_a_participle_stands_for_a_noun(text: str, head: str) -> None:
    assert heads(text) == [head]


@pytest.mark.parametrize(
    ("text", "head"),
    [
        ("Число обращений в клинику выросло с 40 до 75.", "обращение"),
        ("Доля подростков достигла 38%.", "подросток"),
        ("Дефицит мест сократился на 20%.", "место"),
        ("Треть от общего числа участников приехала из сёл.", "участник"),
        ("На треть сократилось количество жалоб.", "жалоба"),
        ("Недовольных шумом стало меньше: их доля упала с 26% до 17%.", "недовольный"),
    ],
)
def test_a_measure_is_not_what_is_counted(text: str, head: str) -> None:
    assert heads(text) == [head]


@pytest.mark.parametrize(
    ("text", "head"),
    [
        ("Парт в классе 18.", "парта"),
        ("Волонтёров в городе 450.", "волонтёр"),
        ("По сравнению с прошлой весной людей пришло втрое больше.", "человек"),
        ("За два отопительных сезона выбросы удалось снизить на треть.", "выброс"),
        ("В 2023 году сомневающихся было 19%.", "сомневающийся"),
        ("Проходной балл – 70.", "балл"),
        ("Среди опрошенных 62% поддержали закон.", "опрошенный"),
        ("Пришло человек сорок.", "человек"),
        ("Собран корм (1,5 тонны).", "корм"),
        ("За вечер уровень Иртыша опустился на 24 см.", "уровень"),
    ],
)
def test_a_noun_may_stand_before_its_number(text: str, head: str) -> None:
    assert heads(text)[-1] == head


def test_the_whole_of_a_share_stands_behind_it() -> None:
    assert heads("71% жителей, две трети школ и 5% от суммы взносов.") == ["житель", "школа", "взнос"]


def test_a_subordinate_count_takes_no_noun_from_the_subject() -> None:
    assert heads("Доля подростков в составе 90 клубов выросла на 6%.") == ["клуб", "подросток"]


def test_each_number_of_a_list_has_its_own_noun() -> None:
    assert heads("Построили 12 школ и 5 больниц.") == ["школа", "больница"]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("9 из 12 проектов завершены.", ["проект", "проект"]),
        ("Из 40 кружков закрыты 6, по двум сроки сорваны.", ["кружок", "кружок", "кружок"]),
        ("В 2020 году помогли 90 семей. Теперь их уже 300.", ["семья", "семья"]),
        ("Всего поступило 320 жалоб: Абайский район – 110, Илийский – 95.", ["жалоба", "жалоба", "жалоба"]),
        ("Приехали 90 команд, первое число баллов набрали две.", ["команда", "команда"]),
        ("• сквер – 34% голосов;\n• пруд – 20%.", ["голос", "голос"]),
    ],
)
def test_a_noun_that_is_left_out_is_taken_from_the_figure_before(text: str, found: list[str]) -> None:
    assert heads(text) == found


def test_two_joined_numbers_share_the_noun_behind_the_second() -> None:
    assert heads("Открыты две городские и 12 сельских школ.") == ["школа", "школа"]


def test_a_compound_that_no_dictionary_has_is_read_part_by_part() -> None:
    assert heads("Жильё получили 17 детей-сирот.") == ["ребёнок-сирота"]


def test_a_distance_is_no_property_of_the_subject() -> None:
    assert heads("Маяк стоит в 19 километрах к северу.") == [None]


def test_the_parts_of_a_breakdown_are_parts_of_what_its_heading_names() -> None:
    assert heads("Структура расходов\n\nЗарплата: 64%\nАренда: 12%") == ["расход", "расход"]


def test_a_sum_of_money_counts_nothing() -> None:
    assert heads("Школа получила 5 млн тенге, 12 учеников – по 20 тысяч тенге.") == [None, "ученик", None]


def test_a_table_says_in_its_head_what_its_cells_count() -> None:
    table = "Число заявок по районам\n\nРайон | Подано | Одобрено\nАбайский | 110 | 42\nИлийский | 95 | 30"
    assert heads(table) == ["заявка"] * 4


def test_a_group_behind_a_share_is_what_it_is_of() -> None:
    assert heads("Довольны 64% среди пенсионеров и 48% среди школьников.") == ["пенсионер", "школьник"]


def test_a_name_is_where_they_are_from_and_not_what_is_counted() -> None:
    assert heads("Заявок стало больше: из Павлодара 45, из Актау 28.") == ["заявка", "заявка"]


def test_a_scale_before_a_noun_is_no_noun() -> None:
    assert heads("Роздано 4 тысячи учебников, возвращено 85%.")[1] == "учебник"
    assert heads("Заявок вдвое больше прошлогоднего.") == ["заявка"]
