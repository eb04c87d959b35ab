"""What owners see of those who run the bot, and what those are told."""

from collections.abc import Mapping, Sequence
from urllib.parse import quote

from digests.model import Bubble, Deed, Locale, Member, Right, Role
from digests.team import rights_of
from templates.keyboards import team as keyboards
from templates.links import invitation_link
from templates.texts.base import Texts, one_text

DEEDS_PER_PAGE = 10


class TeamTexts(Texts):
    """Who runs the bot, and what they did. `names` are what Telegram calls them; who has none there is a number."""

    def help(self, locale: Locale, *, bot: str, rights: frozenset[Right] = frozenset()) -> Bubble:
        """What can be said, by those who run the bot too."""
        return self.note("help", locale, bot=bot, rights=rights)

    def team(self, members: Sequence[Member], names: Mapping[int, str], locale: Locale) -> Bubble:
        """All of them, with their roles."""
        language = self._languages[locale]
        text = language.say("team/list", members=members, names=names)
        return Bubble(text, keyboards.team(language, members))

    def member(self, shown: Member, names: Mapping[int, str], locale: Locale, *, asks: bool = False) -> Bubble:
        """One of them, with what can be done; `asks` whether the role is to be taken away."""
        language = self._languages[locale]
        text = language.say("team/member", one=shown, names=names, asks=asks, rights=rights_of(shown.role))
        return Bubble(text, keyboards.take(language, shown) if asks else keyboards.member(language, shown))

    def invitation(self, role: Role, bot: str, code: str, locale: Locale) -> Bubble:
        """A link that makes whoever opens it first one of them."""
        language = self._languages[locale]
        link = f"https://t.me/{bot}?start={invitation_link(code)}"
        share = f"https://t.me/share/url?url={quote(link, safe='')}"
        text = language.say("team/invitation", role=role, link=link, rights=rights_of(role))
        return Bubble(text, keyboards.invitation(language, share))

    def role_given(self, role: Role, locale: Locale) -> Bubble:
        """To the person: what the role is, and what can be said now."""
        return Bubble(self.render("team/given", locale, role=role, rights=rights_of(role)))

    def audit(
        self,
        deeds: Sequence[Deed],
        names: Mapping[int, str],
        sources: Mapping[str, str],
        locale: Locale,
        *,
        page: int,
        total: int,
        zone: str,
    ) -> Bubble:
        """A page of what was done, newest first; `sources` are their names by their ids."""
        language = self._languages[locale]
        pages = max(1, -(-total // DEEDS_PER_PAGE))
        head = language.say("team/audit", total=total, page=page, pages=pages)
        items = [language.say("team/deed", deed=deed, names=names, sources=sources, zone=zone) for deed in deeds]
        return Bubble(one_text([head, *items]), keyboards.audit(language, page=page, pages=pages))
