"""Kazakh noun phrases: modifiers come first, so that the head is the noun that describes no other."""

import re
from collections.abc import Sequence
from functools import cache, lru_cache

from digests.figures.patterns import any_case
from digests.figures.phrase import Counted, words_behind
from digests.lang import GRAMMARS
from digests.lang.lemma import dictionary_form
from digests.lang.noun_kk import read_noun
from digests.lang.words_kk import (
    AGENT,
    ATTRIBUTE,
    GROUP,
    NO_CONVERB,
    OWN_OBJECT,
    PERSON,
    SIZED,
    SKIPPED,
    TIMES,
)
from digests.model import Locale

_MOST_WORDS = 7
_CONVERB = re.compile(r"\w{2,}(?:ып|іп|[аәеөұүоуию]п|м[ае]й)")
# «17 облыстағы мектептер»: the noun within the adjective is what is counted.
_PLACED = re.compile(r"(\w{3,}(?:да|де|та|те))ғ[ыі]")
# «-ды» is the past behind a vowel, where the accusative would be «-ны».
_VERB = re.compile(
    r"\w+(?:[аәеиоөұүыі]д[ыі]|\wйд[ыі]|(?<!с)с[ае]|(?<=\w\w)с[ае][кқ]|м[ае]қ|мек|[ыі]пт[ыі]|м[ае]с|уда|уде)"
)
_VERBAL = re.compile(r"\w{2,}(?:[тлнрд]у|лау|леу|дау|деу|тау|теу|нау|неу)")
# «үй салынатын», «ел арасындағы»: what follows describes a noun further on.
_DESCRIBES = re.compile(r"(?!көшетін)\w+(?:[аеи]т[ыі]н|йт[ыі]н|[дт][ае]ғ[ыі])")
_PAST = re.compile(r"\w{2,}[дт][ыі]")
_OURS = re.compile(r"\w+м[ыі]з(?:\w{1,3})?")
_LINK = re.compile(r"және|мен|бен|пен")
_Words = Sequence[re.Match[str]]


@cache
def _pattern(name: str) -> re.Pattern[str]:
    return any_case(getattr(GRAMMARS[Locale.KK], name))


def phrase(text: str, end: int, limit: int) -> Counted | None:
    """The noun phrase that begins behind a place; None: there is none."""
    words = [word for word, _ in zip(words_behind(text, end, limit), range(_MOST_WORDS), strict=False)]
    if words and (inner := _inner(words[0].group().lower())):
        return Counted(words[0].start(), words[0].end(), inner)
    while words and (SKIPPED.fullmatch(words[0].group()) or _is_classifier(words)):
        words = words[1:]
    index = _head(words)
    if index is None:
        return None
    form = dictionary_form(words[index].group(), Locale.KK)
    if index and AGENT.fullmatch(form):
        form = f"{words[index - 1].group().lower()} {form}"
    return Counted(words[0].start(), words[index].end(), form)


def _inner(word: str) -> str | None:
    sized = SIZED.match(word)
    if sized:
        return sized.group(1)
    placed = _PLACED.fullmatch(word)
    noun = read_noun(placed.group(1)) if placed else None
    return noun.form if noun and noun.case == "loc" else None


def _is_classifier(words: _Words) -> bool:
    """«7 мың түп көшет»: pieces, where the noun follows."""
    return (
        len(words) > 1
        and _pattern("classifiers").fullmatch(words[0].group()) is not None
        and not is_stop(words[1].group())
    )


def _head(words: _Words) -> int | None:
    """The index of the first noun that no noun behind it turns into a modifier."""
    last: int | None = None
    index = 0
    while index < len(words):
        word, behind = words[index].group(), [following.group() for following in words[index + 1 : index + 3]]
        if is_stop(word) or (is_finite(word.lower()) and not is_adjective(word.lower())):
            return last
        if behind and (behind[0] == "емес" or _is_joined(word, behind)):
            # «үкіметтік емес ұйым», «шағын және орта бизнес»
            index += 2
            continue
        follower = behind[0].lower() if behind else ""
        if len(behind) == 1 and len(words) < _MOST_WORDS and _PAST.fullmatch(follower):
            # The verb ends the clause: what looks like an accusative there is its past.
            return index
        if _owns(word, follower):
            return index + 1
        if len(behind) > 1 and _begins_compound(word.lower(), follower, behind[1].lower()):
            # «жол жүру ережесі», «жедел жәрдем көлігі»
            return index + 2
        if not _modifies(word, follower) and not (follower and _is_quoted(words[index])):
            return index
        last, index = index, index + 1
    return last


def _owns(word: str, behind: str) -> bool:
    """«мектеп оқушысы»: a bare noun describes the noun behind it, which carries the possessive."""
    lower = word.lower()
    if not behind or is_stop(behind) or is_finite(behind) or is_time(behind) or _OURS.fullmatch(behind):
        return False
    noun, following = read_noun(lower), read_noun(behind)
    if not following.is_owned or noun.case or noun.is_owned or is_adjective(lower) or _DESCRIBES.fullmatch(behind):
        return False
    if following.form == "бой" or (following.case == "acc" and OWN_OBJECT.fullmatch(following.form)):
        return False
    is_actor = PERSON.fullmatch(noun.form) or GROUP.fullmatch(noun.form)
    return noun.is_plural or not is_actor or PERSON.fullmatch(following.form) is not None


def _is_quoted(word: re.Match[str]) -> bool:
    """«"күміс" еріктілер»: a name in quotes describes the noun behind it."""
    return word.string[word.end() : word.end() + 1] in {"»", "”"}


def _is_joined(word: str, behind: Sequence[str]) -> bool:
    return len(behind) > 1 and _LINK.fullmatch(behind[0]) is not None and is_adjective(word.lower())


@lru_cache(maxsize=30_000)
def is_stop(word: str) -> bool:
    """Whether the word ends a phrase: a postposition, a pronoun, an adverb, a converb."""
    lower = word.lower()
    if _pattern("stops").fullmatch(lower):
        return True
    return _CONVERB.fullmatch(lower) is not None and not NO_CONVERB.match(lower)


def is_finite(word: str) -> bool:
    """Whether a lower-case word is a finite verb by its form."""
    return _VERB.fullmatch(word) is not None


def is_verbal(word: str) -> bool:
    """Whether a lower-case word is the name of an action («азайту»), which is seldom counted."""
    return _VERBAL.fullmatch(word) is not None


def is_time(word: str) -> bool:
    """Whether a lower-case word says when."""
    return read_noun(word).form in TIMES


@lru_cache(maxsize=30_000)
def is_adjective(word: str) -> bool:
    """Whether a lower-case word has the form of an adjective or a participle, and is no person."""
    return PERSON.fullmatch(word) is None and _pattern("adjective").fullmatch(word) is not None


def _begins_compound(word: str, middle: str, last: str) -> bool:
    """Whether three nouns are one: the last carries the possessive, the two before it are bare."""
    if is_adjective(word) or is_stop(middle) or is_adjective(middle) or is_finite(middle) or PERSON.fullmatch(word):
        return False
    first = read_noun(word)
    return not first.case and not first.is_owned and read_noun(last).case != "acc" and _owns(middle, last)


def _modifies(word: str, behind: str) -> bool:
    """Whether the word describes the noun behind it without a possessive, and so is no head."""
    lower = word.lower()
    if not behind or is_stop(behind) or (word.isupper() and len(word) > 1):
        return False
    following = read_noun(behind)
    if is_adjective(lower):
        # «аумақты көгалдандыру»: before a verbal noun the accusative is one.
        is_object = _PAST.fullmatch(lower) is not None and is_verbal(behind)
        return following.is_owned or not (is_finite(behind) or is_object)
    if AGENT.fullmatch(following.form) or (lower == "тұрғын" and following.form == "үй"):
        return True
    is_described = PERSON.fullmatch(following.form) is not None or following.case == "gen"
    return ATTRIBUTE.fullmatch(lower) is not None and is_described and not is_finite(behind)
