"""What reading figures costs: articles a second on one core, memory and the first answer of a new process."""

import re
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from bot.reports.labelled import LabelledArticle, read_labelled
from bot.reports.section import Missing, Section
from digests.figures import find_figures, rank
from digests.model import Locale

BASELINE = re.compile(r"\d+(?:[ .,]\d+)*(?:\s(?:тыс|млн|млрд|мың|million|billion))?\.?(?:\s?(?:%|тенге|теңге|tenge))?")
_SECONDS = 2.0
# Russian, so that the dictionary is loaded: nothing that is read costs more.
_FIRST = "Фонд выделил 48 млн тенге на 12 сельских клубов."
_CHILD = """
import sys
from pathlib import Path
from digests.figures import find_figures
from digests.model import Locale
assert find_figures(sys.argv[1], Locale.RU)
if len(sys.argv) > 2:
    from bot.reports.cost import read_all
    read_all(Path(sys.argv[2]))
    status = Path("/proc/self/status").read_text()
    print(next(line for line in status.splitlines() if line.startswith("VmHWM")).split()[1])
"""


def measure(folder: Path) -> Section:
    """Speed and memory over the labelled articles, and the cold start, which needs none."""
    cold = min(_cold_start() for _ in range(3))
    rows = [("first figures of a new process, interpreter included (s)", f"{cold:.2f}", "1.5")]
    articles = [article for lang in Locale for article in read_labelled(folder, lang)]
    if articles:
        speed, plain = _rate(_read, articles), _rate(_read_plainly, articles)
        rows.append(("articles a second: plain regular expression", f"{plain:.0f}", ""))
        rows.append(("articles a second: figures, ranked", f"{speed:.0f}", "600"))
    if articles and Path("/proc/self/status").is_file():
        rows.append(("memory of a process that read them all (MB)", f"{_memory(folder):.0f}", "160"))
    return Section("Cost on one core", ("measured", "aim"), rows)


def read_all(folder: Path) -> None:
    """Read every labelled article once."""
    for lang in Locale:
        for article in read_labelled(folder, lang):
            _read(article)


def _read(article: LabelledArticle) -> None:
    rank(find_figures(article.text, article.lang, published=article.published), article.text, article.title)


def _read_plainly(article: LabelledArticle) -> None:
    list(BASELINE.finditer(article.text))


def _rate(read: Callable[[LabelledArticle], None], articles: Sequence[LabelledArticle]) -> float:
    """Articles a second once words are cached, as in a process that runs for days."""
    for article in articles:
        read(article)
    begin, done = time.process_time(), 0
    while (spent := time.process_time() - begin) < _SECONDS:
        for article in articles:
            read(article)
        done += len(articles)
    return done / spent


def _cold_start() -> float:
    begin = time.perf_counter()
    _run(_FIRST)
    return time.perf_counter() - begin


def _memory(folder: Path) -> float:
    return int(_run(_FIRST, str(folder))) / 1024


def _run(*arguments: str) -> str:
    done = subprocess.run(  # noqa: S603 this very program, with its own text
        [sys.executable, "-c", _CHILD, *arguments], capture_output=True, text=True, check=False
    )
    if done.returncode:
        raise Missing(f"A new process could not read figures: {done.stderr.strip().splitlines()[-1]}")
    return done.stdout
