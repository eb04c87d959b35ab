"""OPML: lists of sources as other readers of feeds write and read them."""

from collections.abc import Iterator, Sequence
from urllib.parse import urlsplit

from lxml import etree

from digests.errors import ConfigError
from digests.model import Locale, Source, SourceKind

LARGEST = 5_000_000  # bytes


def write_opml(sources: Sequence[Source]) -> str:
    """The sources as OPML 2.0. Kinds that are no feeds have their own `type`, which other readers leave out."""
    root = etree.Element("opml", version="2.0")
    etree.SubElement(etree.SubElement(root, "head"), "title").text = "Qogam"
    body = etree.SubElement(root, "body")
    for source in sources:
        outline = etree.SubElement(body, "outline", text=source.name, title=source.name, xmlUrl=source.url)
        outline.set("type", "rss" if source.kind is SourceKind.FEED else str(source.kind))
        if source.lang is not None:
            outline.set("language", source.lang)
        if source.rubrics:
            outline.set("category", ",".join(source.rubrics))
    return str(etree.tostring(root, encoding="unicode", pretty_print=True))


def read_opml(body: bytes, *, taken: frozenset[str], rubrics: frozenset[str]) -> list[Source]:
    """The sources that the OPML names, in its order; `taken` are ids that others have. ConfigError: it is no OPML.

    What needs a layout (a listing page) is left out: OPML has no place for one.
    """
    if len(body) > LARGEST:
        raise ConfigError("this is no OPML that can be read: it is too large.")
    try:
        root = etree.fromstring(body, etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False))
    except etree.XMLSyntaxError as error:
        raise ConfigError(f"this is no OPML: {error}.") from error
    if root.tag != "opml":
        raise ConfigError("this is no OPML: it does not begin with <opml>.")
    found: list[Source] = []
    known = set(taken)
    for outline in root.iter("outline"):
        for source in _source(outline, known, rubrics):
            known.add(source.id)
            found.append(source)
    return found


def _source(outline: etree._Element, taken: set[str], rubrics: frozenset[str]) -> Iterator[Source]:
    url = (outline.get("xmlUrl") or "").strip()
    kind = _kind(outline.get("type") or "")
    if urlsplit(url).scheme not in ("http", "https") or not urlsplit(url).hostname or kind is SourceKind.LISTING:
        return
    name = " ".join((outline.get("title") or outline.get("text") or "").split()) or urlsplit(url).hostname or url
    lang = (outline.get("language") or "")[:2].lower()
    own = tuple(key for key in (outline.get("category") or "").split(",") if key in rubrics)
    yield Source(
        id=new_id(url, taken),
        kind=kind,
        url=url,
        name=name,
        lang=Locale(lang) if lang in set(Locale) else None,
        rubrics=own,
    )


def _kind(name: str) -> SourceKind:
    return SourceKind(name) if name in set(SourceKind) else SourceKind.FEED


def new_id(url: str, taken: set[str] | frozenset[str]) -> str:
    """A short name for the source at the address, out of its host or channel, that nobody has yet."""
    parts = urlsplit(url)
    host = (parts.hostname or "source").removeprefix("www.")
    words = parts.path.strip("/").split("/")[-1] if host == "t.me" else host.rsplit(".", 1)[0]
    clean = "".join(letter if letter.isascii() and letter.isalnum() else "_" for letter in words.lower()).strip("_")
    base = (clean if clean[:1].isalpha() else f"s_{clean}")[:28]
    numbered = (base if number == 1 else f"{base}_{number}" for number in range(1, len(taken) + 2))
    return next(name for name in numbered if name not in taken)
