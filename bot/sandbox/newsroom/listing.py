"""newsroom.toml of the sample newsroom, for wherever it is served."""

from pathlib import Path

from bot.newsroom import parse_newsroom
from digests.model import Source

TEMPLATE = Path(__file__).parent / "newsroom.toml"


def newsroom_toml(base_url: str) -> str:
    """The newsroom.toml that reads the sample newsroom served at `base_url`."""
    return TEMPLATE.read_text("utf-8").replace("{base}", base_url.rstrip("/"))


def sources(base_url: str) -> tuple[Source, ...]:
    """The sources of the sample newsroom served at `base_url`, in the order of its newsroom.toml."""
    return parse_newsroom(newsroom_toml(base_url), TEMPLATE).sources
