"""Groups and channels: making them, and a group that becomes a supergroup."""

from bot.sandbox.chats import Chat, Json
from bot.sandbox.people import asked
from bot.sandbox.people.members import check_current, move_bot, statuses_of_the_bot
from bot.sandbox.refusals import Mistake
from bot.sandbox.state import State

KINDS = ("group", "supergroup", "channel")
BEYOND = -1_000_000_000_000  # ids of supergroups and channels lie below it


def add_chat(state: State, given: Json) -> Chat:
    """The new group or channel; the bot hears that it was added."""
    title, kind = asked.text(given, "title", most=255), asked.one_of(given, "type", KINDS, "")
    members, admins = asked.numbers(given, "members"), asked.numbers(given, "admins")
    default = "administrator" if kind == "channel" else "member"
    status = asked.one_of(given, "bot", statuses_of_the_bot(kind), default)
    if not title:
        raise Mistake("a chat needs a title")
    statuses = {state.user(one)["id"]: "member" for one in members}
    statuses.update((state.user(one)["id"], "administrator") for one in admins)
    chat = Chat(_about(state, given, kind, title), statuses, bot_status="left")
    state.chats[chat.id] = chat
    actor = state.users[next(iter(chat.members))] if chat.members else state.me
    move_bot(state, chat, actor, status)
    state.note("chat", chat=chat.id)
    return chat


def _about(state: State, given: Json, kind: str, title: str) -> Json:
    number = next(state.numbers)
    chat_id = asked.optional_number(given, "id") or (-number if kind == "group" else BEYOND - number)
    if chat_id > 0 or chat_id in state.chats:
        raise Mistake(f"{chat_id} cannot be the id of a new chat")
    about: Json = {"id": chat_id, "type": kind, "title": title}
    if username := asked.text(given, "username", most=32):
        about["username"] = username
    if asked.flag(given, "is_forum"):
        if kind != "supergroup":
            raise Mistake("only a supergroup can be a forum")
        about["is_forum"] = True
    return about


def upgrade(state: State, chat_id: int) -> int:
    """The id of the supergroup that the group became."""
    old = state.chat(chat_id)
    check_current(old)
    if old.kind != "group":
        raise Mistake("only a group can become a supergroup")
    about = {**old.about, "id": BEYOND - next(state.numbers), "type": "supergroup"}
    new = Chat(about, dict(old.members), bot_status=old.bot_status)
    state.chats[new.id] = new
    author = state.users[next(iter(old.members))] if old.members else state.me
    left, joined = (
        state.post(old, author, migrate_to_chat_id=new.id),
        state.post(new, author, migrate_from_chat_id=old.id),
    )
    old.migrated_to = new.id
    if old.bot_status not in {"left", "kicked"}:
        state.tell("message", left)
        state.tell("message", joined)
    state.note("chat", chat=new.id)
    return new.id
