"""The description of the API, made from the columns of the export, so that the two cannot part."""

from collections.abc import Mapping, Sequence
from typing import Any

from bot.export.columns import COLUMNS

TYPES = {"boolean": {"type": "boolean"}, "integer": {"type": "integer"}}
OBSERVATION = {"$ref": "#/components/schemas/Observation"}
NAMES = {"type": "object", "properties": {code: {"type": "string"} for code in ("kk", "ru", "en")}}


def description(url: str, metrics: Sequence[str]) -> Mapping[str, Any]:
    """OpenAPI 3.1 of what /api/v1 answers."""
    key = {"name": "key", "in": "path", "required": True, "schema": {"type": "string", "enum": list(metrics)}}
    place = {"name": "place", "in": "query", "schema": {"type": "string"}, "description": "a key, like astana"}
    limit = {"name": "limit", "in": "query", "schema": {"type": "integer", "minimum": 1, "maximum": 500}}
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Qogam: figures of civil society in Kazakhstan",
            "version": "1",
            "description": "Every number with the sentence that proves it. Decimal numbers are strings, times UTC.",
        },
        "servers": [{"url": url or "/"}],
        "paths": {
            "/api/v1/metrics": _get("All metrics, with the observation told last", _object("metrics", METRIC)),
            "/api/v1/metrics/{key}/observations": _get(
                "The newest observations of a metric at one place (none: where sources name none)",
                _object("observations", OBSERVATION),
                [key, place, limit],
            ),
            "/api/v1/conflicts": _get(
                "Pairs that cannot both be exact", _object("conflicts", {"type": "array", "items": OBSERVATION})
            ),
        },
        "components": {"schemas": {"Observation": _observation()}},
    }


METRIC = {
    "type": "object",
    "properties": {
        "key": {"type": "string"},
        "rubric": {"type": "string"},
        "units": {"type": "array", "items": {"type": "string"}},
        "name": NAMES,
        "definition": NAMES,
        "latest": {"oneOf": [OBSERVATION, {"type": "null"}]},
    },
}


def _observation() -> Mapping[str, Any]:
    known = {
        column.name: {**TYPES.get(column.type, {"type": ["string", "null"]}), "description": column.meaning}
        for column in COLUMNS
    }
    return {"type": "object", "properties": known}


def _object(name: str, items: object) -> Mapping[str, Any]:
    return {"type": "object", "properties": {name: {"type": "array", "items": items}}}


def _get(summary: str, schema: object, parameters: Sequence[object] = ()) -> Mapping[str, Any]:
    answers = {
        "200": {"description": "OK", "content": {"application/json": {"schema": schema}}},
        "404": {"description": "No such metric or place"},
        "429": {"description": "Too many requests: wait as Retry-After says"},
    }
    return {"get": {"summary": summary, "parameters": list(parameters), "responses": answers}}
