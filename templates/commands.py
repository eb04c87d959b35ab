"""The command menu and what the bot's profile says."""

from digests.model import Right
from templates.language import Language


def commands(language: Language, rights: frozenset[Right]) -> tuple[tuple[str, str], ...]:
    """Commands with their descriptions, the most used first; of those who run the bot what they may."""
    _ = language.word
    everybody = (
        ("digest", _("Your digest now")),
        ("stats", _("Latest figures; add a word to search")),
        ("search", _("Look for news and figures by words")),
        ("corrections", _("Figures that were corrected")),
        ("rubrics", _("Choose rubrics")),
        ("schedule", _("Days and hour of the digest")),
        ("words", _("Words to follow or to leave out")),
        ("region", _("Only news of my region")),
        ("language", _("Қазақша · Русский · English")),
        ("settings", _("All settings")),
        ("status", _("How the bot is doing")),
        ("stop", _("Pause digests")),
        ("feedback", _("Write to those who run it")),
        ("help", _("What the bot can do")),
        ("privacy", _("What the bot keeps about you")),
        ("mydata", _("All that is kept, as a document")),
        ("delete", _("Remove all of it")),
    )
    others = (
        (Right.ANNOUNCE, "announce", _("Write to all subscribers")),
        (Right.ANNOUNCE, "announcements", _("What was announced, and how it went")),
        (Right.NUMBERS, "admin", _("Subscribers and deliveries")),
        (Right.SOURCES, "sources", _("Health of the sources")),
        (Right.REVIEW, "review", _("What waits for a review")),
    )
    return (*everybody, *((command, words) for right, command, words in others if right in rights))


def about(language: Language) -> tuple[str, str, str]:
    """Name, description and short description of the bot."""
    _ = language.word
    return (
        _("Qogam: civil society digest"),
        _(
            "News of Kazakhstan's civil society: grants, volunteering, public councils, charity and more. "
            "A short digest that begins with the main figures, and every figure can be checked: "
            "one tap shows the sentence it comes from. In Kazakh, Russian and English."
        ),
        _("Civil society of Kazakhstan in a short digest. Every figure is provable."),
    )
