"""Runs one `show` verb over a stream: one JSON object a line, or one record printed as a table."""

import json
from collections.abc import Callable, Mapping
from typing import Any, TextIO

Record = dict[str, Any]
Verb = Callable[[Record], Record]
Table = Callable[[Record], str]


def run_verb(verb: Verb, stream_in: TextIO, stream_out: TextIO, *, jsonl: bool, table: Table) -> int:
    """The exit status: 0, or 1 when a record could not be handled. Without `jsonl` the input is one record."""
    if jsonl:
        handled = [_answer_line(verb, line, stream_out) for line in stream_in if line.strip()]
        return 0 if all(handled) else 1
    answer = _answer(verb, stream_in.read())
    stream_out.write((f"error: {answer['error']}" if "error" in answer else table(answer)) + "\n")
    return 1 if "error" in answer else 0


def _answer_line(verb: Verb, line: str, stream_out: TextIO) -> bool:
    answer = _answer(verb, line)
    stream_out.write(json.dumps(answer, ensure_ascii=False) + "\n")
    stream_out.flush()
    return "error" not in answer


def _answer(verb: Verb, text: str) -> Record:
    identity: object = None
    try:
        record = json.loads(text)
        if not isinstance(record, Mapping):
            return {"id": None, "error": "a record must be a JSON object"}
        identity = record.get("id")
        return {"id": identity, **verb(dict(record))}
    except Exception as error:  # noqa: BLE001 the top of a job: one bad record must not end the stream
        return {"id": identity, "error": f"{type(error).__name__}: {error}"}
