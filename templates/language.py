"""One language of the bot: its catalogue of messages and its immutable Jinja environment."""

from collections.abc import Callable, Mapping
from functools import cached_property, partial
from io import BytesIO
from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.support import Translations
from jinja2 import Environment, FileSystemLoader, StrictUndefined

from digests.gate import title_is_backed
from digests.model import Locale, Rubric, StatedFigure
from templates import dates, numbers
from templates.evidence import captioned, counted, proven, quoted, source_link
from templates.links import permalink
from templates.places import place_name

HERE = Path(__file__).parent
MESSAGES, PAGES = HERE / "messages", HERE / "pages"
LOCALES = HERE / "locales"

NAMES = {Locale.KK: "Қазақша", Locale.RU: "Русский", Locale.EN: "English"}
"""Each language in its own words: whoever landed in a wrong one finds the way back."""


class Language:
    """Says messages in one locale; knows the rubrics by name."""

    def __init__(self, locale: Locale, rubrics: Mapping[str, Rubric], web: str = "") -> None:
        self.locale = locale
        self._web = web
        self._rubrics = rubrics
        self._translations = catalogue(locale)

    def say(self, name: str, **values: object) -> str:
        """The message of a template ("digest/head", "notes/help"), as Telegram HTML.

        Raises:
            jinja2.TemplateNotFound: there is no such message.
            jinja2.UndefinedError: a value is missing.
        """
        return self._environment.get_template(f"{name}.j2").render(values).strip()

    def page(self, name: str, **values: object) -> str:
        """A page of the web ("home", "metric"), as HTML; errors as of `say`."""
        values |= {"locale": self.locale, "languages": NAMES}
        return self._pages.get_template(f"{name}.j2").render(values)

    def word(self, english: str) -> str:
        """The words of a button or a command."""
        return self._translations.gettext(english)

    def rubric(self, key: str) -> str:
        """The name of a rubric; its key where the newsroom no longer has it."""
        return self._rubrics[key].name[self.locale] if key in self._rubrics else key

    def _permalink(self, stated: StatedFigure) -> str:
        """Its place on the web; empty where there are no pages."""
        return permalink(self._web, self.locale, stated.ref) if self._web else ""

    @cached_property
    def _environment(self) -> Environment:
        return self._made(MESSAGES)

    @cached_property
    def _pages(self) -> Environment:
        return self._made(PAGES)

    def _made(self, folder: Path) -> Environment:
        environment = Environment(
            loader=FileSystemLoader(folder),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            auto_reload=False,
            extensions=["jinja2.ext.i18n"],
        )
        environment.policies["ext.i18n.trimmed"] = True
        environment.install_gettext_translations(self._translations, newstyle=True)  # type: ignore[attr-defined]
        environment.filters |= self._filters()
        environment.tests["titled_truly"] = title_is_backed
        return environment

    def _filters(self) -> dict[str, Callable[..., object]]:
        locale = self.locale
        return {
            "captioned": captioned,
            "counted": counted,
            "number": partial(numbers.number, locale=locale),
            "figure": partial(numbers.figure, locale=locale),
            "computed": partial(numbers.computed, locale=locale),
            "growth_formula": partial(numbers.growth_formula, locale=locale),
            "amount": partial(numbers.amount, locale=locale),
            "date": partial(dates.date_of, locale=locale),
            "place": partial(place_name, locale=locale),
            "proven": proven,
            "day": partial(dates.day, locale=locale),
            "wall": partial(dates.wall, locale=locale),
            "moment": partial(dates.moment, locale=locale),
            "period": partial(dates.period, locale=locale),
            "lasting": partial(dates.lasting, locale=locale),
            "ago": partial(dates.ago, locale=locale),
            "days": lambda window: dates.days(window.start, window.end, self.locale),
            "clock": dates.clock,
            "city": partial(dates.city, locale=locale),
            "rubric": self.rubric,
            "quoted": quoted,
            "source_link": source_link,
            "permalink": self._permalink,
        }


def catalogue(locale: Locale) -> Translations:
    """The messages of a locale, compiled in memory from its .po file."""
    with (LOCALES / locale / "messages.po").open("rb") as file:
        messages = read_po(file, locale=str(locale))
    compiled = BytesIO()
    write_mo(compiled, messages)
    compiled.seek(0)
    return Translations(compiled)
