import time

import pytest

from digests.collect.burden import burden
from digests.collect.parse import parse

HEAD = b'<rss version="2.0"><channel>'
MANY = 200_000
BOMBS = {
    "attributes": HEAD + b"<item " + b" ".join(b'a%d="x"' % n for n in range(MANY)) + b"></item></channel></rss>",
    "attributes in a text": HEAD
    + b"<item><description>&lt;a "
    + b" ".join(b"a%d=x" % n for n in range(MANY))
    + b"&gt;</description></item></channel></rss>",
    "tags that never end": HEAD + b"<title>" + b"<a " * MANY,
    "quotes that never end": HEAD + b"<item><description><![CDATA[" + b'<a href="' * MANY + b"]]></description></item>",
    "nesting": HEAD + b"<a>" * MANY,
    "nesting with words between": HEAD + b"<a>b" * MANY,
    "nesting in a text": HEAD + b"<item><description>" + b"&lt;div&gt;" * MANY + b"</description></item>",
    "ampersands": HEAD + b"<title>" + b"&" * MANY + b"</title></channel></rss>",
}
ENTITIES = b'<?xml version="1.0"?><!DOCTYPE l [<!ENTITY a "aaaaaaaaaa">%s]>' % b"".join(
    b'<!ENTITY a%d "%s">' % (n, (b"&a%d;" % (n - 1) if n else b"&a;") * 10) for n in range(9)
)


@pytest.mark.parametrize("name", BOMBS)
def test_a_bomb_is_refused_before_it_is_parsed(name: str) -> None:
    started = time.perf_counter()
    with pytest.raises(ValueError, match="this feed is not read"):
        parse(BOMBS[name], url="https://a.kz/rss")
    assert time.perf_counter() - started < 2


def test_entities_are_neither_multiplied_nor_fetched() -> None:
    item = b"<item><title>%s</title></item></channel></rss>"
    [entry] = parse(ENTITIES + HEAD + item % b"&a8;", url="https://a.kz/rss").entries
    assert len(entry.title) < 100
    outside = b'<!DOCTYPE l [<!ENTITY a SYSTEM "file:///etc/passwd">]>'
    [entry] = parse(outside + HEAD + item % b"&a;", url="https://a.kz/rss").entries
    assert "root" not in entry.title


def test_of_an_endless_feed_the_first_entries_are_read() -> None:
    started = time.perf_counter()
    body = HEAD + b"<item><title>x</title></item>" * 50_000 + b"</channel></rss>"
    assert len(parse(body, url="https://a.kz/rss").entries) == 2000
    assert time.perf_counter() - started < 5


def test_a_long_feed_of_an_honest_outlet_is_no_bomb() -> None:
    html = "<p>Текст <br> <img src='data:image/png;base64,%s'> &amp; <a href='/?a=1&b=2'>ссылка</a>" % ("A" * 5000)
    item = f"<item><title>1 &lt; 2</title><description><![CDATA[{html * 5}]]></description></item>"
    assert burden((HEAD.decode() + item * 100).encode()) is None
