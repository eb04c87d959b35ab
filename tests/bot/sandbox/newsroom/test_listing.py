"""The newsroom.toml of the sample newsroom: complete in three languages, and true to the stories."""

import re
import tomllib
from collections.abc import Sequence
from typing import Any

import pytest

from bot.sandbox.newsroom import newsroom_toml, sources
from bot.sandbox.newsroom.fates import DYING, REVIVED
from bot.sandbox.newsroom.outlets import OUTLETS
from bot.sandbox.newsroom.stories import Publication, load
from digests.model import Locale, SourceKind

BASE = "http://127.0.0.1:8481"
RUBRICS: list[dict[str, Any]] = tomllib.loads(newsroom_toml(BASE))["rubrics"]
KEYS = (
    *("grants", "social_order", "ngo", "volunteering", "public_councils", "charity", "mediation", "youth"),
    *("inclusion", "family", "rights", "ecology", "petitions", "forums", "laws"),
)


def hits(stems: Sequence[str], text: str) -> int:
    words = "|".join(r"\s+".join(map(re.escape, stem.split())) for stem in sorted(stems, key=len, reverse=True))
    return len(re.findall(rf"(?<!\w)(?:{words})", text, re.IGNORECASE))


def test_every_outlet_is_a_source_at_its_own_address() -> None:
    listed = sources(BASE + "/")
    assert [(source.id, source.name, source.lang) for source in listed[: len(OUTLETS)]] == [
        (outlet.id, outlet.name, outlet.lang) for outlet in OUTLETS
    ]
    assert [source.id for source in listed[len(OUTLETS) :]] == [DYING, REVIVED]
    assert len({source.url for source in listed}) == len(listed)
    assert all(source.url.startswith(f"{BASE}/") for source in listed)


def test_there_is_a_source_of_every_kind() -> None:
    assert {source.kind for source in sources(BASE)} == set(SourceKind)
    assert [source.id for source in sources(BASE) if source.layout] == ["alatau", "ledger"]


def test_the_fifteen_rubrics_come_in_order_with_names_and_stems_in_three_languages() -> None:
    assert [rubric["key"] for rubric in RUBRICS] == list(KEYS)
    for rubric in RUBRICS:
        assert set(rubric["name"]) == set(rubric["stems"]) == set(Locale)
        assert all(rubric["name"].values())
        assert all(rubric["stems"].values())


@pytest.mark.parametrize("lang", Locale)
def test_stems_are_lower_case_beginnings_named_once(lang: Locale) -> None:
    for rubric in RUBRICS:
        stems = rubric["stems"][lang]
        assert len(set(stems)) == len(stems)
        assert all(stem == stem.lower().strip() for stem in stems)


@pytest.mark.parametrize("publication", load(), ids=lambda item: f"{item.outlet.id}-{item.slug}")
def test_the_stems_point_to_the_rubrics_of_a_story(publication: Publication) -> None:
    text = publication.edition(publication.published).text
    found = {
        rubric["key"]
        for rubric in RUBRICS
        if hits(rubric["stems"][publication.lang], publication.title)
        or hits(rubric["stems"][publication.lang], text) >= 2
    }
    # A shortened reprint keeps the theme that the story is filed under first.
    expected = set(publication.rubrics if publication.source is None else publication.rubrics[:1])
    assert expected <= found


@pytest.mark.parametrize(
    ("key", "lang", "text"),
    [
        ("charity", Locale.KK, "қайырымдылығының"),
        ("ngo", Locale.KK, "қоғамдық бірлестігі"),
        ("family", Locale.KK, "тұрмыстық зорлығы"),
        ("public_councils", Locale.RU, "общественными советами"),
        ("laws", Locale.RU, "закона «О волонтёрской деятельности»"),
        ("volunteering", Locale.EN, "Volunteers"),
    ],
)
def test_a_stem_meets_the_forms_of_its_word(key: str, lang: Locale, text: str) -> None:
    [stems] = [rubric["stems"][lang] for rubric in RUBRICS if rubric["key"] == key]
    assert hits(stems, text)


@pytest.mark.parametrize(
    ("key", "lang", "text"),
    [
        ("laws", Locale.KK, "заңды тұлға мен заңгер"),
        ("laws", Locale.EN, "1.8 billion tenge"),
        ("grants", Locale.EN, "the court granted the request"),
        ("family", Locale.RU, "семь дней и семьдесят часов в городе Семей"),
        ("family", Locale.EN, "familiar faces"),
        ("youth", Locale.KK, "30 жаста"),
        ("ecology", Locale.KK, "үш күн қалды"),
        ("mediation", Locale.EN, "immediate help"),
        ("grants", Locale.RU, "эмигранты и гранат"),
    ],
)
def test_a_stem_leaves_other_words_alone(key: str, lang: Locale, text: str) -> None:
    [stems] = [rubric["stems"][lang] for rubric in RUBRICS if rubric["key"] == key]
    assert not hits(stems, text)
