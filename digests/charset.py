"""In which encoding a document is, whatever its server and its own head say of it."""

import codecs
import re

DECLARED = re.compile(rb"""charset\s*=\s*["']?\s*([\w.:-]+)|encoding\s*=\s*["']([\w.:-]+)""", re.IGNORECASE)
HEAD = 4096  # bytes: where a document declares its encoding
SAMPLE = 100_000  # characters that are looked at
CYRILLIC_SHARE = 0.3  # of the characters beyond ASCII are small letters, at least, in Cyrillic prose
MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),  # before UTF-16, whose mark it begins with
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
    (b"<\x00\x00\x00", "utf-32-le"),
    (b"\x00\x00\x00<", "utf-32-be"),
    (b"<\x00", "utf-16-le"),
    (b"\x00<", "utf-16-be"),
)
OF_OLD_SITES = ("windows-1251", "koi8-r", "cp866", "iso-8859-5")
_LATIN_SALAD = re.compile(r"[\x80-\xff]{4}")  # Cyrillic read as Latin-1
_SMALL = re.compile(r"[а-яёәғқңөұүһі]")
_CAPITAL_INSIDE = re.compile(r"(?<=[А-ЯЁа-яё])[А-ЯЁ]")  # Cyrillic read in the other Cyrillic encoding
_FRAMES = re.compile(r"[\u2500-\u259f]")


def encoding_of(body: bytes, declared: str = "") -> str:
    """The encoding of a text: what fits first of its mark, UTF-8, what is declared, and what old sites here use.

    A text that is valid UTF-8 beyond ASCII is UTF-8, since no other encoding looks like it by chance.
    """
    marked = marked_as(body)
    if marked is not None:
        return marked
    if _fits(body, "utf-8"):
        return "utf-8"
    named = [declared, *(match.decode("ascii") for match in _declared(body))]
    for name in filter(None, named):
        if _fits(body, name) and _is_plausible(body.decode(name)):
            return name
    return _guessed(body)


def _guessed(body: bytes) -> str:
    """The encoding of old sites here in which the text looks most like prose; if like none, one of the whole world."""
    oddness = {name: _oddness(body.decode(name, errors="replace")) for name in OF_OLD_SITES}
    likeliest = min(oddness, key=lambda name: oddness[name])
    foreign = sum(1 for byte in body[:SAMPLE] if byte > 0x7F)
    if oddness[likeliest] < -CYRILLIC_SHARE * foreign:
        return likeliest
    from charset_normalizer import from_bytes  # a tenth of a second that nearly no document needs

    found = from_bytes(body[:SAMPLE]).best()
    return found.encoding if found is not None and found.encoding != "ascii" else likeliest


def marked_as(body: bytes) -> str | None:
    """The encoding that the first bytes tell; None: they tell none."""
    return next((name for mark, name in MARKS if body.startswith(mark) and _fits(body, name)), None)


def decode(body: bytes, declared: str = "") -> str:
    """The text of a page; what does not fit its encoding becomes U+FFFD."""
    return body.decode(encoding_of(body, declared), errors="replace")


def _declared(body: bytes) -> list[bytes]:
    return [match[1] or match[2] for match in DECLARED.finditer(body[:HEAD])][:3]


def _fits(body: bytes, name: str) -> bool:
    try:
        body.decode(name)
    except (UnicodeDecodeError, LookupError, ValueError):
        return False
    return True


def _is_plausible(text: str) -> bool:
    """Whether the text reads like one, and not like Cyrillic in an encoding that is not its own."""
    sample = text[:SAMPLE]
    small = len(_SMALL.findall(sample))
    return not _LATIN_SALAD.search(sample) and len(_CAPITAL_INSIDE.findall(sample)) <= max(small, 2)


def _oddness(text: str) -> float:
    """How little the text looks like Cyrillic prose."""
    sample = text[:SAMPLE]
    odd = len(_CAPITAL_INSIDE.findall(sample)) + len(_FRAMES.findall(sample)) + sample.count("\ufffd")
    return odd - len(_SMALL.findall(sample))
