"""Logs: one line an event, as JSON or for a person, with the request's code and without personal data.

No form bodies, no query strings, no names. Of an exception the log keeps its class and where it was raised;
its words only where they come from the machine, not from what a user typed.
"""

from __future__ import annotations

import logging
import traceback
from pathlib import Path
from types import TracebackType
from typing import Any

import structlog
from django.core.exceptions import ImproperlyConfigured
from django.db import Error as DatabaseError
from structlog.types import EventDict, WrappedLogger

# PostgreSQL repeats the row's values from the second line on ("DETAIL: Key (email)=(…)").
MACHINE_ERRORS = (DatabaseError, OSError, ImportError, ImproperlyConfigured)
SOURCE = Path(__file__).parents[2]

ExcInfo = tuple[type[BaseException], BaseException, TracebackType | None]


def describe_exception(error: BaseException) -> dict[str, Any]:
    """Class, the first line of a machine's message, and the places, innermost last."""
    described: dict[str, Any] = {"class": f"{type(error).__module__}.{type(error).__qualname__}"}
    if isinstance(error, MACHINE_ERRORS) and str(error):
        described["message"] = str(error).splitlines()[0][:300]
    described["places"] = [
        f"{_short(frame.filename)}:{frame.lineno} {frame.name}" for frame in traceback.extract_tb(error.__traceback__)
    ]
    return described


def _short(filename: str) -> str:
    path = Path(filename)
    return str(path.relative_to(SOURCE)) if path.is_relative_to(SOURCE) else "/".join(path.parts[-3:])


def exception_without_values(_logger: WrappedLogger, _method: str, event: EventDict) -> EventDict:
    exc_info = event.pop("exc_info", None)
    error = exc_info[1] if isinstance(exc_info, tuple) else exc_info
    if isinstance(error, BaseException):
        event["exception"] = describe_exception(error)
    return event


class ExceptionInfo(logging.Filter):
    """Describes the exception of an ordinary record and keeps its full text out of the line."""

    def filter(self, record: logging.LogRecord) -> bool:
        if record.exc_info and record.exc_info[1] is not None:
            record.incident = describe_exception(record.exc_info[1])
            record.exc_info = None
            record.exc_text = None
        return True


def logging_config(*, json: bool, level: str) -> dict[str, Any]:
    """The dictionary for Django's LOGGING; ordinary and structlog loggers leave by the same handler."""
    shared: list[Any] = [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_logger_name,
        structlog.stdlib.add_log_level,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        exception_without_values,
    ]
    structlog.configure(
        processors=[
            structlog.stdlib.filter_by_level,
            *shared,
            structlog.stdlib.ProcessorFormatter.wrap_for_formatter,
        ],
        logger_factory=structlog.stdlib.LoggerFactory(),
        cache_logger_on_first_use=True,
    )
    renderer: Any = (
        structlog.processors.JSONRenderer(ensure_ascii=False) if json else structlog.dev.ConsoleRenderer(colors=False)
    )
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "filters": {"exceptions": {"()": ExceptionInfo}},
        "formatters": {
            "line": {
                "()": structlog.stdlib.ProcessorFormatter,
                "foreign_pre_chain": [
                    *shared,
                    structlog.stdlib.ExtraAdder(allow=["incident", "status_code"]),
                ],
                "processors": [structlog.stdlib.ProcessorFormatter.remove_processors_meta, renderer],
            }
        },
        "handlers": {
            "stderr": {"class": "logging.StreamHandler", "formatter": "line", "filters": ["exceptions"]},
        },
        "root": {"handlers": ["stderr"], "level": level},
        "loggers": {
            # Django's own handlers print tracebacks with values, or send them by mail.
            "django": {"handlers": [], "level": level, "propagate": True},
            "django.server": {"handlers": [], "level": "WARNING", "propagate": True},
            "django.security.DisallowedHost": {"level": "CRITICAL"},  # scanners; the answer is 400 anyway
            "axes": {"level": "ERROR"},  # its warnings name the account and the address
        },
    }
