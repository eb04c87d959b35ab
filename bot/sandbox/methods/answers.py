"""Methods that answer a tap on a button or an inline query."""

from typing import Any

from bot.sandbox.chats import Json
from bot.sandbox.keyboards import inline_only
from bot.sandbox.methods.call import Call, Handler
from bot.sandbox.methods.media import captioned, document, photo
from bot.sandbox.refusals import BadRequest
from bot.sandbox.text import units

STALE = "query is too old and response timeout expired or query ID is invalid"
MOST_RESULTS = 50
PREFIX = "can't parse inline query result: "


def answer_callback(call: Call) -> bool:
    """Give the waiting press its answer; each question can be answered once, and not for ever."""
    params, state = call.params, call.state
    if units(str(params.get("text") or "")) > 200:
        raise BadRequest("MESSAGE_TOO_LONG")
    if url := params.get("url"):
        _check_own_link(str(url), state.me["username"])
    answer: Json = {key: params[key] for key in ("text", "show_alert", "url") if key in params}
    question = state.answered(str(params["callback_query_id"]), {"answered": True, **answer})
    if question is None or question.chat is None:
        raise BadRequest(STALE)
    state.note("answer", chat=question.chat, user=question.user, **params)
    return True


def _check_own_link(url: str, username: str) -> None:
    """Only the bot's own games and deep links may be opened; games the sandbox has none."""
    if not url.lower().startswith((f"https://t.me/{username.lower()}?", f"tg://resolve?domain={username.lower()}&")):
        raise BadRequest("URL_INVALID")


def answer_inline(call: Call) -> bool:
    """Give the waiting inline query its results."""
    params, state = call.params, call.state
    prepared = _prepared(call)
    if len(str(params.get("next_offset") or "").encode()) > 64:
        raise BadRequest("NEXT_OFFSET_INVALID")
    question = state.answered(str(params["inline_query_id"]), {
        "results": params["results"], "next_offset": params.get("next_offset", ""), "button": params.get("button"),
        "cache_time": params.get("cache_time", 300), "is_personal": bool(params.get("is_personal")),
    })  # fmt: skip
    if question is None or question.chat is not None:
        raise BadRequest(STALE)
    state.offered.setdefault(question.user, {}).update(prepared)
    return True


def _prepared(call: Call) -> dict[str, Json]:
    """The content of the message that each result becomes, by result."""
    results = call.params["results"]
    if len(results) > MOST_RESULTS:
        raise BadRequest("RESULTS_TOO_MUCH")
    prepared = {str(result.get("id", "")): _content(call, result) for result in results}
    if len(prepared) < len(results):
        raise BadRequest("RESULT_ID_DUPLICATE")
    if any(not 1 <= len(one.encode()) <= 64 for one in prepared):
        raise BadRequest("RESULT_ID_INVALID")
    return prepared


def _content(call: Call, result: Json) -> Json:
    markup = inline_only(result.get("reply_markup"))
    return {**_body(call, result), "reply_markup": markup}


def _body(call: Call, result: Json) -> Json:
    inner: Any = result.get("input_message_content")
    if inner is not None:
        if not inner.get("message_text"):
            raise BadRequest(f'{PREFIX}Can\'t find field "message_text"')
        text, entities = Call(call.state, inner).text("message_text")
        return {"text": text, "entities": entities or None}
    match result:
        case {"type": "photo", "photo_file_id": file_id}:
            return captioned(Call(call.state, result), photo=photo(call, file_id))
        case {"type": "document", "document_file_id": file_id}:
            return captioned(Call(call.state, result), document=document(call, file_id))
        case {"type": "article"}:
            raise BadRequest(f'{PREFIX}Can\'t find field "input_message_content"')
    raise BadRequest(f"{PREFIX}only articles, and photos and documents by file_id, are available in the sandbox")


ANSWERS: dict[str, Handler] = {"answerCallbackQuery": answer_callback, "answerInlineQuery": answer_inline}
