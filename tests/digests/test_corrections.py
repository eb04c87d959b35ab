"""What follows from another look at an article of which figures were told."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

from digests.corrections import after_failure, after_reading, first_look, is_to_be_fetched, marked_wrong, next_look
from digests.figures import find_figures
from digests.model import (
    Article,
    Cited,
    Correction,
    CorrectionKind,
    CorrectionState,
    FigureRef,
    Locale,
    Reading,
    SourceKind,
)
from tests.builders import DAY, HOUR, NOW, a_source, an_article

TEXT = "На ярмарке продали 340 саженцев. Выручка составила 2,5 млн тенге."


def read(text: str = TEXT, revision: int = 1) -> Article:
    return an_article(text=text, figures=find_figures(text, Locale.RU), revision=revision)


def cited(**changes: Any) -> Cited:
    """An article of which both figures were told an hour ago."""
    article = changes.pop("article", read())
    reading = Reading(article.id, NOW - HOUR, NOW, 1)
    told = (article.ref(0), article.ref(1)) if article.revision == 1 else (FigureRef(article.id, 1, 0),)
    return replace(Cited(reading, a_source(), article, (read(),), told), **changes)


def test_an_article_is_looked_at_after_an_hour_six_hours_a_day_and_a_week() -> None:
    looks = [first_look(NOW)]
    while (later := next_look(NOW, looks[-1])) is not None:
        looks.append(later)
    assert [look - NOW for look in looks] == [HOUR, 6 * HOUR, DAY, 7 * DAY]


def test_looks_that_were_missed_are_not_made_up_for() -> None:
    assert next_look(NOW, NOW + 2 * DAY) == NOW + 7 * DAY


def test_a_text_that_did_not_change_corrects_nothing_and_is_looked_at_later() -> None:
    seen = after_reading(cited(), None, NOW)
    assert (seen.revision, seen.corrections) == (None, ())
    assert seen.reading.due_at == NOW + 5 * HOUR


def test_a_changed_figure_is_a_correction_that_names_both_places() -> None:
    later = read(TEXT.replace("340", "430"), revision=2)
    [found] = after_reading(cited(), later, NOW).corrections
    assert (found.kind, found.state) == (CorrectionKind.CHANGED, CorrectionState.FOUND)
    assert (found.ref, found.now) == (read().ref(0), later.ref(0))


def test_a_figure_that_is_no_longer_said_is_a_correction_without_another() -> None:
    later = read(TEXT.replace("340 саженцев", "саженцы из питомника"), revision=2)
    [found] = after_reading(cited(), later, NOW).corrections
    assert (found.kind, found.now) == (CorrectionKind.DROPPED, None)


def test_a_text_that_is_hardly_the_same_article_waits_for_an_admin() -> None:
    later = read("Страница доступна подписчикам.", revision=2)
    found = after_reading(cited(), later, NOW).corrections
    assert [one.state for one in found] == [CorrectionState.DOUBTFUL] * 2


def test_what_the_collector_read_already_is_compared_without_another_visit() -> None:
    changed = cited(article=read(TEXT.replace("340", "430"), revision=2))
    assert not is_to_be_fetched(changed)
    assert len(after_reading(changed, None, NOW).corrections) == 1
    assert is_to_be_fetched(cited())
    assert not is_to_be_fetched(cited(source=a_source(kind=SourceKind.TELEGRAM)))


def test_the_same_change_is_found_once_and_the_way_back_again() -> None:
    second = read(TEXT.replace("340", "430"), revision=2)
    [first] = after_reading(cited(), second, NOW).corrections
    known = cited(
        article=second, corrections=(first,), told=(read().ref(0),), reading=replace(cited().reading, compared=2)
    )
    other = read(f"{TEXT.replace('340', '430')} Ярмарка открыта.", revision=3)
    assert after_reading(known, other, NOW).corrections == ()
    back = read(f"{TEXT} Ярмарка открыта.", revision=3)
    [again] = after_reading(known, back, NOW).corrections
    assert again.now == again.ref == first.ref
    assert again.id != first.id


def test_the_word_of_an_admin_stands() -> None:
    wrong = marked_wrong(read().ref(0), NOW)
    known = cited(corrections=(wrong,), told=(read().ref(0),))
    assert after_reading(known, read(TEXT.replace("340", "430"), revision=2), NOW).corrections == ()


def test_a_dismissed_correction_does_not_count_as_told() -> None:
    dismissed = Correction("x", read().ref(0), CorrectionKind.DROPPED, NOW, CorrectionState.DISMISSED)
    same = after_reading(cited(corrections=(dismissed,)), read(f"{TEXT} Ждём всех.", revision=2), NOW)
    assert same.corrections == ()


def test_a_page_that_is_gone_twice_has_withdrawn_its_figures() -> None:
    first = after_failure(cited(), "http_404", NOW)
    assert (first.corrections, first.reading.due_at) == ((), NOW + HOUR)
    second = after_failure(cited(reading=first.reading), "http_410", NOW + HOUR)
    assert [one.kind for one in second.corrections] == [CorrectionKind.WITHDRAWN] * 2
    assert second.reading.due_at is None


def test_an_outage_withdraws_nothing_and_ends_the_count_of_a_page_that_is_gone() -> None:
    state = after_failure(cited(), "http_404", NOW).reading
    for _ in range(4):
        seen = after_failure(cited(reading=state), "http_503", NOW)
        state = seen.reading
        assert seen.corrections == ()
    assert (state.gone, state.failures) == (0, 5)
    assert state.due_at == NOW + 5 * HOUR  # the next of the four looks: no more tries in between


def test_after_the_last_look_failures_end_it() -> None:
    old = replace(cited().reading, cited_at=NOW - timedelta(days=8), failures=4)
    assert after_failure(cited(reading=old), "timeout", NOW).reading.due_at is None
