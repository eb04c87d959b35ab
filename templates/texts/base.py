"""What every text of the bot needs."""

from collections.abc import Sequence

from digests.model import Bubble, Locale, Rubric, Subscriber
from templates.bubbles import LONGEST, cut, fit, plain
from templates.language import Language

LONGEST_TOAST = 200


class Texts:
    """What every text of the bot needs."""

    def __init__(self, rubrics: Sequence[Rubric], *, web: str = "", app: str = "") -> None:
        """`web`: where the ledger's pages are, to which sentences link, `app`: the Mini App; empty: nowhere."""
        self._app = app
        self._keys = tuple(rubric.key for rubric in rubrics)
        by_key = {rubric.key: rubric for rubric in rubrics}
        self._languages = {locale: Language(locale, by_key, web) for locale in Locale}

    def note(self, name: str, locale: Locale, **values: object) -> Bubble:
        """A text without buttons: one of messages/notes."""
        return Bubble(self.render(f"notes/{name}", locale, **values))

    def toast(self, name: str, locale: Locale, **values: object) -> str:
        """The plain answer to a tap, at most 200 characters: one of messages/toasts."""
        return cut(self.render(f"toasts/{name}", locale, **values), LONGEST_TOAST)

    def refusal(self, name: str, locale: Locale, **values: object) -> str:
        """A note as the answer to a tap."""
        return cut(plain(self.render(f"notes/{name}", locale, **values)), LONGEST_TOAST)

    def render(self, name: str, locale: Locale, **values: object) -> str:
        """Any message as Telegram HTML."""
        return self._languages[locale].say(name, **values)

    def _of(self, subscriber: Subscriber) -> Language:
        return self._languages[subscriber.locale]


def one_text(blocks: Sequence[str]) -> str:
    """One text of as many blocks as it holds; pages are small, so only a very long sentence costs the last ones."""
    return fit(blocks, limit=LONGEST)[0]
