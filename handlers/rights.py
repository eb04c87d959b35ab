"""Who may change what: everybody in a private chat, administrators in a group or a channel."""

from aiogram import Bot
from aiogram.enums import ChatMemberStatus, ChatType
from aiogram.filters import Filter
from aiogram.types import CallbackQuery, Message

ADMINISTRATORS = (ChatMemberStatus.CREATOR, ChatMemberStatus.ADMINISTRATOR)


class MayChange(Filter):
    """Passes when the person may change the settings of this chat."""

    async def __call__(self, event: Message | CallbackQuery, bot: Bot) -> bool:
        chat = event.chat if isinstance(event, Message) else event.message and event.message.chat
        if not chat:
            return False
        if chat.type == ChatType.PRIVATE:
            return True
        if isinstance(event, Message) and event.sender_chat and event.sender_chat.id == chat.id:
            return True  # an anonymous administrator speaks as the group
        if event.from_user is None:
            return False
        member = await bot.get_chat_member(chat.id, event.from_user.id)
        return member.status in ADMINISTRATORS


class IsAdmin(Filter):
    """Passes for the bot's own admins, in their private chat."""

    async def __call__(self, event: Message | CallbackQuery, admins: frozenset[int]) -> bool:
        chat = event.chat if isinstance(event, Message) else event.message and event.message.chat
        user = event.from_user
        return bool(user and user.id in admins and chat and chat.type == ChatType.PRIVATE)
