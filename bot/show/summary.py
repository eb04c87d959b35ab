"""`show summary`: what a digest would say of an article."""

from typing import Any

from bot.show.articles import read_article
from digests.summarise import summarise


def show_summary(record: dict[str, Any], *, chars: int = 320) -> dict[str, Any]:
    """The lead of at most `chars` characters, all sentences with the lead first, and the surfaces of their figures."""
    article = read_article(record)
    summary = summarise(article, max_chars=chars)
    return {
        "lang": article.lang.value,
        "lead": summary.lead,
        "summary": [sentence for sentence in (summary.lead, *summary.sentences) if sentence],
        "figures": [article.figures[index].surface for index in summary.figures],
    }
