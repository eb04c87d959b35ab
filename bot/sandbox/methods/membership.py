"""Methods about a chat and who is in it."""

from typing import Any

from bot.sandbox.chats import Json
from bot.sandbox.methods.call import Call, Handler
from bot.sandbox.refusals import BadRequest, Refused

RIGHTS = (
    "can_manage_chat", "can_delete_messages", "can_manage_video_chats", "can_restrict_members", "can_promote_members",
    "can_change_info", "can_invite_users", "can_post_stories", "can_edit_stories", "can_delete_stories",
    "can_send_welcome_messages",
)  # fmt: skip
PERMISSIONS = (
    "is_member", "can_send_messages", "can_send_audios", "can_send_documents", "can_send_photos", "can_send_videos",
    "can_send_video_notes", "can_send_voice_notes", "can_send_polls", "can_send_other_messages",
    "can_add_web_page_previews", "can_change_info", "can_invite_users", "can_pin_messages", "can_manage_topics",
    "can_edit_tag", "can_react_to_messages",
)  # fmt: skip


def member_of(user: Json, status: str) -> Json:
    """A ChatMember object with the fields that the status requires."""
    member: Json = {"user": user, "status": status}
    match status:
        case "administrator":
            member |= {"can_be_edited": False, "is_anonymous": False, **dict.fromkeys(RIGHTS, True)}
        case "creator":
            member["is_anonymous"] = False
        case "restricted":
            member |= {**dict.fromkeys(PERMISSIONS, False), "is_member": True, "until_date": 0}
        case "kicked":
            member["until_date"] = 0
    return member


def get_chat(call: Call) -> Json:
    """The chat with the fields that ChatFullInfo requires."""
    about: dict[str, Any] = {"accent_color_id": 0, "max_reaction_count": 11, "accepted_gift_types": {
        "unlimited_gifts": False, "limited_gifts": False, "unique_gifts": False, "premium_subscription": False,
        "gifts_from_channels": False,
    }}  # fmt: skip
    return about | call.chat().about


def get_member(call: Call) -> Json:
    """The membership of a user or of the bot itself."""
    chat, user_id = call.chat(), call.params["user_id"]
    if user_id == call.state.me["id"]:
        return member_of(call.state.me, chat.bot_status)
    if user_id not in call.state.users:
        raise BadRequest("PARTICIPANT_ID_INVALID")
    return member_of(call.state.users[user_id], chat.members.get(user_id, "left"))


def get_administrators(call: Call) -> list[Json]:
    """Administrators, the bot among them when it is one."""
    chat, state = call.chat(), call.state
    if chat.kind == "private":
        raise BadRequest("there are no administrators in the private chat")
    own = [member_of(state.me, "administrator")] if chat.bot_status == "administrator" else []
    return [member_of(state.users[one], chat.members[one]) for one in chat.admins] + own


def count_members(call: Call) -> int:
    """How many are in the chat, the bot included."""
    return len(call.chat().members) + 1


def leave_chat(call: Call) -> bool:
    """The bot goes by itself."""
    chat = call.chat()
    if chat.kind == "private":
        raise Refused(400, "Bad Request: chat member status can't be changed in private chats")
    chat.bot_status = "left"
    call.state.note("chat", chat=chat.id)
    return True


MEMBERSHIP: dict[str, Handler] = {
    "getChat": get_chat, "getChatMember": get_member, "getChatAdministrators": get_administrators,
    "getChatMemberCount": count_members, "leaveChat": leave_chat,
}  # fmt: skip
