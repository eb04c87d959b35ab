"""Every error that Qogam raises on purpose.

Refusals are for people: they carry a message key that a template says in three languages. Mistakes in settings and
files are for operators: they carry one sentence. Failures of the world (fetching, sending) are values in `model`, never
raised. Anything else is a bug and is not caught.

    QogamError
    ├── Refusal          what a person asked for cannot be done; `key` names the message
    ├── ConfigError      a setting or a file cannot be used; the text is one sentence that says what to do
    ├── Unreadable       a document cannot be read within limits of time and memory; the text says which
    └── StorageFailed    the database does not answer; whether what was asked is kept is not known
"""


class QogamError(Exception):
    """The root of the tree."""


class Refusal(QogamError):
    """What a person asked for cannot be done; `key` names the message that says why."""

    def __init__(self, key: str, **values: object) -> None:
        super().__init__(key)
        self.key = key
        self.values = values


class ConfigError(QogamError):
    """A setting or a file cannot be used; the text is one sentence for the operator."""


class Unreadable(QogamError):
    """A document cannot be read within limits of time and memory; the text says which. Others are not touched by it."""


class StorageFailed(QogamError):
    """The database does not answer just now; whether what was asked is kept is not known. It may be asked again."""
