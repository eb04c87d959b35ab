import json
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
        ("Материал мемлекеттік тапсырыс бойынша әзірленді", True),
        ("Written for a state information order", True),
        ("Госзаказ вырос на 12 % за год", False),
        ("Госсоцзаказ: что изменится", False),
        ("Мемлекеттік тапсырыс көлемі өсті", False),
    ],
)
def test_a_label_is_a_mark_and_a_sentence_about_orders_is_none(line: str, is_mark: bool) -> None:
    assert is_state_order(line) is is_mark


def test_a_page_without_an_article_has_no_text() -> None:
    assert extract(b"", "https://a.kz/1").text == ""
