"""What is wrong with the bot itself is told to those who run it, once."""

from collections.abc import Collection

import structlog
from aiogram import Bot
from aiogram.exceptions import TelegramAPIError

from digests.desk.team import Team
from digests.model import Alarm
from digests.ports import Subscribers
from digests.team import rights_of
from handlers.answers import post
from templates import Templates

log = structlog.get_logger()


async def tell_alarms(
    bot: Bot, subscribers: Subscribers, templates: Templates, team: Team, new: Collection[Alarm]
) -> None:
    """A message each, with the button that leads on. Who has never spoken to the bot hears nothing: it may not."""
    for member in await team.members():
        known = await subscribers.find(member.chat_id)
        if known is None:
            continue
        rights = rights_of(member.role)
        for alarm in sorted(new):
            try:
                await post(bot, member.chat_id, templates.alarm(alarm, known.locale, rights=rights))
            except TelegramAPIError as error:
                log.warning("alarm.untold", error=type(error).__name__)
