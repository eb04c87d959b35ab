"""A model's answer -> Summary, or the reasons why nobody may read it. What cannot be shown to be true is refused."""

import json
import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from digests.figures import find_figures
from digests.gate import is_backed
from digests.gate.reading import first_match, number_words
from digests.gate.words import BEARS_ON, DIRECTIONS, QUALIFIERS, SCALES, UNITS
from digests.lang import detect, stem
from digests.model import Article, Figure, Summary
from digests.summarise.plain import faults_of_text
from digests.summarise.prompt import Question, Slot
from digests.summarise.shorten import tokens

_PLACEHOLDER = re.compile(r"\{(F[1-9]\d{0,2})\}")
_FENCE = re.compile(r"\s*```(?:json)?\s*(.*?)\s*```\s*", re.DOTALL)
_WORD = re.compile(r"[^\W\d_]+")
_CLAUSE = re.compile(r"[.;:!?()]|\{F\d+\}")
_ENDS = (".", "!", "?", "…", "»", "”")
_MOST_SENTENCES = 3
_MOST_REASONS = 6
_LONGEST_ANSWER = 20_000
_NEGATIONS = frozenset(("не", "ни", "нет", "лишь", "емес", "жоқ", "тек", "not", "no", "never", "минус", "minus"))
_SPACES = str.maketrans("\u00a0\u202f", "  ")
_BEFORE, _AFTER = "(«“„", ".,;:!?)»”…"
_REACH = 2
"""How many words from a placeholder a qualifier or a «не» speaks of it."""
_GROUNDED = 0.6
_SHORTEST_CONTENT = 4


class _Refused(Exception):
    """The reasons, each a sentence for the model."""


@dataclass(frozen=True, slots=True)
class _Sentence:
    """template: as the model wrote it; text: with the article's words in place; placed: where each of them stands."""

    template: str
    text: str
    placed: tuple[tuple[Slot, int, int], ...]
    origins: tuple[int, ...]


def retold(question: Question, answer: str) -> Summary | tuple[str, ...]:
    """The summary that the answer makes, or the reasons for which it is refused, at most six.

    Every figure in the summary is one of the article, in the article's own words, and found there again by the finder
    as the same: value, unit, qualifier, direction, status. All else must pass the gate.
    """
    try:
        sentences = tuple(_read(question, _parsed(answer)))
    except _Refused as refused:
        return tuple(str(reason) for reason in refused.args[:_MOST_REASONS])
    reasons = [reason for sentence in sentences for reason in _faults(question, sentence)]
    reasons += _faults_of_all(question, sentences)
    if reasons:
        return tuple(dict.fromkeys(reasons))[:_MOST_REASONS]
    used = (slot.index for sentence in sentences for slot, _, _ in sentence.placed)
    return Summary(sentences[0].text, tuple(one.text for one in sentences[1:]), tuple(dict.fromkeys(used)))


def _parsed(answer: str) -> list[Any]:
    fenced = _FENCE.fullmatch(answer[:_LONGEST_ANSWER])
    try:
        found = json.loads(fenced[1] if fenced else answer[:_LONGEST_ANSWER])
    except (ValueError, RecursionError):
        raise _Refused("The answer is not one JSON object.") from None
    sentences = found.get("sentences") if isinstance(found, dict) else None
    if not isinstance(sentences, list) or not 1 <= len(sentences) <= _MOST_SENTENCES:
        raise _Refused('"sentences" must be a list of one to three.')
    return sentences


def _read(question: Question, sentences: Sequence[Any]) -> Iterator[_Sentence]:
    for one in sentences:
        template = one.get("text") if isinstance(one, dict) else None
        origins = one.get("from") if isinstance(one, dict) else None
        if not isinstance(template, str) or not template.strip() or not isinstance(origins, list):
            raise _Refused('Each sentence needs "text", a string, and "from", a list of numbers.')
        if not all(type(each) is int and 1 <= each <= len(question.sentences) for each in origins) or not origins:
            raise _Refused('"from" must list numbers of the sentences that were given.')
        template = unicodedata.normalize("NFC", template).translate(_SPACES).strip()
        if faults := tuple(faults_of_text(template)):
            raise _Refused(*faults)
        yield _filled(question, template, tuple(origins))


def _filled(question: Question, template: str, origins: tuple[int, ...]) -> _Sentence:
    """The sentence with the article's words in place. Raises _Refused where that is not clear."""
    names = _PLACEHOLDER.findall(template)
    if unknown := [name for name in names if name not in question.slots]:
        raise _Refused(f"There is no placeholder {{{unknown[0]}}}.")
    bare = _PLACEHOLDER.sub(" … ", template)
    if "{" in bare or "}" in bare:
        raise _Refused("A brace that is no placeholder of the table.")
    if reason := _number_in(bare, question.article):
        raise _Refused(reason)
    text, at = "", 0
    placed: list[tuple[Slot, int, int]] = []
    for found in _PLACEHOLDER.finditer(template):
        slot = question.slots[found[1]]
        text += template[at : found.start()]
        phrase = _said_here(question, slot, is_first=not text)
        placed.append((slot, len(text), len(text) + len(phrase)))
        text, at = text + phrase, found.end()
    text += template[at:]
    return _Sentence(template, text if text.endswith(_ENDS) else f"{text}.", tuple(placed), origins)


def _said_here(question: Question, slot: Slot, *, is_first: bool) -> str:
    """The phrase; one that began its sentence goes on in small letters, unless it begins with a name or a sign."""
    phrase = question.phrase(slot)
    if is_first:
        return phrase[:1].upper() + phrase[1:]
    began = slot.start == question.sentences[slot.sentence - 1][0]
    return phrase[:1].lower() + phrase[1:] if began and phrase[1:2].islower() else phrase


def _number_in(bare: str, article: Article) -> str | None:
    """A number outside of the placeholders, in digits or words, by all the readings that there are."""
    if any(letter.isnumeric() for letter in bare):
        return "Digits are not allowed: use the placeholders."
    words = [*number_words(bare), *(word for word in _WORD.findall(bare) if first_match(SCALES, word))]
    words += [figure.surface for figure in find_figures(bare, article.lang)]
    return f"“{words[0][:40]}” is a number: use the placeholders." if words else None


def _faults(question: Question, sentence: _Sentence) -> Iterator[str]:
    article = question.article
    for slot, start, end in sentence.placed:
        yield from _faults_of_slot(question, sentence, slot, (start, end))
    found = find_figures(sentence.text, article.lang)
    spans = [(start, end) for _, start, end in sentence.placed]
    if not all(any(start <= figure.start < end for start, end in spans) for figure in found):
        yield "Words around a placeholder read as another number."
    if not is_backed(sentence.text, article):
        yield "The sentence says something else of its numbers than the article."
    yield from _ungrounded(question, sentence)


def _faults_of_slot(question: Question, sentence: _Sentence, slot: Slot, span: tuple[int, int]) -> Iterator[str]:
    figure, text, (start, end) = question.article.figures[slot.index], sentence.text, span
    if slot.sentence not in sentence.origins:
        yield f'{{{slot.name}}} stands in sentence {slot.sentence}, which is not in "from".'
    if not _stands_alone(text, start, end):
        yield f"{{{slot.name}}} must stand between spaces or punctuation marks."
    source = _neighbours(question.shown(slot.sentence), slot)
    neighbours = _neighbours(sentence.template, slot)
    if added := next((word for word in neighbours if _bears(word) and word not in source), None):
        yield f"“{added}” beside {{{slot.name}}} changes what it says."
    said = {word.casefold() for word in _WORD.findall(text)}
    if dropped := next((word for word in source if _must_stay(word) and word not in said), None):
        yield f"“{dropped}” belongs to {{{slot.name}}} and is missing."
    if not any(_is_same(figure, other) for other in find_figures(text, figure.lang) if start <= other.start < end):
        yield f"{{{slot.name}}} reads otherwise there: keep its unit, direction, and whether it is planned."
    if (noun := _noun(figure)) and noun not in _stems(text, question.article):
        yield f"What {{{slot.name}}} counts is missing: {figure.counted}."


def _is_same(figure: Figure, other: Figure) -> bool:
    return (figure.statement, figure.kind, figure.qualifier, figure.direction, figure.status) == (
        other.statement,
        other.kind,
        other.qualifier,
        other.direction,
        other.status,
    )


def _stands_alone(text: str, start: int, end: int) -> bool:
    before, after = text[start - 1 : start] if start else "", text[end : end + 1]
    return (before.isspace() or before in _BEFORE) and (after.isspace() or after in _AFTER)


def _neighbours(template: str, slot: Slot) -> list[str]:
    """The words beside the placeholder, within its clause and up to the next placeholder; lower case."""
    first, second = template.split(f"{{{slot.name}}}", 1)
    before = _WORD.findall(_CLAUSE.split(first)[-1])[-_REACH:]
    after = _WORD.findall(_CLAUSE.split(second)[0])[:_REACH]
    return [word.casefold() for word in (*before, *after)]


def _bears(word: str) -> bool:
    is_measure = any(first_match(patterns, word) for patterns in (UNITS, SCALES))
    return is_measure or word in _NEGATIONS or bool(BEARS_ON.fullmatch(word) and not first_match(DIRECTIONS, word))


def _must_stay(word: str) -> bool:
    return word in _NEGATIONS or bool(first_match(QUALIFIERS, word))


def _noun(figure: Figure) -> str | None:
    """The stem of the word that says what is counted: the one in the text that begins like the head."""
    words = (figure.counted or "").casefold().split()
    beginning = (figure.counted_head or "").casefold()[:3]
    noun = next((word for word in words if word.startswith(beginning)), None)
    return None if noun is None else stem(noun, figure.lang)


def _stems(text: str, article: Article) -> frozenset[str]:
    return frozenset(stem(token, article.lang) for token in tokens(text))


def _ungrounded(question: Question, sentence: _Sentence) -> Iterator[str]:
    """Words that the article does not have: most must be its own, and names all of them."""
    article = question.article
    known = _stems(f"{article.title} {article.text}", article)
    content = {word for word in _stems(sentence.text, article) if len(word) >= _SHORTEST_CONTENT}
    if len(content & known) < _GROUNDED * len(content):
        yield "Too many words that the article does not have."
    for word in _WORD.findall(_PLACEHOLDER.sub(" ", sentence.template))[1:]:
        if word[0].isupper() and stem(word.casefold(), article.lang) not in known:
            yield f"The article does not name “{word[:40]}”."


def _faults_of_all(question: Question, sentences: Sequence[_Sentence]) -> Iterator[str]:
    names = [slot.name for sentence in sentences for slot, _, _ in sentence.placed]
    if len(names) > len(set(names)):
        yield "A placeholder is used twice."
    if question.slots and not sentences[0].placed:
        yield "The first sentence states no figure."
    if detect(" ".join(sentence.text for sentence in sentences)) is not question.article.lang:
        yield "The answer is in another language than the article."
    rest = sum(len(sentence.text) + 1 for sentence in sentences[1:])
    if len(sentences[0].text) > question.max_chars or rest > question.max_chars:
        yield f"Too long: the first sentence and all others may each have {question.max_chars} characters."
