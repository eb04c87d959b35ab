"""What a probe found, in words and as JSON."""

import json
from datetime import timedelta

from bot.sources.probe import Probe


def told(found: Probe) -> str:
    """A few lines for people."""
    source = found.source
    lines = [
        f"{'✓' if found.is_well else '✗'} {source.id}  {source.kind}  {source.url}",
        f"    status    {found.status}",
    ]
    if found.items:
        rate = "" if found.a_day is None else f", {found.a_day:.1f} a day"
        lines.append(f"    items     {found.items}, dated {found.dated}, newest {_age(found.newest)}{rate}")
        lines.append(f"    language  {found.language}")
        lines.append(f"    themes    {', '.join(f'{key} {count}' for key, count in found.themes) or 'none of ours'}")
    if found.article is not None:
        rubrics = ", ".join(found.article.rubrics) or "no rubric"
        size = f"{len(found.article.text)} characters, {len(found.article.figures)} figures, {rubrics}"
        lines.append(f"    would be  «{found.article.title}» ({size})")
    lines += [f"    feed      {feed}" for feed in found.feeds]
    return "\n".join(lines)


def _age(age: timedelta | None) -> str:
    if age is None:
        return "unknown"
    hours = age.total_seconds() / 3600
    return f"{hours:.0f} h ago" if hours < 48 else f"{hours / 24:.0f} days ago"


def as_json(found: Probe) -> str:
    """One line for programs."""
    article = found.article
    answer = {
        "id": found.source.id,
        "kind": found.source.kind,
        "url": found.source.url,
        "status": found.status,
        "items": found.items,
        "dated": found.dated,
        "newest_age_seconds": None if found.newest is None else round(found.newest.total_seconds()),
        "items_a_day": None if found.a_day is None else round(found.a_day, 2),
        "lang": found.language,
        "themes": dict(found.themes),
        "article": None
        if article is None
        else {"url": article.url, "title": article.title, "rubrics": article.rubrics},
        "feeds": found.feeds,
    }
    return json.dumps(answer, ensure_ascii=False)
