import pytest

from digests.charset import decode, encoding_of
from digests.collect.parse import parse

WORDS = "Гранты для НПО: приём заявок открыт до 1 ноября"
FEED = (
    '<?xml version="1.0"{}?><rss version="2.0"><channel><title>Вести степи</title>'
    f"<item><title>{WORDS}</title></item></channel></rss>"
)


@pytest.mark.parametrize("declared", [None, "utf-8", "windows-1251", "koi8-r", "iso-8859-1", "bogus"])
@pytest.mark.parametrize("encoding", ["utf-8", "windows-1251", "koi8-r", "utf-16", "utf-16-le", "utf-8-sig"])
@pytest.mark.parametrize("content_type", ["", "text/xml; charset=utf-8", 'text/xml; charset="ISO-8859-1"'])
def test_a_feed_is_read_in_its_own_encoding_whatever_is_declared(
    encoding: str, declared: str | None, content_type: str
) -> None:
    body = FEED.format("" if declared is None else f' encoding="{declared}"').encode(encoding)
    [entry] = parse(body, url="https://a.kz/rss", content_type=content_type).entries
    assert entry.title == WORDS


def test_kazakh_in_utf_8_is_never_taken_for_anything_else() -> None:
    assert decode("Қоғам және әлеуметтік тапсырыс".encode(), "windows-1251") == "Қоғам және әлеуметтік тапсырыс"


def test_other_declared_encodings_are_believed_where_they_fit() -> None:
    assert encoding_of("Türkçe haber çok güzel".encode("iso-8859-9"), "iso-8859-9") == "iso-8859-9"


def test_letters_of_the_world_are_not_taken_for_cyrillic() -> None:
    korean = "시민 사회 단체 소식과 자원봉사 활동 안내 그리고 지역 사회를 위한 지원 사업"
    assert decode(korean.encode("euc-kr")) == korean


def test_bytes_that_fit_nothing_are_no_error() -> None:
    assert decode(b"abc \x98\x81\xff", "utf-8").startswith("abc ")
