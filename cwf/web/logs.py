"""The log: one JSON object a line, on standard error; never the values of variables.

What libraries log (gunicorn, huey, alembic, warnings) goes the same way. Lines of a request carry
its number, lines of a job the job's; texts are cleaned of what belongs to people.
"""

import logging
import sys
from collections.abc import MutableMapping
from typing import Any

import msgspec
import structlog
from flask import Flask, has_request_context, request

from cwf.web.discretion import cleaned, told
from cwf.web.tracing import number

Event = MutableMapping[str, Any]

_at = structlog.processors.TimeStamper(fmt="iso", utc=True, key="at")

ENCODER = msgspec.json.Encoder(enc_hook=str)
ANSWER = "answer"
# Others speak from "warning" on: at "info" some tell of people (who asked too often, from where).
SPEAKING = ("alembic", "gunicorn.error")


class Lines:
    """Where lines go: standard error, as it is when the line is written."""

    def msg(self, line: str) -> None:
        """One line, in one piece."""
        sys.stderr.write(line)
        sys.stderr.flush()

    debug = info = warning = error = critical = exception = msg


class FromLibraries(logging.Handler):
    """Takes what libraries log and writes it as our own."""

    def emit(self, record: logging.LogRecord) -> None:
        """Write a record; one that cannot be put into words is told by its template."""
        try:
            said = record.getMessage()
        except (TypeError, ValueError):
            said = str(record.msg)
        event: Event = {"event": said, "level": record.levelname.lower(), "logger": record.name}
        if record.exc_info:
            event["exc_info"] = record.exc_info
        Lines().msg(_line(None, "", _discreet(None, "", _where(None, "", _at(None, "", event)))))


def init_app(app: Flask) -> None:
    """Write our events; those of libraries, too, but in tests, which have their own ears."""
    structlog.configure(
        processors=[structlog.processors.add_log_level, _at, _where, _discreet, _line],
        wrapper_class=structlog.make_filtering_bound_logger(logging.INFO),
        logger_factory=lambda *names: Lines(),
        cache_logger_on_first_use=not app.config["TESTING"],
    )
    if not app.config["TESTING"]:
        hear_libraries()


def hear_libraries() -> None:
    """Take over the root logger, and those that would write by themselves."""
    root = logging.getLogger()
    root.handlers[:] = [FromLibraries()]
    root.setLevel(logging.WARNING)
    for name in SPEAKING:
        logger = logging.getLogger(name)
        logger.handlers.clear()
        logger.propagate = True
        logger.setLevel(logging.INFO)
    # werkzeug's own server would log every address with what stands in it
    logging.getLogger("werkzeug").setLevel(logging.WARNING)
    logging.captureWarnings(True)


def _where(logger: Any, name: str, event: Event) -> Event:
    """The number of the request, or what the job at hand has bound."""
    if has_request_context():
        event.setdefault("request", number(request.environ))
    elif event["event"] != ANSWER:
        structlog.contextvars.merge_contextvars(logger, name, event)  # type: ignore[arg-type]
    return event


def _discreet(logger: Any, name: str, event: Event) -> Event:
    if event["event"] == ANSWER:
        return event  # made of what is known to be harmless
    if error := event.pop("exc_info", None):
        if error is True or isinstance(error, tuple):
            error = (error if isinstance(error, tuple) else sys.exc_info())[1]
        event["error"] = told(error) if isinstance(error, BaseException) else None
    for key, value in event.items():
        if isinstance(value, str) and key not in ("at", "level", "request", "logger"):
            event[key] = cleaned(value)
    return event


def _line(logger: Any, name: str, event: Event) -> str:
    return ENCODER.encode(event).decode() + "\n"
