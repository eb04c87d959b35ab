"""JSON from strangers: only what the standard allows, in strings only what UTF-8 can carry."""

import json
from typing import Any, NoReturn


def loads(source: str | bytes) -> Any:
    """The value; ValueError for anything that is no JSON, nests too deep or has half a surrogate pair in a string."""
    try:
        text = source if isinstance(source, str) else source.decode()
        value = json.loads(text, parse_constant=_refuse)
        if "\\u" in text:
            json.dumps(value, ensure_ascii=False).encode()
    except RecursionError:
        raise ValueError("it is nested too deep") from None
    return value


def _refuse(constant: str) -> NoReturn:
    raise ValueError(f"{constant} is no JSON")
