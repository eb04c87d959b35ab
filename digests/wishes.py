"""Which stories a reader wishes to be told, and by which beginnings words are recognised."""

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache

from digests.figures.place import find_places
from digests.lang import stem
from digests.lang.places import region_of
from digests.model import Article, Locale, Story, Wishes

_SHORTEST = 4
"""A shorter stem is the beginning of too much: then the word itself counts."""
_KAZAKH_LETTERS = re.compile(r"[әғқңөұүһі]")
_SEPARATORS = re.compile(r"[\W_]+")


def folded(words: str) -> str:
    """In lower case, ё as е, with single spaces in place of everything but letters and digits."""
    plain = unicodedata.normalize("NFC", words).casefold().replace("ё", "е")
    return _SEPARATORS.sub(" ", plain).strip()


def beginning(word: str) -> str:
    """What all forms of a word begin with: the shortest of its stems in the three languages, or the word itself."""
    stems = {
        Locale.RU: stem(word, Locale.RU),
        Locale.EN: stem(word, Locale.EN).removesuffix("i"),  # "library" and "libraries" both become "librari"
        Locale.KK: stem(word, Locale.KK),
    }
    # Without letters of its own a word may be Russian: «гранты» has no Kazakh ending «-ты».
    shortest = {Locale.KK: _SHORTEST if _KAZAKH_LETTERS.search(word) else _SHORTEST + 1}
    long_enough = [found for lang, found in stems.items() if len(found) >= shortest.get(lang, _SHORTEST)]
    return min([word, *long_enough], key=len)


def beginnings(words: str) -> tuple[str, ...]:
    """Of each of the words that were said, each once."""
    return tuple(dict.fromkeys(beginning(word) for word in folded(words).split()))


def suits(story: Story, wishes: Wishes) -> bool:
    """Whether the story has a wished word, none of the unwished, and is about a wished region, or about none."""
    return (
        (not wishes.words or _has_one(story, wishes.words))
        and not (wishes.without and _has_one(story, wishes.without))
        and _is_near(story, frozenset(wishes.regions))
    )


def _has_one(story: Story, wanted: tuple[str, ...]) -> bool:
    pattern = _pattern(wanted)
    return any(pattern.search(text.casefold().replace("ё", "е")) for text in _texts(story.articles))


def _texts(articles: Iterable[Article]) -> Iterable[str]:
    return (text for article in articles for text in (article.title, article.text))


@lru_cache(maxsize=1024)
def _pattern(wanted: tuple[str, ...]) -> re.Pattern[str]:
    """Of any of the phrases: their words, in whatever form, one behind the other."""
    phrases = (r"[\W_]+".join(rf"{re.escape(beginning(word))}\w*" for word in phrase.split()) for phrase in wanted)
    return re.compile(rf"(?<!\w)(?:{'|'.join(phrases)})")


def _is_near(story: Story, regions: frozenset[str]) -> bool:
    """News of the whole country names no region, and is near everybody."""
    if not regions:
        return True
    named = frozenset[str]().union(
        *(_regions(text, article.lang) for article in story.articles for text in (article.title, article.text))
    )
    return not named or not named.isdisjoint(regions)


@lru_cache(maxsize=4096)
def _regions(text: str, lang: Locale) -> frozenset[str]:
    """Regions of the places that a text names; kept, for every choice with regions asks for it."""
    return frozenset(region_of(mention.key) for mention in find_places(text, lang))
