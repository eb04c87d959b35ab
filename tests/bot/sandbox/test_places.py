"""Topics, channels, groups that become supergroups, and rights in them."""

import pytest
from aiogram.exceptions import TelegramBadRequest, TelegramForbiddenError, TelegramMigrateToChat
from aiogram.types import BotCommand, BotCommandScopeChat, ReplyParameters

from tests.bot.sandbox.sandboxed import heard, kinds, sandbox, started
from tests.driver import Talk, Talker


async def forum(talk: Talk, **more: str) -> tuple[Talker, Talker]:
    """A forum as an administrator and as a member see it."""
    admin, member = await talk.person("Aigerim"), await talk.person("Daniyar")
    about = {"type": "supergroup", "is_forum": True, "admins": [admin.user], **more}
    seen = await talk.group("Dala", members=[admin, member], **about)
    return seen, seen.speaks_as(member)


async def test_the_bot_writes_in_the_topic_in_which_it_was_asked() -> None:
    async with sandbox() as (bot, talk):
        chat, member = await forum(talk)
        topic = await talk.call("POST", f"/sandbox/chats/{chat.id}/topics", user=chat.user, name="Water")
        thread = topic["message_thread_id"]
        await member.says("/news", thread=thread, answered=False)
        [_, made, asked] = await heard(bot)
        assert made.forum_topic_created.name == "Water"
        assert (asked.message_thread_id, asked.is_topic_message) == (thread, True)
        answer = await asked.answer("here").as_(bot)
        reply = await bot.send_message(
            chat.id, "and here", reply_parameters=ReplyParameters(message_id=asked.message_id)
        )
        assert (answer.message_thread_id, reply.message_thread_id) == (thread, thread)
        state = await talk.call("GET", "/sandbox/state")
        assert state["chats"][-1]["topics"] == [{"message_thread_id": thread, "name": "Water", "closed": False}]


async def test_an_unknown_topic_is_not_found_and_a_closed_one_is_closed() -> None:
    async with sandbox() as (bot, talk):
        chat, member = await forum(talk)
        topic = await talk.call("POST", f"/sandbox/chats/{chat.id}/topics", user=member.user, name="Water")
        thread = topic["message_thread_id"]
        path = f"/sandbox/chats/{chat.id}/topics/{thread}"
        assert "only an administrator" in await talk.refused("PATCH", path, user=member.user, closed=True)
        await talk.call("PATCH", path, user=chat.user, closed=True)
        for wrong, words in ((99, "message thread not found"), (thread, "TOPIC_CLOSED")):
            with pytest.raises(TelegramBadRequest, match=words):
                await bot.send_message(chat.id, "hello", message_thread_id=wrong)
        said = {"user": member.user, "text": "hello", "thread": thread}
        assert "is closed" in await talk.refused("POST", f"/sandbox/chats/{chat.id}/messages", **said)
        await talk.call("POST", f"/sandbox/chats/{chat.id}/members", bot="administrator")
        await bot.send_message(chat.id, "as an administrator", message_thread_id=thread)
        await talk.call("PATCH", path, user=chat.user, closed=False)
        await member.says("open again", thread=thread, answered=False)
        assert member.messages[-1].text == "open again"


async def test_the_bot_makes_closes_and_deletes_topics_as_an_administrator() -> None:
    async with sandbox() as (bot, talk):
        chat, _ = await forum(talk)
        with pytest.raises(TelegramBadRequest, match="not enough rights to create a topic"):
            await bot.create_forum_topic(chat.id, "Water")
        await talk.call("POST", f"/sandbox/chats/{chat.id}/members", bot="administrator")
        topic = await bot.create_forum_topic(chat.id, "Water")
        thread = topic.message_thread_id
        assert await bot.edit_forum_topic(chat.id, thread, name="Land")
        assert await bot.close_forum_topic(chat.id, thread)
        with pytest.raises(TelegramBadRequest, match="TOPIC_NOT_MODIFIED"):
            await bot.close_forum_topic(chat.id, thread)
        assert await bot.reopen_forum_topic(chat.id, thread)
        await bot.send_message(chat.id, "hello", message_thread_id=thread)
        assert await bot.delete_forum_topic(chat.id, thread)
        await chat.refresh()
        assert all(message.raw.get("message_thread_id") != thread for message in chat.messages)
        with pytest.raises(TelegramBadRequest, match="message thread not found"):
            await bot.reopen_forum_topic(chat.id, thread)


async def test_a_group_without_topics_has_none() -> None:
    async with sandbox() as (bot, talk):
        group = await talk.group("Dala", members=[await talk.person("Aigerim")])
        assert "no topics" in await talk.refused("POST", f"/sandbox/chats/{group.id}/topics", user=group.user, name="x")
        with pytest.raises(TelegramBadRequest, match="message thread not found"):
            await bot.send_message(group.id, "hello", message_thread_id=1)


async def test_in_a_channel_administrators_write_and_the_bot_is_one() -> None:
    async with sandbox() as (bot, talk):
        admin, reader = await talk.person("Aigerim"), await talk.person("Daniyar")
        channel = await talk.group("News", type="channel", members=[reader, admin], admins=[admin.user])
        path = f"/sandbox/chats/{channel.id}/messages"
        assert await talk.refused("POST", path, user=reader.user, text="x") == "only administrators write in a channel"
        said = await talk.call("POST", path, user=admin.user, text="Hello all")
        await talk.call("PATCH", f"{path}/{said['message_id']}", user=admin.user, text="Hello everyone")
        joined, post, edited = await heard(bot)
        assert joined.new_chat_member.status == "administrator"
        assert (post.text, edited.text, post.from_user, post.sender_chat.id) == (
            "Hello all",
            "Hello everyone",
            None,
            channel.id,
        )
        own = await bot.send_message(channel.id, "From the bot")
        assert own.sender_chat
        await own.edit_text("From the bot, again")
        await bot.pin_chat_message(channel.id, own.message_id)


async def test_a_channel_hears_and_tells_nothing_without_rights() -> None:
    async with sandbox() as (bot, talk):
        admin = await talk.person("Aigerim")
        channel = await talk.group("News", type="channel", members=[admin], admins=[admin.user], bot="left")
        await channel.says("Hello", answered=False)
        assert await kinds(bot) == []
        with pytest.raises(TelegramForbiddenError, match="bot is not a member of the channel chat"):
            await bot.send_message(channel.id, "hello")
        wrong = {"type": "channel", "title": "x", "bot": "member"}
        assert "bot must be one of" in await talk.refused("POST", "/sandbox/chats", **wrong)


async def test_an_upgrade_is_told_in_both_chats_and_the_old_one_is_closed() -> None:
    async with sandbox() as (bot, talk):
        group = await talk.group("Dala", members=[await talk.person("Aigerim")])
        before = await bot.send_message(group.id, "before")
        new = (await talk.call("POST", f"/sandbox/chats/{group.id}/upgrade"))["migrate_to_chat_id"]
        [_, left, joined] = await heard(bot)
        assert (left.chat.id, left.migrate_to_chat_id) == (group.id, new)
        assert (joined.chat.id, joined.chat.type, joined.migrate_from_chat_id) == (new, "supergroup", group.id)
        with pytest.raises(TelegramMigrateToChat):
            await before.edit_text("after")
        assert (await bot.send_message(new, "after")).chat.title == "Dala"
        path = f"/sandbox/chats/{group.id}/messages"
        assert f"became the supergroup {new}" in await talk.refused("POST", path, user=group.user, text="x")
        assert await talk.refused("POST", f"/sandbox/chats/{new}/upgrade") == "only a group can become a supergroup"


async def test_who_comes_and_goes_is_told_to_the_chat() -> None:
    async with sandbox() as (bot, talk):
        daniyar = await talk.person("Daniyar")
        group = await talk.group("Dala", members=[await talk.person("Aigerim")])
        for status in ("member", "left"):
            await talk.call("POST", f"/sandbox/chats/{group.id}/members", user=daniyar.user, status=status)
        [_, came, went] = await heard(bot)
        assert (came.new_chat_members[0].id, went.left_chat_member.id) == (daniyar.user, daniyar.user)


async def test_a_restricted_bot_may_not_write() -> None:
    async with sandbox() as (bot, talk):
        group = await talk.group("Dala", members=[await talk.person("Aigerim")])
        await talk.call("POST", f"/sandbox/chats/{group.id}/members", bot="restricted")
        with pytest.raises(TelegramBadRequest, match="not enough rights to send text messages to the chat"):
            await bot.send_message(group.id, "hello")
        assert (await bot.get_chat_member(group.id, bot.id)).status == "restricted"


async def test_a_bot_that_was_removed_or_left_is_outside() -> None:
    async with sandbox() as (bot, talk):
        group = await talk.group("Dala", members=[await talk.person("Aigerim")])
        await talk.call("POST", f"/sandbox/chats/{group.id}/members", bot="kicked")
        with pytest.raises(TelegramForbiddenError, match="bot was kicked from the group chat"):
            await bot.send_message(group.id, "hello")
        await talk.call("POST", f"/sandbox/chats/{group.id}/members", bot="member")
        assert await bot.leave_chat(group.id)
        with pytest.raises(TelegramForbiddenError, match="bot is not a member of the group chat"):
            await bot.send_message(group.id, "hello")


async def test_commands_of_a_chat_need_a_chat() -> None:
    async with sandbox() as (bot, talk):
        person = await talk.person("Aigerim")
        scope = BotCommandScopeChat(chat_id=person.id)
        commands = [BotCommand(command="sources", description="Sources")]
        with pytest.raises(TelegramBadRequest, match="chat not found"):
            await bot.set_my_commands(commands, scope=scope)
        chat = await started(talk)
        await bot.set_my_commands(commands, scope=BotCommandScopeChat(chat_id=chat.id))
        found = await talk.call("GET", f"/sandbox/commands?chat={chat.id}&user={chat.user}")
        assert [one["command"] for one in found["commands"]] == ["sources"]
