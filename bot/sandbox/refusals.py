"""What the server answers when it does not do what was asked."""

from typing import Any


class Refused(Exception):
    """An answer with `ok` false, in Telegram's words."""

    def __init__(self, code: int, description: str, **parameters: Any) -> None:
        super().__init__(description)
        self.code, self.description, self.parameters = code, description, parameters


class BadRequest(Refused):
    """A 400; the text follows "Bad Request: "."""

    def __init__(self, description: str, **parameters: Any) -> None:
        super().__init__(400, f"Bad Request: {description}", **parameters)


class Mistake(Exception):
    """What the user side cannot do; one sentence for whoever asked."""
