import json
import time
from datetime import UTC, datetime

import pytest

from digests.extract import extract, is_state_order
from digests.model import Locale

BODY = (
    "Фонд собрал 12 млн ₸ на ремонт школы в селе, сообщили организаторы сбора на встрече с жителями в понедельник.",
    "Ещё 40 волонтёров приедут весной: они посадят деревья и помогут библиотеке разобрать книги, которые ей подарили.",
)


def page(*extra: str, charset: str = "utf-8", head: str = "") -> bytes:
    paragraphs = "".join(f"<p>{text}</p>" for text in (*BODY, *extra))
    markup = (
        f"<html><head><meta charset='{charset}'>{head}<title>Сбор для школы | А</title></head><body>"
        f"<nav><a href='/'>Главная</a></nav><article><h1>Сбор для школы</h1>{paragraphs}</article></body></html>"
    )
    return markup.encode(charset, errors="xmlcharrefreplace")


def test_the_text_is_the_article_without_title_and_furniture() -> None:
    found = extract(
        page("Фото: фонд", "Читайте также: о дорогах", "Просмотров: 1 204", "18+"), "https://a.kz/1?utm_source=x"
    )
    assert (found.title, found.url) == ("Сбор для школы", "https://a.kz/1")
    assert found.text == "\n\n".join(BODY)
    assert found.lang is Locale.RU


def test_windows_1251_and_the_tenge_sign_survive() -> None:
    assert extract(page(charset="windows-1251"), "https://a.kz/1").text == "\n\n".join(BODY)


def test_what_the_page_states_of_itself_comes_first() -> None:
    text = "\n".join([*BODY, "Третий абзац есть только здесь."])
    stated = {"@type": "NewsArticle", "articleBody": text, "datePublished": "2025-10-19T12:00:00+05:00",
              "author": {"name": "Айдана С."}}  # fmt: skip
    head = f"<script type='application/ld+json'>{json.dumps({'@graph': [stated]})}</script>"
    found = extract(page(head=head), "https://a.kz/1")
    assert found.text.endswith("\n\nТретий абзац есть только здесь.")
    assert (found.author, found.published) == ("Айдана С.", datetime(2025, 10, 19, 7, tzinfo=UTC))


@pytest.mark.parametrize("mark", ["Материал подготовлен по госинформзаказу", "Мемлекеттік ақпараттық тапсырыс аясында"])
def test_a_state_order_is_marked_and_its_line_is_no_text(mark: str) -> None:
    found = extract(page(mark), "https://a.kz/1")
    assert found.state_order
    assert found.text == "\n\n".join(BODY)


@pytest.mark.parametrize(
    ("line", "is_mark"),
    [
        ("Госзаказ | 3 мин", True),
        ("Публикуется на правах госзаказа.", True),
        ("Мақала мемлекеттік тапсырыс аясында дайындалды", True),
        ("Prepared under the state information order", True),
        ("Госзаказ вырос на 12 % за год", False),
        ("Госсоцзаказ: что изменится", False),
        ("Мемлекеттік тапсырыс көлемі өсті", False),
    ],
)
def test_a_label_is_a_mark_and_a_sentence_about_orders_is_none(line: str, is_mark: bool) -> None:
    assert is_state_order(line) is is_mark


def test_a_page_without_an_article_has_no_text() -> None:
    assert extract(b"", "https://a.kz/1").text == ""


@pytest.mark.parametrize(
    "flood", ["<a " + " ".join(f'a{n}="x"' for n in range(100_000)) + ">x</a>", "x<br>" * 150_000, "<tr><td>x" * 60_000]
)
def test_a_page_that_is_a_flood_is_refused_at_once(flood: str) -> None:
    started = time.perf_counter()
    with pytest.raises(ValueError, match="this page is not read"):
        extract(page(flood), "https://a.kz/1")
    assert time.perf_counter() - started < 2


@pytest.mark.parametrize(
    ("head", "shown", "published"),
    [
        ("<meta name='pubdate' content='2025-10-18 10:00'>", "<p class='date'>19.10.2025</p>", "2025-10-18T05:00"),
        ("", "<span class='post-date'>19 октября 2025, 12:00</span>", "2025-10-19T07:00"),
        ("", "<div class='update'>19 октября 2025, 12:00</div>", None),
    ],
)
def test_the_date_is_found_in_the_head_or_under_the_headline(head: str, shown: str, published: str | None) -> None:
    markup = page(head=head).decode().replace("</h1>", f"</h1>{shown}", 1)
    found = extract(markup, "https://a.kz/1").published
    assert (found and found.isoformat()[:16]) == published


def test_the_sources_own_selector_comes_before_guessing() -> None:
    markup = (
        page().decode().replace("<article>", "<div class='teaser'><p>" + "Чужой текст. " * 60 + "</p></div><article>")
    )
    assert extract(markup, "https://a.kz/1", body="article p").text == "\n\n".join(BODY)


def test_a_stated_body_that_is_cut_is_not_believed() -> None:
    cut = {"@type": "NewsArticle", "articleBody": BODY[0] + " " + BODY[1][:100]}
    head = f"<script type='application/ld+json'>{json.dumps(cut)}</script>"
    more = [
        f"Абзац {number}: ещё одна подробность о том, как село ремонтирует школу и двор вокруг неё."
        for number in range(9)
    ]
    assert extract(page(*more, head=head), "https://a.kz/1").text == "\n\n".join([*BODY, *more])
