"""Which sentences are quoted, and in which pages."""

from dataclasses import replace

from digests.evidence import EvidencePage, page_from, quotes
from digests.model import FigureRef, StatedFigure, ToldStory
from tests.builders import TEXT, a_figure, an_article


def stated(surface: str, index: int, *, article: str = "a", revision: int = 1) -> StatedFigure:
    return StatedFigure(an_article(), a_figure(surface), FigureRef(article, revision, index))


def test_the_figures_of_a_sentence_share_a_quote_in_the_order_of_the_text() -> None:
    second, first = stated("двух", 1), stated("40", 0)
    neighbour = replace(first, figure=a_figure("грант"), ref=FigureRef("a", 1, 2))
    found = quotes([second, neighbour, first])
    assert [[one.figure.surface for one in quote.figures] for quote in found] == [["двух"], ["40", "грант"]]
    assert found[1].stated is first
    assert all(TEXT[slice(*quote.stated.figure.sentence)] for quote in found)


def test_sentences_of_other_articles_and_of_other_revisions_are_quoted_apart() -> None:
    assert len(quotes([stated("40", 0), stated("40", 0, article="b"), stated("40", 0, revision=2)])) == 3


def test_who_carries_a_story_stands_once_beside_the_first_quote_of_its_article() -> None:
    alone = ToldStory("b", ("b",), ("Steppe News",), "Steppe News")
    carried = ToldStory("a", ("a", "c"), ("Steppe News", "Aral Post"), "Steppe News", ("40",))
    figures = [stated("40", 0, article="b"), stated("40", 0), stated("двух", 1)]
    assert [quote.story for quote in quotes(figures, [alone, carried])] == [None, carried, None]


def test_pages_know_where_their_neighbours_begin() -> None:
    found = quotes(stated("40", 0, article=str(number)) for number in range(8))
    pages = [page_from(found, first) for first in (0, 3, 6)]
    assert [(page.earlier, page.later) for page in pages] == [(None, 3), (0, 6), (3, None)]
    assert [len(page.quotes) for page in pages] == [3, 3, 2]
    assert page_from(found, 99).quotes == found[-1:]
    assert page_from(found, -5) == pages[0]
    assert page_from([], 4) == EvidencePage()
