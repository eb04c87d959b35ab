"""Parameters of a Bot API call, checked against aiogram's own method models."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import UnionType
from typing import Any, Union, get_args, get_origin

from aiogram import methods
from aiogram.methods import TelegramMethod
from pydantic import ValidationError

from bot.sandbox.chats import Json
from bot.sandbox.refusals import BadRequest
from bot.sandbox.strict_json import loads


@dataclass(frozen=True, slots=True)
class Shape:
    """A method: its name, its model and the parameters that a form carries as JSON."""

    name: str
    model: type[TelegramMethod[Any]]
    as_json: frozenset[str]


@cache
def shapes() -> Mapping[str, Shape]:
    """Every method that aiogram knows, by its lower-cased name (Telegram ignores case)."""
    found = {}
    for model in (getattr(methods, name) for name in methods.__all__):
        name = getattr(model, "__api_method__", None)
        if isinstance(model, type) and issubclass(model, TelegramMethod) and isinstance(name, str):
            as_json = frozenset(key for key, one in model.model_fields.items() if not _is_text(one.annotation))
            found[name.lower()] = Shape(name, model, as_json)
    return found


def _is_text(annotation: Any) -> bool:
    if get_origin(annotation) in {Union, UnionType}:
        return any(_is_text(part) for part in get_args(annotation))
    return annotation is str


def validated(shape: Shape, given: Json) -> Json:
    """The parameters with JSON decoded and in their types; BadRequest for a missing one or one of a wrong type."""
    params = {key: _decoded(shape, key, value) for key, value in given.items() if value is not None}
    try:
        return shape.model.model_validate(params).model_dump(exclude_unset=True, exclude_none=True)
    except ValidationError as error:
        first = error.errors(include_url=False, include_context=False)[0]
        name = str(first["loc"][0]) if first["loc"] else "request"
        if first["type"] == "missing" and len(first["loc"]) == 1:
            raise BadRequest("message text is empty" if name == "text" else f"{name} is empty") from None
        raise BadRequest(f'invalid value of parameter "{name}" specified: {first["msg"]}') from None
    except RecursionError:
        raise BadRequest("can't parse request JSON object") from None


def _decoded(shape: Shape, key: str, value: Any) -> Any:
    if not isinstance(value, str) or key not in shape.as_json:
        return value
    try:
        return loads(value)
    except ValueError:
        raise BadRequest(f"can't parse {key} JSON object") from None
