"""`python -m bot.soak.alone FOLDER SOURCES DAYS`: the week in a process of its own, as JSON.

Imports wait: the process that reads for it imports this module too, and its memory is counted.
"""

import asyncio
import json
import sys
from dataclasses import asdict
from pathlib import Path


def main() -> None:
    """Run it and print what came of it."""
    from bot.soak.week import week_run

    folder, sources, days = sys.argv[1:]
    week = asyncio.run(week_run(Path(folder), sources=int(sources), days=int(days)))
    sys.stdout.write(json.dumps(asdict(week)))


if __name__ == "__main__":
    main()
