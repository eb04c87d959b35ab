from datetime import UTC, datetime

import pytest

from digests.collect.telegram import parse_telegram

URL = "https://t.me/s/dom_npo"


def post(number: int, inner: str, classes: str = "") -> str:
    return (
        f'<div class="tgme_widget_message_wrap">'
        f'<div class="tgme_widget_message {classes}" data-post="dom_npo/{number}">'
        f'{inner}<a class="tgme_widget_message_date" href="https://t.me/dom_npo/{number}">'
        '<time datetime="2025-10-19T07:00:00+00:00" class="time">12:00</time></a></div></div>'
    )


def text(words: str) -> str:
    return f'<div class="tgme_widget_message_text js-message_text" dir="auto">{words}</div>'


def channel(*posts: str, head: str = "") -> bytes:
    info = '<div class="tgme_channel_info"><div class="tgme_channel_info_header_title"><span>Дом НПО</span></div></div>'
    return f"<html><head>{head}</head><body>{info}{''.join(posts)}</body></html>".encode()


def test_an_album_is_one_post_with_its_caption() -> None:
    album = '<div class="tgme_widget_message_grouped_wrap"><a href="https://t.me/dom_npo/7?single"></a></div>'
    nested = text(text("Посадили 300 саженцев."))
    [entry] = parse_telegram(channel(post(7, album + nested)), url=URL).entries
    assert (entry.url, entry.title) == ("https://t.me/dom_npo/7", "Посадили 300 саженцев.")
    assert entry.published == datetime(2025, 10, 19, 7, tzinfo=UTC)


def test_what_a_reply_quotes_and_what_a_link_shows_is_not_the_posts_text() -> None:
    reply = f'<a class="tgme_widget_message_reply">{text("Старый пост.")}</a>'
    preview = f'<a class="tgme_widget_message_link_preview">{text("Чужая статья.")}</a>'
    [entry] = parse_telegram(channel(post(8, reply + text("Новый пост.") + preview)), url=URL).entries
    assert entry.title == "Новый пост."
    assert parse_telegram(channel(post(8, reply)), url=URL).entries == ()


def test_emoji_stay_in_the_text_and_do_not_begin_the_title() -> None:
    lightning = '<i class="emoji" style="background-image:url(1.png)"><b>⚡️</b></i> '
    [entry] = parse_telegram(
        channel(post(9, text(f"{lightning}Приём заявок открыт!<br/>До 1 ноября."))), url=URL
    ).entries
    assert entry.title == "Приём заявок открыт!"
    assert "⚡️" in entry.html
    assert parse_telegram(channel(post(9, text("🔥🔥"))), url=URL).entries == ()


def test_links_that_telegram_escapes_twice_are_read_once() -> None:
    link = '<a href="https://a.kz/?id=1&amp;amp;lang=ru">https://a.kz/?id=1&amp;amp;lang=ru</a>'
    [entry] = parse_telegram(channel(post(10, text(f"Подробности: {link}"))), url=URL).entries
    assert 'href="https://a.kz/?id=1&amp;lang=ru"' in entry.html
    assert entry.title == "Подробности: https://a.kz/?id=1&lang=ru"


def test_service_messages_are_no_posts_and_a_signature_is_the_author() -> None:
    signature = '<span class="tgme_widget_message_from_author">Айдана С.</span>'
    page = channel(post(1, text("Channel created"), "service_message"), post(2, text("Сбор закрыт.") + signature))
    [entry] = parse_telegram(page, url=URL).entries
    assert (entry.guid, entry.author) == ("dom_npo/2", "Айдана С.")


def test_the_page_before_is_named() -> None:
    more = '<a href="/s/dom_npo?before=7" class="tme_messages_more js-messages_more" data-before="7"></a>'
    assert parse_telegram(channel(more, post(7, text("А."))), url=URL).older == f"{URL}?before=7"
    assert parse_telegram(channel(post(1, text("А."))), url=URL).older is None


@pytest.mark.parametrize(
    ("page", "said"),
    [
        (
            '<body><div class="tgme_page"><div class="tgme_page_title">Telegram: Contact @x</div></div></body>',
            "no preview",
        ),
        ("<body><h1>502</h1></body>", "no posts"),
        ("", "not HTML"),
    ],
)
def test_a_refusal_says_what_it_is(page: str, said: str) -> None:
    with pytest.raises(ValueError, match=said):
        parse_telegram(page.encode(), url=URL)
