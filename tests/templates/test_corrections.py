"""Messages with their corrections: what is marked, and what must not be."""

from dataclasses import replace
from functools import partial

from digests.figures import find_figures
from digests.model import Bubble, Corrected, Correction, CorrectionKind, Locale, StatedFigure
from templates.bubbles import LONGEST, units_shown
from templates.corrections import corrected, phrase
from templates.numbers import figure
from tests.builders import NOW, an_article

SAY = partial(figure, locale=Locale.RU)
TEXT = "На ярмарке продали 340 саженцев. Пришли 340 гостей. Помогали 18 школьников."


def stated(text: str, index: int, revision: int = 1) -> StatedFigure:
    found = find_figures(text, Locale.RU)
    article = an_article(text=text, revision=revision, figures=(found[index],))
    return StatedFigure(article, found[index], article.ref(index))


def change(now: str | None, index: int = 0) -> Corrected:
    """A correction of a figure of TEXT to that at the same place of another text."""
    was, new = stated(TEXT, index), stated(now, index, 2) if now else None
    kind = CorrectionKind.CHANGED if new else CorrectionKind.DROPPED
    return Corrected(Correction("1", was.ref, kind, NOW, now=new.ref if new else None), was, new)


def digest(told: str, url: str = "https://steppe.example/1", title: str = "Ярмарка") -> Bubble:
    return Bubble(f'<b>Экология</b>\n1. <a href="{url}">{title}</a>\n{told}\n<i>Steppe News</i>')


EVERY = [stated(TEXT, index) for index in range(3)]


def marked(bubble: Bubble, *changes: Corrected) -> str:
    return corrected(bubble, changes, EVERY, SAY).text


def test_the_number_is_struck_with_its_noun_and_the_new_words_stand_beside_it() -> None:
    told = marked(digest("На ярмарке продали 340 саженцев."), change(TEXT.replace("340 саженцев", "341 саженец")))
    assert "продали <s>340 саженцев</s> <b>341 саженец</b>." in told


def test_a_figure_that_is_no_longer_said_is_only_struck() -> None:
    told = marked(digest("На ярмарке продали 340 саженцев."), change(None))
    assert "продали <s>340 саженцев</s>." in told
    assert told.count("<b>") == 1  # the rubric


def test_new_words_with_which_the_old_sentence_is_not_true_are_left_to_the_note() -> None:
    was, now = stated("Число доноров выросло на 12 %.", 0), stated("Число доноров сократилось на 15 %.", 0, 2)
    turned = Corrected(Correction("1", was.ref, CorrectionKind.CHANGED, NOW, now=now.ref), was, now)
    told = corrected(digest("Число доноров выросло на 12 %."), [turned], [was], SAY).text
    assert "выросло на <s>12 %</s>." in told
    assert "15" not in told


def test_another_article_with_the_same_number_stays_as_it_is() -> None:
    bubble = digest("На ярмарке продали 340 саженцев.", url="https://valley.example/7")
    assert marked(bubble, change(None)) == bubble.text


def test_a_number_that_two_figures_share_is_not_marked_where_its_noun_is_missing() -> None:
    bubble = digest("Продали 340 красивых саженцев.")
    assert marked(bubble, change(None)) == bubble.text


def test_a_part_of_a_longer_number_and_an_address_are_left_alone() -> None:
    bubble = digest("Было 18 340 и 18,5 и 118 школьников.", url="https://steppe.example/1", title="18-й класс")
    assert marked(bubble, change(None, 2)) == bubble.text.replace(">18-й", "><s>18</s>-й")


def test_a_headline_figure_is_marked_where_its_words_are_of_the_article() -> None:
    head = "Главные цифры\n\n▪️ <b>340</b> — саженцы продали на ярмарке\n▪️ <b>340</b> — волонтёров собрал субботник"
    told = corrected(Bubble(head), [change(TEXT.replace("340 саж", "430 саж"))], EVERY, SAY).text
    assert "▪️ <s>340</s> <b>430</b> — саженцы" in told
    assert "▪️ <b>340</b> — волонтёров" in told


def test_a_message_that_would_be_too_long_has_its_words_only_struck() -> None:
    bubble = digest("На ярмарке продали 340 саженцев. ")
    full = replace(bubble, text=bubble.text + "." * (LONGEST - units_shown(bubble.text)))
    told = marked(full, change(TEXT.replace("340 саж", "430 саж")))
    assert units_shown(told) == LONGEST
    assert "<s>340 саженцев</s>" in told


def test_markup_in_an_articles_words_stays_words() -> None:
    text = "Фонд «A&B» собрал 70 <тетрадей>."
    was = stated(text, 0)
    gone = Corrected(Correction("1", was.ref, CorrectionKind.DROPPED, NOW), was)
    told = corrected(digest("Фонд «A&amp;B» собрал 70 &lt;тетрадей&gt;."), [gone], [was], SAY).text
    assert "<s>70" in told
    assert "&lt;" in told


def test_a_phrase_ends_with_its_noun() -> None:
    assert phrase(stated(TEXT, 0)) == "340 саженцев"


def test_what_was_marked_when_it_was_sent_is_not_marked_again() -> None:
    once = corrected(digest("На ярмарке продали 340 саженцев."), [change(None)], EVERY, SAY)
    assert corrected(once, [change(None)], EVERY, SAY) == once
