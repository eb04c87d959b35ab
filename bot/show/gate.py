"""`show gate`: what of an outgoing text its source does not support."""

from typing import Any

from bot.show.articles import read_lang
from digests.gate import check


def show_gate(record: dict[str, Any]) -> dict[str, Any]:
    """Whether `output` may be sent, judged by the text in `source`; `lang`, if given, is of both."""
    source, output = str(record["source"]), str(record["output"])
    violations = check([(source, read_lang(record.get("lang"), source))], output, read_lang(record.get("lang"), output))
    return {
        "ok": not violations,
        "violations": [{"surface": one.surface, "reason": one.reason} for one in violations],
    }
