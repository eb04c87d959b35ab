"""Print the table."""

import asyncio
import logging
import sys
import tempfile
from pathlib import Path

from bot.bench.fanout import fanning_out
from bot.bench.hooking import hooking
from bot.bench.ledger import asking
from bot.bench.pacing import pacing
from bot.bench.polling import polling
from bot.bench.reading import reading
from bot.bench.running import first_bubble, memory
from bot.bench.sending import sending
from bot.bench.sharing import sharing
from bot.bench.talking import talking
from bot.bench.web import pages
from bot.logs import set_up_logs
from bot.settings import LogFormat

MEASURES = (
    *(first_bubble, memory, reading, polling, sending, fanning_out, pacing, pages, asking, talking),
    *(hooking, sharing),
)


def main() -> int:
    """Print a row as soon as it is known."""
    set_up_logs(LogFormat.TEXT, logging.WARNING)
    with tempfile.TemporaryDirectory(prefix="qogam-bench-") as name:
        folder = Path(name)
        for measure in MEASURES:
            for label, value in asyncio.run(measure(folder)):
                sys.stdout.write(f"{label:<66}{value:>12}\n")
                sys.stdout.flush()
    return 0


if __name__ == "__main__":
    sys.exit(main())
