"""Which sentences are quoted, in which pages, and what stands beside them."""

from dataclasses import replace

from digests.evidence import EvidencePage, page_from, quotes, with_corrections, with_flags
from digests.figures import find_figures
from digests.model import (
    Article,
    Corrected,
    Correction,
    CorrectionKind,
    FigureRef,
    FlagKind,
    Locale,
    StatedFigure,
    ToldStory,
)
from tests.builders import NOW, TEXT, a_figure, an_article


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


CLUB = "Клуб принял 41 семью. Собрали 120 книг."


def club(title: str = "Клуб открылся", revision: int = 1) -> Article:
    return an_article(title=title, text=CLUB, figures=find_figures(CLUB, Locale.RU), revision=revision)


def figures_of(article: Article) -> list[StatedFigure]:
    return [StatedFigure(article, figure, article.ref(index)) for index, figure in enumerate(article.figures)]


def test_corrections_stand_with_the_sentence_of_their_figure() -> None:
    first, second = figures_of(club())
    gone = Corrected(Correction("1", second.ref, CorrectionKind.DROPPED, NOW), second)
    page = with_corrections(page_from(quotes([first, second]), 0), {second.ref: (gone,)})
    assert [quote.corrections for quote in page.quotes] == [(), (gone,)]


def test_a_title_that_says_more_than_its_text_is_flagged_once_an_article() -> None:
    article = club("Клуб принял 77 семей")
    page = with_flags(page_from(quotes(figures_of(article)), 0), {article.id: article})
    assert [[flag.kind for flag in quote.flags] for quote in page.quotes] == [[FlagKind.TITLE_ALONE], []]


def test_a_former_text_is_not_judged_by_the_current_one() -> None:
    article = club("Клуб принял 77 семей")
    current = club("Клуб принял 77 семей", revision=2)
    page = with_flags(page_from(quotes(figures_of(article)), 0), {article.id: current})
    assert [quote.flags for quote in page.quotes] == [(), ()]
