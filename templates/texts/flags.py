"""What does not fit in a figure."""

from collections.abc import Iterator

from digests.metrics import MetricCard
from digests.model import Flag, Proof, StatedFigure
from templates.language import Language
from templates.numbers import amount


def flags_of(language: Language, card: MetricCard) -> Iterator[str]:
    """All that does not fit in a metric's card, a sentence each."""
    for flag, proof in card.flags:
        yield flag_text(language, flag, proof, proof.outlet)


def flag_text(language: Language, flag: Flag, source: Proof | StatedFigure, outlet: str) -> str:
    """One of them; `source` is what the outlet says."""
    amounts = [amount(value, flag.unit, language.locale) for value in flag.values]
    return language.say("metric/flag", flag=flag, source=source, outlet=outlet, values=amounts)
