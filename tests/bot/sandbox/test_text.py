from html.parser import HTMLParser
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.sandbox.refusals import BadRequest
from bot.sandbox.text import checked_entities, formatted, to_html, units

SURROGATES = (
    "Text contains invalid Unicode characters after decoding HTML entities, check for unmatched surrogate code units"
)
INSIDE = "in a middle of a UTF-16 symbol at byte offset 6"


def marks(entities: list[dict[str, Any]]) -> list[tuple[str, int, int]]:
    return [(one["type"], one["offset"], one["length"]) for one in entities]


def refusal(text: str, mode: str = "", entities: list[dict[str, Any]] | None = None) -> str:
    with pytest.raises(BadRequest) as caught:
        formatted(text, mode, entities or [])
    return caught.value.description.removeprefix("Bad Request: ").removeprefix("can't parse entities: ")


@pytest.mark.parametrize(
    ("source", "text", "found"),
    [
        ("a *b* _c_ __d__ ~e~ ||f||", "a b c d e f", ["bold", "italic", "underline", "strikethrough", "spoiler"]),
        ("*ab _cd_*", "ab cd", ["bold", "italic"]),
        ("`x*y` ```py\nz\n```", "x*y z", ["code", "pre"]),
        (r"1\.5 \* 2 \\ \a", "1.5 * 2 \\ a", []),
        ("[words](http://qogam\\.kz/a\\)b)", "words", ["text_link"]),
        ("[words](localhost)", "words", []),
        ("![x](tg://emoji?id=17)", "x", ["custom_emoji"]),
        (">one\n>two\nthree", "one\ntwo\nthree", ["blockquote"]),
        (">*one\n>two*", "one\ntwo", ["blockquote", "bold"]),
        (">one\n>two||", "one\ntwo", ["expandable_blockquote"]),
        ("**", "", []),
    ],
)
def test_markdown_becomes_text_with_entities(source: str, text: str, found: list[str]) -> None:
    plain, entities = formatted(source, "MarkdownV2", [])
    assert (plain, [one["type"] for one in entities]) == (text, found)


def test_markdown_counts_places_in_utf_16_units() -> None:
    assert marks(formatted("🌾 *жол* _x_", "markdownv2", [])[1]) == [("bold", 3, 3), ("italic", 7, 1)]


@pytest.mark.parametrize(
    ("source", "words"),
    [
        ("1.5", "Character '.' is reserved and must be escaped with the preceding '\\'"),
        ("a|b", "Character '|' is reserved and must be escaped with the preceding '\\'"),
        ("ж _x", "Can't find end of Italic entity at byte offset 3"),
        ("*a _b*", "Can't find end of Bold entity at byte offset 5"),
        ("`x", "Can't find end of Code entity at byte offset 0"),
        ("```py x", "Can't find end of PreCode entity at byte offset 0"),
        ("[a](b", "Can't find end of a URL at byte offset 4"),
        ("![a]", "Custom emoji entity must contain a tg://emoji URL"),
        ("![a](tg://emoji?id=0)", "Invalid custom emoji identifier specified"),
        (">*a\nb*", "Can't find end of Bold entity at byte offset 1"),
    ],
)
def test_markdown_that_telegram_refuses_is_refused_in_its_words(source: str, words: str) -> None:
    assert refusal(source, "MarkdownV2") == words


@pytest.mark.parametrize(
    ("source", "words"),
    [
        ("ж <x>", 'Unsupported start tag "x" at byte offset 3'),
        ("a<b", "Unclosed start tag at byte offset 1"),
        ("<b>open", 'Can\'t find end tag corresponding to start tag "b"'),
        ("<b>x</i>", 'Unmatched end tag at byte offset 4, expected "</b>", found "</i>"'),
        ("x</b>", "Unexpected end tag at byte offset 1"),
        ("<span>x</span>", 'Tag "span" must have class "tg-spoiler" at byte offset 0'),
        ("&#xD83C;", SURROGATES),
    ],
)
def test_html_that_telegram_refuses_is_refused_in_its_words(source: str, words: str) -> None:
    assert refusal(source, "HTML") == words


def test_html_links_are_checked_and_completed() -> None:
    text, entities = formatted('<a href="qogam.kz">one</a> <a href="x">two</a> <a>qogam.kz</a>', "HTML", [])
    assert text == "one two qogam.kz"
    assert [(one["offset"], one["url"]) for one in entities] == [(0, "http://qogam.kz/"), (8, "http://qogam.kz/")]


def test_html_knows_references_code_with_a_language_and_quotations() -> None:
    text, entities = formatted(
        '<pre><code class="language-py">a &lt; b&#33;</code></pre><blockquote expandable>&quot&nbsp;</blockquote>',
        "HTML",
        [],
    )
    assert text == 'a < b!"&nbsp;'
    assert [(one["type"], one.get("language")) for one in entities] == [("pre", "py"), ("expandable_blockquote", None)]


def test_white_space_around_a_text_is_no_part_of_it() -> None:
    text, entities = formatted("  \n one <b>two </b> \n", "HTML", [])
    assert (text, marks(entities)) == ("one two", [("bold", 4, 3)])


def test_another_parse_mode_is_unsupported() -> None:
    assert refusal("x", "Markdown") == "unsupported parse_mode"


def test_a_source_beyond_all_limits_is_not_even_read() -> None:
    assert refusal("<b></b>" * 5000, "HTML") == "text is too long"


@pytest.mark.parametrize(
    ("kind", "offset", "length", "words"),
    [
        ("bold", 1, 8, "entity beginning at UTF-16 offset 1 ends after the end of the text at UTF-16 offset 9"),
        ("bold", -1, 1, "receive an entity with incorrect offset -1"),
        ("bold", 0, -2, "receive an entity with incorrect length -2"),
        ("bold", 3, 2, f"entity begins {INSIDE}"),
        ("bold", 0, 3, f"entity beginning at UTF-16 offset 0 ends {INSIDE}"),
        ("shouting", 0, 1, "can't parse MessageEntity: Unsupported type specified"),
    ],
)
def test_an_entity_must_lie_in_the_text_and_be_known(kind: str, offset: int, length: int, words: str) -> None:
    assert refusal("ab🌾cd", entities=[{"type": kind, "offset": offset, "length": length}]) == words


@pytest.mark.parametrize(
    ("url", "words"), [("localhost", "Wrong HTTP URL"), ("ftp://a.kz", "Unsupported URL protocol")]
)
def test_a_link_given_beside_a_text_must_be_one(url: str, words: str) -> None:
    entities = [{"type": "text_link", "offset": 0, "length": 1, "url": url}]
    assert refusal("ab", entities=entities) == f"entity URL '{url}' is invalid: {words}"


def test_entities_that_telegram_finds_by_itself_are_not_taken_from_a_bot() -> None:
    given_ones = [{"type": "mention", "offset": 0, "length": 2}, {"type": "italic", "offset": 1, "length": 1}]
    assert marks(checked_entities("ab", given_ones)) == [("italic", 1, 1)]


def test_overlapping_entities_become_nested_tags() -> None:
    entities = [{"type": "bold", "offset": 0, "length": 4}, {"type": "italic", "offset": 2, "length": 4}]
    assert to_html("abcdef", entities) == "<b>ab<i>cd</i></b><i>ef</i>"


def test_entities_around_the_same_words_nest_in_their_order() -> None:
    entities = [{"type": "bold", "offset": 0, "length": 2}, {"type": "code", "offset": 0, "length": 2}]
    assert to_html("ab", entities) == "<b><code>ab</code></b>"


def test_a_link_that_is_not_safe_is_only_its_words() -> None:
    entities = [{"type": "text_link", "offset": 0, "length": 1, "url": "javascript:alert(1)"}]
    assert to_html("<", entities) == "&lt;"


class Balance(HTMLParser):
    """Fails on a tag that closes another one than the last."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.opened: list[str] = []
        self.words = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.opened.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.opened.pop() == tag

    def handle_data(self, data: str) -> None:
        self.words += data


ENTITY = st.builds(
    lambda kind, offset, length: {"type": kind, "offset": offset, "length": length, "url": "https://qogam.kz/"},
    st.sampled_from(["bold", "italic", "text_link", "code", "spoiler", "mention"]),
    st.integers(0, 8),
    st.integers(0, 8),
)


@given(st.text("ab<&\n", min_size=1, max_size=8), st.lists(ENTITY, max_size=5))
def test_whatever_overlaps_the_html_is_well_formed_and_keeps_the_words(text: str, entities: list[Any]) -> None:
    balance = Balance()
    balance.feed(to_html(text, entities))
    balance.close()
    assert (balance.words, balance.opened) == (text, [])


@given(st.text(alphabet="ab_*~|`[]()!>\\\n\ud83c🌾.<&#;/\"'= ", max_size=30), st.sampled_from(["HTML", "MarkdownV2"]))
def test_any_source_is_read_or_refused_and_entities_lie_in_the_text(source: str, mode: str) -> None:
    source = source.encode("utf-8", "ignore").decode()
    try:
        text, entities = formatted(source, mode, [])
    except BadRequest:
        return
    assert all(one["length"] > 0 and one["offset"] + one["length"] <= units(text) for one in entities)
