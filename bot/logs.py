"""Structured logs: one event a line, for people or for machines. Message texts and tokens never enter them."""

import logging
import re
import sys
from collections.abc import Sequence

import structlog

from bot.settings import LogFormat

TOKEN = re.compile(r"(?<!\d)\d{6,}:[\w-]{30,}")


class _WithoutTokens(structlog.stdlib.ProcessorFormatter):
    """An address of the Bot API, which errors may quote, holds the token."""

    def format(self, record: logging.LogRecord) -> str:
        return TOKEN.sub("<token>", super().format(record))


def set_up_logs(
    log_format: LogFormat, level: int = logging.INFO, *, listening: Sequence[structlog.typing.Processor] = ()
) -> None:
    """Send every log line, also those of libraries, to standard error in this format; `listening` see each event."""
    shared: list[structlog.typing.Processor] = [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_log_level,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        *listening,
    ]
    last: structlog.typing.Processor
    if log_format is LogFormat.JSON:
        shared.append(structlog.processors.format_exc_info)
        last = structlog.processors.JSONRenderer(ensure_ascii=False)
    else:
        # Plain tracebacks: those with the values of variables are endless, and hold what people wrote.
        last = structlog.dev.ConsoleRenderer(
            colors=sys.stderr.isatty(), exception_formatter=structlog.dev.plain_traceback
        )
    structlog.configure(
        processors=[*shared, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        logger_factory=structlog.stdlib.LoggerFactory(),
        cache_logger_on_first_use=True,
    )
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(
        _WithoutTokens(
            foreign_pre_chain=shared,
            processors=[structlog.stdlib.ProcessorFormatter.remove_processors_meta, last],
        )
    )
    logging.basicConfig(level=level, handlers=[handler], force=True)
    for noisy in ("aiogram.event", "apscheduler", "trafilatura", "htmldate", "alembic", "pymorphy3"):
        logging.getLogger(noisy).setLevel(logging.WARNING)
