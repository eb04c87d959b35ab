"""The names that handlers may ask for. aiogram drops a parameter it does not know silently; a test compares."""

PROVIDED = frozenset(
    {
        "articles",
        "ledger",
        "corrections",
        "review",
        "subscribers",
        "mailings",
        "announcements",
        "outbox",
        "inbox",
        "overview",
        "sources",
        "newsroom",
        "templates",
        "clock",
        "team",
        "audit",
        "add_source",
        "offload",
        "draw",
        "pictures",
        "follows",
        "press",
    }
)
"""What the process puts into the workflow data."""

OPENED = frozenset({"subscriber", "locale", "now"})
"""What the middleware adds for each update."""
