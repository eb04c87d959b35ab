"""Who may change what: everybody in a private chat, administrators in a group or a channel; and who runs the bot."""

from aiogram import Bot
from aiogram.enums import ChatMemberStatus, ChatType
from aiogram.filters import Filter
from aiogram.types import CallbackQuery, Message

from digests.desk.team import Team
from digests.model import Right

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


class May(Filter):
    """Passes for those who run the bot and whose role allows this, in their private chat."""

    def __init__(self, right: Right) -> None:
        self._right = right

    async def __call__(self, event: Message | CallbackQuery, team: Team) -> bool:
        return self._right in await rights_here(event, team)


async def rights_here(event: Message | CallbackQuery, team: Team) -> frozenset[Right]:
    """What the person may do as one of those who run the bot; nothing anywhere but in their private chat."""
    chat = event.chat if isinstance(event, Message) else event.message and event.message.chat
    if not event.from_user or not chat or chat.type != ChatType.PRIVATE:
        return frozenset()
    return await team.rights_of(event.from_user.id)
