"""People, and who is in which chat with which rights."""

from bot.sandbox.chats import OUTSIDE, Chat, Json
from bot.sandbox.methods.membership import member_of
from bot.sandbox.people import asked
from bot.sandbox.refusals import Mistake
from bot.sandbox.state import State

USER = ("first_name", "last_name", "username", "language_code", "role")
OF_PEOPLE = ("member", "administrator", "creator", "left", "kicked")
OF_THE_BOT = ("member", "administrator", "restricted", "left", "kicked")
IN_A_CHANNEL = ("administrator", "left", "kicked")


def add_user(state: State, given: Json) -> Json:
    """The new user; a private chat with the same id opens, not started yet."""
    texts = {key: asked.text(given, key, most=64) for key in USER}
    user_id = asked.optional_number(given, "id") or next(state.numbers)
    if not texts["first_name"]:
        raise Mistake("a user needs a first_name")
    if user_id < 0 or user_id in state.users or user_id == state.me["id"]:
        raise Mistake(f"{user_id} cannot be the id of a new user")
    role = texts.pop("role")
    user = {"id": user_id, "is_bot": False, **{key: value for key, value in texts.items() if value}}
    state.users[user_id], state.roles[user_id] = user, role
    state.open_private(user)
    state.note("chat", chat=user_id)
    return user


def set_blocked(state: State, chat_id: int, *, blocked: bool) -> Json:
    """The chat after its person stopped or restarted the bot."""
    chat = state.chat(chat_id)
    if chat.kind != "private":
        raise Mistake("only a private chat can be blocked")
    chat.blocked = blocked
    move_bot(state, chat, state.users[chat.id], "kicked" if blocked else "member")
    state.note("chat", chat=chat.id)
    return chat.shown()


def change_member(state: State, chat_id: int, given: Json) -> Json:
    """The chat after a person or the bot came, went or was promoted."""
    chat = state.chat(chat_id)
    if chat.kind == "private":
        raise Mistake("the members of a private chat do not change; block or unblock the bot")
    check_current(chat)
    if "bot" in given:
        status = asked.one_of(given, "bot", statuses_of_the_bot(chat.kind), "")
        actor = _actor(state, chat)
        old = chat.bot_status
        move_bot(state, chat, actor, status)
        _say_so(state, chat, actor, state.me, (old, status))
    else:
        _move_person(state, chat, given)
    state.note("chat", chat=chat.id)
    return chat.shown()


def statuses_of_the_bot(kind: str) -> tuple[str, ...]:
    """In a channel a bot is an administrator or is not there."""
    return IN_A_CHANNEL if kind == "channel" else OF_THE_BOT


def check_current(chat: Chat) -> None:
    """Mistake for a group that became a supergroup."""
    if chat.migrated_to is not None:
        raise Mistake(f"this group became the supergroup {chat.migrated_to}")


def _actor(state: State, chat: Chat) -> Json:
    """Who changes things in a chat: its first administrator, else its first member."""
    first = next(iter([*chat.admins, *chat.members]), None)
    return state.me if first is None else state.users[first]


def move_bot(state: State, chat: Chat, actor: Json, status: str) -> None:
    """Give the bot this status; it is told unless that is no change."""
    old, chat.bot_status = chat.bot_status, status
    if old != status:
        state.tell("my_chat_member", _change(state, chat, actor, state.me, (old, status)))


def _move_person(state: State, chat: Chat, given: Json) -> None:
    user = state.user(asked.number(given, "user"))
    status = asked.one_of(given, "status", OF_PEOPLE, "member")
    old = chat.members.get(user["id"], "left")
    if status in OUTSIDE:
        chat.members.pop(user["id"], None)
    else:
        chat.members[user["id"]] = status
    if old == status:
        return
    if chat.bot_status == "administrator":
        state.tell("chat_member", _change(state, chat, user, user, (old, status)))
    _say_so(state, chat, user, user, (old, status))


def _change(state: State, chat: Chat, actor: Json, member: Json, moved: tuple[str, str]) -> Json:
    old, new = (member_of(member, status) for status in moved)
    now = int(state.clock().timestamp())
    return {"chat": chat.about, "from": actor, "date": now, "old_chat_member": old, "new_chat_member": new}


def _say_so(state: State, chat: Chat, actor: Json, member: Json, moved: tuple[str, str]) -> None:
    """The service message about someone who came or went; a channel has none, and who is outside hears none."""
    was_in, is_in = (status not in OUTSIDE for status in moved)
    if chat.kind == "channel" or was_in == is_in:
        return
    content: Json = {"new_chat_members": [member]} if is_in else {"left_chat_member": member}
    message = state.post(chat, actor, **content)
    if chat.bot_status not in OUTSIDE:
        state.tell("message", message)
