"""Mailings with the corrections of their figures."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from digests.model import Corrected, CorrectionKind, Mailing
from digests.ports import Articles, Corrections, Offload, RenderCorrections


def latest(known: Iterable[Sequence[Corrected]]) -> list[Corrected]:
    """The last correction of each figure; a source that is gone takes none back that it made before."""
    told = ([one for one in some if one.correction.kind is not CorrectionKind.WITHDRAWN] for some in known)
    return [some[-1] for some in told if some]


async def marked(
    mailing: Mailing, articles: Articles, corrections: Corrections, render: RenderCorrections, offload: Offload
) -> Mailing:
    """A new mailing as it is told: what an admin has marked as wrong is struck through."""
    changes = latest((await corrections.of(mailing.evidence)).values())
    if not changes:
        return mailing
    stated = await articles.figures(mailing.evidence)
    return replace(mailing, bubbles=tuple(await offload(render.corrected, mailing, changes, stated)))
