"""What handlers need of the process beyond the newsroom's ports."""

from typing import Protocol


class Wake(Protocol):
    """Tells the sender that there is work."""

    def __call__(self) -> None: ...
