"""Every request has a number: in its log lines, in the answer, and on the page of a failure.

A proxy may give it (X-Request-ID), if proxies are trusted at all; else it is made up here. When
a request has been answered, one line tells of it: by the route, for addresses carry secrets.
"""

import re
import secrets
from collections.abc import Iterable
from time import perf_counter
from typing import Any

import structlog
from flask import Flask, Response, request
from werkzeug.wrappers.response import Response as AnyResponse

HEADER = "X-Request-ID"
GIVEN = re.compile(r"[A-Za-z0-9_.-]{8,64}")
NUMBER, BEGAN = "cwf.request", "cwf.began"

log = structlog.get_logger()


class Numbered:
    """Numbers requests before anything else sees them, and notes when they came."""

    def __init__(self, app: Any, *, trusting: bool) -> None:
        self._app = app
        self._trusting = trusting

    def __call__(self, environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        """A WSGI application around another."""
        environ[BEGAN] = perf_counter()
        given = environ.get("HTTP_X_REQUEST_ID", "") if self._trusting else ""
        environ[NUMBER] = given if GIVEN.fullmatch(given) else secrets.token_hex(8)
        answer: Iterable[bytes] = self._app(environ, start_response)
        return answer


def init_app(app: Flask) -> None:
    """Number requests, and tell of each when it is answered."""
    trusting = app.extensions["cwf_settings"].trusted_proxies > 0
    app.wsgi_app = Numbered(app.wsgi_app, trusting=trusting)  # type: ignore[method-assign]
    app.after_request(_tell)


def number(environ: dict[str, Any]) -> str:
    """The number of a request."""
    return str(environ.get(NUMBER, "none"))


def seconds(environ: dict[str, Any]) -> float:
    """How long it has taken so far."""
    return perf_counter() - float(environ.get(BEGAN, perf_counter()))


def route() -> str:
    """The rule that the present request was matched by; never the address itself."""
    return request.url_rule.rule if request.url_rule else "none"


def _tell(response: Response | AnyResponse) -> Any:
    environ = request.environ
    given = number(environ)
    response.headers[HEADER] = given
    log.info(
        "answer",
        request=given,
        method=request.method,
        route=route(),
        status=response.status_code,
        ms=round(seconds(environ) * 1000, 2),
    )
    return response
