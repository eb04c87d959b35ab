"""What the newsroom needs from the world, as Protocols. `bot` implements them; tests use SQLite and fakes.

Every store method is one transaction. None of them raises for a failure of the world that callers could handle: a
database that is gone is a bug or an outage, and ends the job that met it.
"""

from digests.ports.news import Articles, Corrections, Ledger, Retellings, Review, Sources
from digests.ports.people import Audit, Follows, Inbox, Roles, Subscribers
from digests.ports.sending import Alarms, Announcements, Mailings, Outbox, Overview, Updates
from digests.ports.world import LARGEST, AskModel, Clock, Fetch, Offload, Pictures, Render, RenderCorrections

__all__ = [
    "LARGEST",
    "Alarms",
    "Announcements",
    "Articles",
    "AskModel",
    "Audit",
    "Clock",
    "Corrections",
    "Fetch",
    "Follows",
    "Inbox",
    "Ledger",
    "Mailings",
    "Offload",
    "Outbox",
    "Overview",
    "Pictures",
    "Render",
    "RenderCorrections",
    "Retellings",
    "Review",
    "Roles",
    "Sources",
    "Subscribers",
    "Updates",
]
