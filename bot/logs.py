"""Structured logs: one event a line, for people or for machines. Message texts and tokens never enter them."""

import logging
import sys

import structlog

from bot.settings import LogFormat


def set_up_logs(log_format: LogFormat, level: int = logging.INFO) -> None:
    """Send every log line, also those of libraries, to standard error in this format."""
    shared: list[structlog.typing.Processor] = [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_log_level,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
    ]
    last: structlog.typing.Processor
    if log_format is LogFormat.JSON:
        shared.append(structlog.processors.format_exc_info)
        last = structlog.processors.JSONRenderer(ensure_ascii=False)
    else:
        last = structlog.dev.ConsoleRenderer(colors=sys.stderr.isatty())
    structlog.configure(
        processors=[*shared, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        logger_factory=structlog.stdlib.LoggerFactory(),
        cache_logger_on_first_use=True,
    )
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=shared,
            processors=[structlog.stdlib.ProcessorFormatter.remove_processors_meta, last],
        )
    )
    logging.basicConfig(level=level, handlers=[handler], force=True)
    for noisy in ("aiogram.event", "apscheduler", "trafilatura", "htmldate", "alembic", "pymorphy3"):
        logging.getLogger(noisy).setLevel(logging.WARNING)
