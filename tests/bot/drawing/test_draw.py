"""Charts as pictures."""

import asyncio
import subprocess
import sys
from dataclasses import replace
from io import BytesIO

import psutil
import pytest
from PIL import Image

from bot import drawing
from bot.drawing.canvas import CONTESTED, PAPER, width, wrapped
from bot.worker import Worker
from digests.model import Locale
from digests.model.charts import MarkKind, Sketch
from tests.templates.metric_screens import a_chart, a_comparison
from tests.templates.screens import TEMPLATES


def a_sketch(locale: Locale = Locale.KK) -> Sketch:
    return TEMPLATES.chart(a_chart(locale), locale)[0]


def pixels(sketch: Sketch) -> Image.Image:
    return Image.open(BytesIO(drawing.draw(sketch))).convert("RGB")


def colours(picture: Image.Image) -> dict[str, int]:
    found = picture.getcolors(picture.width * picture.height) or []
    return {"#{:02x}{:02x}{:02x}".format(*rgb): count for count, rgb in found}  # type: ignore[misc]


@pytest.mark.parametrize("locale", list(Locale))
def test_a_series_is_a_square_on_paper_of_its_own(locale: Locale) -> None:
    picture = pixels(a_sketch(locale))
    assert picture.size == (1080, 1080)
    found = colours(picture)
    assert max(found, key=lambda colour: found[colour]) == PAPER


def test_a_comparison_is_as_high_as_it_has_places() -> None:
    sketch = TEMPLATES.chart(a_comparison(Locale.RU), Locale.RU)[0]
    few, many = pixels(sketch), pixels(replace(sketch, marks=sketch.marks * 5))
    assert few.width == many.width == 1080
    assert many.height > 2 * few.height


def test_only_statements_that_differ_have_their_colour() -> None:
    sketch = a_sketch()
    plain = replace(sketch, note="", marks=tuple(replace(mark, kind=MarkKind.FACT) for mark in sketch.marks))
    assert CONTESTED in colours(pixels(sketch))
    assert CONTESTED not in colours(pixels(plain))


def test_the_font_has_the_kazakh_letters_and_the_tenge() -> None:
    from matplotlib.font_manager import findfont
    from matplotlib.ft2font import FT2Font

    from bot.drawing.canvas import font

    known = FT2Font(findfont(font(10))).get_charmap()
    assert [letter for letter in "әғқңөұүһіӘҒҚҢӨҰҮҺІ₸₽€$–−→\u00a0\u202f" if ord(letter) not in known] == []


def test_long_words_are_cut_and_say_so() -> None:
    lines = wrapped("Солтүстік Қазақстан облысындағы қоғамдық кеңестер мүшелерінің үлесі", 52, 400, lines=2)
    assert len(lines) == 2
    assert lines[-1].endswith("…")
    assert all(width(line, 52) <= 400 for line in lines)


def test_a_dollar_sign_begins_no_formula() -> None:
    assert width("$5 and $6", 30) > width("5 and 6", 30)


def test_the_bot_itself_loads_neither_matplotlib_nor_numpy() -> None:
    asked = "import sys, bot.app; print([name for name in ('matplotlib', 'numpy') if name in sys.modules])"
    answer = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, check=True)
    assert answer.stdout.strip() == "[]"


async def test_the_process_that_draws_begins_when_it_is_asked_and_ends_when_it_is_not() -> None:
    def children() -> list[int]:
        return [child.pid for child in psutil.Process().children() if "spawn_main" in " ".join(child.cmdline())]

    before = children()
    async with Worker(drawing.NEEDS, rests_after=0.05) as studio:
        assert children() == before
        assert (await studio(drawing.draw, a_sketch())).startswith(b"\x89PNG")
        for _ in range(200):
            if children() == before:
                break
            await asyncio.sleep(0.05)
        assert children() == before
        assert (await studio(drawing.draw, a_sketch())).startswith(b"\x89PNG")
