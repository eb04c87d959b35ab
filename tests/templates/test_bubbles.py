"""Long texts become bubbles without losing or cutting anything."""

import html
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from templates.bubbles import cut, fit, units_shown

BLOCKS = st.lists(st.text(alphabet="аб 1😀&<", min_size=1, max_size=40).filter(str.strip).map(html.escape), max_size=12)


@given(BLOCKS, st.integers(min_value=41 * 2, max_value=300))
def test_blocks_stay_whole_and_in_order_within_the_limit(blocks, limit):
    texts = fit(blocks, limit=limit)
    assert "\n\n".join(texts) == "\n\n".join(blocks)
    assert all(units_shown(text) <= limit for text in texts)


@given(BLOCKS)
def test_no_two_neighbours_would_have_fitted_into_one(blocks):
    texts = fit(blocks, limit=82)
    for first, second in pairwise(texts):
        opening = second.split("\n\n")[0]
        assert units_shown(first) + 2 + units_shown(opening) > 82


@given(st.text(alphabet="аб 1😀&<", min_size=1, max_size=200), st.integers(min_value=2, max_value=60))
def test_a_block_too_long_for_any_bubble_is_shortened_to_the_limit(text, limit):
    for found in fit([html.escape(text)], limit=limit):
        assert 0 < units_shown(found) <= limit


def test_a_number_is_never_cut_in_two():
    assert cut("выделено 1800 тенге", 11) == "выделено…"
    assert cut("выделено 1800 тенге", 14) == "выделено 1800…"


def test_tags_and_entities_do_not_count():
    assert units_shown('<a href="https://example.org">1 &lt; 2 😀</a>') == 8
