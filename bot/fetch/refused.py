"""How a fetch ends early."""


class Refused(Exception):
    """A fetch ends here; becomes a `FetchFailed` with this reason."""

    def __init__(self, reason: str, detail: str = "") -> None:
        super().__init__(reason)
        self.reason = reason
        self.detail = detail
