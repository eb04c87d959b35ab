"""The command line: `python -m bot COMMAND`; `--help` lists the commands. Imports wait."""

import argparse
import asyncio
import contextlib
import logging
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from digests.errors import ConfigError, StorageFailed

if TYPE_CHECKING:
    from bot.roles import Role

AWAY = "the database does not answer just now; nothing is lost, begin again when it does"


def main() -> int:
    """Run one command; what cannot be used is one sentence on standard error and status 2."""
    arguments = _parser().parse_args()
    run: Callable[[argparse.Namespace], int] = arguments.run
    try:
        return run(arguments)
    except ConfigError as error:
        return _refuse(str(error))
    except StorageFailed as error:
        return _refuse(f"{AWAY} ({error})")
    except BaseExceptionGroup as group:
        known, unknown = group.split(ConfigError)
        if known is None or unknown is not None:
            raise
        return _refuse(str(_first(known)))
    except KeyboardInterrupt:
        return 0


def _refuse(sentence: str) -> int:
    sys.stderr.write(f"qogam: {sentence}\n")
    return 2


def _first(group: BaseExceptionGroup[ConfigError]) -> BaseException:
    inner = group.exceptions[0]
    return _first(inner) if isinstance(inner, BaseExceptionGroup) else inner


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m bot", description="Qogam: civil-society news digests")
    verbs = parser.add_subparsers(required=True, metavar="COMMAND")
    demo = verbs.add_parser("demo", help="the whole newsroom on this machine, without token or internet")
    demo.add_argument("--port", type=_port, default=8480)
    demo.set_defaults(run=_demo)
    verbs.add_parser("run", help="the bot on Telegram, in one process").set_defaults(run=_run, role="alone")
    updates = verbs.add_parser("updates", help="one of several processes: answers people, called by a webhook")
    updates.set_defaults(run=_run, role="updates")
    worker = verbs.add_parser("worker", help="one of several processes: collects, sends, and leads or stands by")
    worker.set_defaults(run=_run, role="worker")
    verbs.add_parser("migrate", help="bring the database to this version").set_defaults(run=_migrate)
    revision = verbs.add_parser("revision", help="write a migration for changed tables")
    revision.add_argument("message")
    revision.set_defaults(run=_revision)
    sources = verbs.add_parser("sources", help="probe, list, add, disable, export and import what is read")
    sources.add_argument("arguments", nargs=argparse.REMAINDER)
    sources.set_defaults(run=_sources)
    show = verbs.add_parser("show", help="one stage of the newsroom on its own")
    show.add_argument("arguments", nargs=argparse.REMAINDER)
    show.set_defaults(run=_show)
    export = verbs.add_parser("export", help="the ledger as CSV and JSON, with a data dictionary")
    export.add_argument("folder", type=Path)
    export.set_defaults(run=_export)
    _add_upkeep(verbs)
    return parser


def _add_upkeep(verbs: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    backup = verbs.add_parser("backup", help="a copy of the SQLite database, made while the bot runs")
    backup.add_argument("folder", type=Path, nargs="?", default=Path("var/backups"))
    backup.add_argument("--keep", type=_count, default=14, help="how many copies stay (14)")
    backup.set_defaults(run=_backup)
    restore = verbs.add_parser("restore", help="put a copy in the database's place, without sending anything again")
    restore.add_argument("file", type=Path)
    restore.set_defaults(run=_restore)
    verbs.add_parser("check", help="whether the database is whole and of this version").set_defaults(run=_check)
    verbs.add_parser("doctor", help="look at everything, and say what to do").set_defaults(run=_doctor)
    verbs.add_parser("service", help="a systemd unit for this folder").set_defaults(run=_service)


def _port(text: str) -> int:
    number = int(text)
    if not 0 <= number <= 65535:
        raise argparse.ArgumentTypeError("a port is a number from 0 to 65535")
    return number


def _count(text: str) -> int:
    number = int(text)
    if number < 1:
        raise argparse.ArgumentTypeError("a number from 1 on")
    return number


def _demo(arguments: argparse.Namespace) -> int:
    from bot.demo import run_demo
    from bot.logs import set_up_logs
    from bot.monitoring import count_event
    from bot.settings import LogFormat

    set_up_logs(LogFormat.TEXT, logging.WARNING, listening=[count_event])
    with contextlib.suppress(asyncio.CancelledError):
        asyncio.run(run_demo(arguments.port))
    return 0


def _run(arguments: argparse.Namespace) -> int:
    from bot.logs import set_up_logs
    from bot.monitoring import count_event
    from bot.roles import Role
    from bot.settings import load_settings, redis_of, token_of, webhook_of

    settings, role = load_settings(), Role(arguments.role)
    token_of(settings)
    if role.is_shared:
        redis_of(settings)
    if role is Role.UPDATES:
        webhook_of(settings)
    set_up_logs(settings.log_format, listening=[count_event])
    asyncio.run(_serve(role))
    return 0


async def _serve(role: "Role") -> None:
    import signal

    from bot.app import compose
    from bot.clock import SystemClock
    from bot.settings import load_settings

    task = asyncio.current_task()
    if task is not None:
        asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, task.cancel)
    with contextlib.suppress(asyncio.CancelledError):
        async with compose(load_settings(), SystemClock(), role) as app:
            await app.run()


def _migrate(_: argparse.Namespace) -> int:
    from bot.settings import load_settings
    from bot.storage import open_database

    async def migrate() -> None:
        database = open_database(load_settings().database_url)
        try:
            await database.migrate()
        finally:
            await database.close()

    asyncio.run(migrate())
    return 0


def _revision(arguments: argparse.Namespace) -> int:
    from bot.storage.schema import write_revision

    sys.stdout.write(f"{asyncio.run(write_revision(arguments.message))}\n")
    return 0


def _export(arguments: argparse.Namespace) -> int:
    from bot.clock import SystemClock
    from bot.export import export
    from bot.newsroom import load_newsroom
    from bot.settings import load_settings
    from bot.storage import open_database

    async def write() -> None:
        settings = load_settings()
        metrics = load_newsroom(settings.newsroom_file).metrics
        database = open_database(settings.database_url)
        try:
            await database.check_schema()
            exported = await export(database.ledger, metrics, arguments.folder, SystemClock()())
        finally:
            await database.close()
        sys.stdout.write(f"{exported.observations} observations: {', '.join(map(str, exported.files))}\n")

    asyncio.run(write())
    return 0


def _show(arguments: argparse.Namespace) -> int:
    from bot.show.command import show

    return show(arguments.arguments)


def _sources(arguments: argparse.Namespace) -> int:
    from bot.sources.command import sources

    return sources(arguments.arguments)


def _backup(arguments: argparse.Namespace) -> int:
    from bot.clock import SystemClock
    from bot.settings import load_settings
    from bot.upkeep.copies import back_up, tell_backup

    tell_backup(back_up(load_settings().database_url, arguments.folder, arguments.keep, SystemClock()()))
    return 0


def _restore(arguments: argparse.Namespace) -> int:
    from bot.clock import SystemClock
    from bot.settings import load_settings
    from bot.upkeep.copies import restore, tell_restore

    former, given_up = asyncio.run(restore(load_settings().database_url, arguments.file, SystemClock()()))
    tell_restore(arguments.file, former, given_up)
    return 0


def _check(_: argparse.Namespace) -> int:
    from bot.settings import load_settings
    from bot.upkeep.copies import check

    is_well, lines = asyncio.run(check(load_settings().database_url))
    sys.stdout.write("".join(f"{line}\n" for line in lines))
    return 0 if is_well else 1


def _doctor(_: argparse.Namespace) -> int:
    from bot.settings import load_settings
    from bot.upkeep.doctor import doctor

    return doctor(load_settings())


def _service(_: argparse.Namespace) -> int:
    from bot.upkeep.service import print_unit

    return print_unit()


if __name__ == "__main__":
    sys.exit(main())
