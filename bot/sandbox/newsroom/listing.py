"""newsroom.toml of the sample newsroom, for wherever it is served."""

import tomllib
from datetime import timedelta
from pathlib import Path

from digests.model import Locale, Source, SourceKind

TEMPLATE = Path(__file__).parent / "newsroom.toml"


def newsroom_toml(base_url: str) -> str:
    """The newsroom.toml that reads the sample newsroom served at `base_url`."""
    return TEMPLATE.read_text("utf-8").replace("{base}", base_url.rstrip("/"))


def sources(base_url: str) -> tuple[Source, ...]:
    """The sources of the sample newsroom served at `base_url`, in the order of its newsroom.toml."""
    return tuple(
        Source(
            id=record["id"],
            kind=SourceKind(record["kind"]),
            url=record["url"],
            name=record["name"],
            lang=Locale(record["lang"]) if "lang" in record else None,
            rubrics=tuple(record.get("rubrics", ())),
            every=timedelta(minutes=record["every_minutes"]) if "every_minutes" in record else None,
            verified=record["verified"],
        )
        for record in tomllib.loads(newsroom_toml(base_url))["sources"]
    )
