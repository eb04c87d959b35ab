"""Brings the .po files up to date with the templates: `python -m templates.messages`."""

from collections.abc import Sequence
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import DEFAULT_KEYWORDS, extract_from_dir
from babel.messages.pofile import read_po, write_po

from digests.model import Locale
from templates.language import HERE, LOCALES

KEYWORDS = {**DEFAULT_KEYWORDS, "word": None}
METHODS = [("**.py", "python"), ("**.j2", "jinja2")]
OPTIONS = {"**.j2": {"trimmed": "true", "trim_blocks": "true", "lstrip_blocks": "true", "newstyle_gettext": "true"}}


def main() -> None:
    """Write each locale's catalogue again: new messages empty (English: as they stand), unused ones gone."""
    template = wanted()
    for locale in Locale:
        path = LOCALES / locale / "messages.po"
        catalog = _read(path, locale)
        catalog.update(template, no_fuzzy_matching=True)
        catalog.obsolete.clear()
        if locale is Locale.EN:
            for message in catalog:
                message.string = message.string if _is_filled(message.string) else message.id
        path.write_bytes(_head(catalog) + _body(catalog))


def wanted() -> Catalog:
    """The messages that the templates and the buttons ask for."""
    template = Catalog(fuzzy=False)
    for _path, _line, message, comments, context in extract_from_dir(
        str(HERE), METHODS, OPTIONS, KEYWORDS, directory_filter=lambda path: Path(path).name != "locales"
    ):
        template.add(message, auto_comments=comments, context=context)
    return template


def _read(path: Path, locale: Locale) -> Catalog:
    if not path.exists():
        return Catalog(str(locale), fuzzy=False)
    with path.open("rb") as file:
        return read_po(file, locale=str(locale))


def _head(catalog: Catalog) -> bytes:
    """Only what readers of the file need: dates and placeholders would change it each time."""
    lines = (
        f"Language: {catalog.locale_identifier}",
        "MIME-Version: 1.0",
        "Content-Type: text/plain; charset=utf-8",
        "Content-Transfer-Encoding: 8bit",
        f"Plural-Forms: {catalog.plural_forms}",
    )
    return "\n".join(('msgid ""', 'msgstr ""', *(f'"{line}\\n"' for line in lines), "", "")).encode()


def _body(catalog: Catalog) -> bytes:
    body = BytesIO()
    write_po(body, catalog, width=118, omit_header=True, no_location=True, sort_output=True)
    return body.getvalue().strip() + b"\n"


def _is_filled(string: str | Sequence[str] | None) -> bool:
    return bool(string) and all([string] if isinstance(string, str) else string or ())


if __name__ == "__main__":
    main()
