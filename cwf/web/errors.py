"""Errors as pages and as data: a clear sentence, the right status, a reference for the log."""

import errno

import structlog
from flask import Flask, jsonify, make_response, render_template, request
from flask_babel import gettext as _
from flask_wtf.csrf import CSRFError
from sqlalchemy.exc import DataError
from sqlalchemy.orm.exc import StaleDataError
from werkzeug.exceptions import HTTPException
from werkzeug.wrappers import Response

from cwf import clock
from cwf.database import AWAY, db
from cwf.web.access import wants_data
from cwf.web.tracing import number

PAGES = frozenset({400, 401, 403, 404, 405, 409, 413, 422, 429, 500, 503})

log = structlog.get_logger()


def init_app(app: Flask) -> None:
    """Answer every failure; nothing half-written is ever committed."""
    app.register_error_handler(HTTPException, _http_error)
    app.register_error_handler(CSRFError, _stale_form)
    app.register_error_handler(StaleDataError, _changed_meanwhile)
    for error in AWAY:
        app.register_error_handler(error, _database_away)
    app.register_error_handler(OSError, _out_of_space)
    app.register_error_handler(DataError, _not_for_a_database)
    app.register_error_handler(Exception, _unexpected)


def answer(status: int, *, sentence: str | None = None, **context: object) -> Response:
    """A page or data; where the fault is ours, with the number under which the log tells of it."""
    reference = number(request.environ) if status >= 500 else None
    if wants_data():
        data = {"status": status, "error": sentence or _("Not possible.")}
        response = make_response(jsonify(data | ({"reference": reference} if reference else {})))
    else:
        page = f"errors/{status}.html" if status in PAGES else "errors/400.html"
        context["error_ref"] = reference
        response = make_response(render_template(page, sentence=sentence, **context))
    response.status_code = status
    return response


def _http_error(error: HTTPException) -> Response:
    if error.code is None or error.code < 400:
        return error.get_response()
    sentence = error.description if getattr(error, "told", False) else None
    response = answer(error.code, sentence=sentence)
    for name, value in error.get_headers():
        if name not in ("Content-Type", "Content-Length"):
            response.headers[name] = value
    return response


def _stale_form(error: CSRFError) -> Response:
    return answer(
        400,
        sentence=_("This form was open for too long. Load the page again and send it."),
    )


def _changed_meanwhile(error: StaleDataError) -> Response:
    db.session.rollback()
    return answer(409)


def _database_away(error: Exception) -> Response:
    db.session.rollback()
    log.error("database away", exc_info=error)
    return _later()


def _out_of_space(error: OSError) -> Response:
    """A full disk is no fault of the program; other failures of the system are."""
    if error.errno not in (errno.ENOSPC, errno.EDQUOT):
        return _unexpected(error)
    db.session.rollback()
    log.error("disk full", exc_info=error)
    return _later()


def _later() -> Response:
    response = answer(503)
    response.headers["Retry-After"] = "10"
    return response


def _not_for_a_database(error: DataError) -> Response:
    """PostgreSQL refuses a NUL and a text that is too long; a form that let it by is at fault."""
    db.session.rollback()
    log.warning("refused by the database", exc_info=error)
    return answer(400)


def _unexpected(error: Exception) -> Response:
    db.session.rollback()
    log.error("unexpected error", exc_info=error)
    return answer(500, error_at=clock.now())
