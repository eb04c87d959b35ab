"""Run all of it, print what came of it and the seed; status 1 where a promise is broken."""

import asyncio
import json
import logging
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from bot.logs import set_up_logs
from bot.settings import LogFormat
from bot.soak.announced import Announced, announced_run
from bot.soak.kills import Killed, kill_run
from bot.soak.many import Many, many_run
from bot.soak.month import Month, month_run
from bot.soak.servers import postgres_server
from bot.soak.walk import Walked, walk
from bot.soak.week import Week
from digests.model import MailingKind

KILLS, RECIPIENTS = 200, 5_000
PEOPLE, DAYS = 2_000, 30
STEPS = 10_000
MANY_SECONDS, PORT = 600, 18_482
SOURCES, WEEK_DAYS = 1_000, 7
CHATS = 10_000
"""Of the announcement that its admin steers."""
LONGEST_SECONDS = 1_800
"""No further run begins after so long."""


def main() -> int:
    """The kills, half of them in a mailing of either kind, an announcement, the walk, processes, a month, a week."""
    seed = int(sys.argv[1]) if sys.argv[1:] else random.SystemRandom().randrange(10**6)
    set_up_logs(LogFormat.TEXT, logging.WARNING)
    logging.getLogger("aiohttp.server").disabled = True  # it tells of every connection that a kill cuts
    _say(f"seed {seed}")
    with tempfile.TemporaryDirectory(prefix="qogam-soak-") as name:
        folder = Path(name)
        runs = [*_kills(folder, seed)]
        announced = asyncio.run(announced_run(folder, recipients=CHATS))
        _say(_of_announcement(announced))
        walked = asyncio.run(walk(folder, steps=STEPS, seed=seed))
        _say(_of_walk(walked))
        many = _many(folder, seed)
        _say(_of_many(many))
        month = asyncio.run(month_run(folder, people=PEOPLE, days=DAYS, seed=seed))
        _say(_of_month(month))
        week = _week(folder)
    _say(_of_week(week))
    kept = [run.is_kept for run in runs]
    kept += [announced.is_kept, walked.is_kept, many.is_kept, month.is_kept, week.is_kept]
    is_kept = all(kept)
    _say("every promise is kept" if is_kept else "A PROMISE IS BROKEN")
    return 0 if is_kept else 1


def _week(folder: Path) -> Week:
    """In a process of its own: its memory is counted, and not that which the other runs have left."""
    command = [sys.executable, "-m", "bot.soak.alone", str(folder), str(SOURCES), str(WEEK_DAYS)]
    told = subprocess.run(command, check=True, stdout=subprocess.PIPE).stdout  # noqa: S603 the command is ours
    return Week(**json.loads(told))


def _kills(folder: Path, seed: int) -> Iterator[Killed]:
    kinds, kills, started = [MailingKind.DIGEST, MailingKind.ANNOUNCEMENT], 0, time.monotonic()
    while kills < KILLS and time.monotonic() - started < LONGEST_SECONDS:
        kind = kinds[seed % 2]
        run = asyncio.run(kill_run(folder, kind=kind, recipients=RECIPIENTS, kills=KILLS // 2, seed=seed))
        _say(
            f"{kind} to {run.recipients}, {run.kills} kills: {run.lost} lost, {run.doubles} doubles, "
            f"{run.doubts} times in doubt, {run.unknown} left in doubt"
        )
        yield run
        kills, seed = kills + run.kills, seed + 1
    _say(f"{kills} kills in {time.monotonic() - started:.0f} s")


def _of_announcement(run: Announced) -> str:
    progress = run.progress
    return (
        f"an announcement to {run.audience}, paused, killed, resumed, killed again: {progress.sent} sent, "
        f"{progress.unreachable} blocked, {progress.failed} failed, {progress.in_doubt} in doubt; "
        f"{run.arrived} arrived, {run.doubles} doubles, {run.after_pause} in the two seconds after the pause"
    )


def _of_walk(walked: Walked) -> str:
    taps = f"{walked.steps + 1} steps: {sum(walked.taps.values())} taps on {len(walked.taps)} kinds of buttons"
    return "\n".join([f"{taps}, {len(walked.faults)} faults", *walked.faults])


def _many(folder: Path, seed: int) -> Many:
    with postgres_server() as server:
        server.psql("CREATE DATABASE many")
        url = str(server.get_uri(database="many"))
        return asyncio.run(many_run(folder, server, url, seconds=MANY_SECONDS, seed=seed, port=PORT))


def _of_many(many: Many) -> str:
    return (
        f"several processes for {MANY_SECONDS} s, {many.kills} kills, Redis emptied, Postgres restarted: "
        f"{many.messages} messages, {many.lost} lost, {many.doubles} doubles, {many.doubts} times in doubt; "
        f"{many.updates} updates, {many.unanswered} unanswered, {many.answered_twice} answered twice; "
        f"{many.refused} calls too fast; {many.leaderless:.1f} s without a leader at most"
    )


def _of_month(month: Month) -> str:
    ends = ", ".join(f"{count} {state}" for state, count in sorted(month.ended.items()))
    return (
        f"a month: {month.digests} digests in {month.calls} calls: {ends}; {month.doubles} doubles, "
        f"{month.doubts} times in doubt; kept as sent and not arrived: {month.missing}; "
        f"calls inside a wait: {month.inside_a_wait}; twice a day: {month.twice_a_day}"
    )


def _of_week(week: Week) -> str:
    memory = ", ".join(f"{day:.0f}" for day in week.megabytes)
    return (
        f"a week of {SOURCES} sources: {week.looks} looks, {week.articles} articles, {week.failed} failed, "
        f"{week.missing} missing; MB at the end of each day: {memory}"
    )


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
