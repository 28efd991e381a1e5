"""How often one address may ask for what is costly; counted in memory, or in Redis.

Asking goes on when the counter is away; sign-in has its own count in the database, which fails
closed.
"""

import structlog
from flask import Flask, current_app, request
from limits import RateLimitItem
from limits.errors import StorageError
from limits.storage import storage_from_string
from limits.strategies import FixedWindowRateLimiter
from werkzeug.exceptions import TooManyRequests

from cwf.settings import Settings

AWAY = {"socket_connect_timeout": 0.2, "socket_timeout": 0.2}

log = structlog.get_logger()


def init_app(app: Flask, settings: Settings) -> None:
    """Choose where to count; tests do not count."""
    if settings.testing:
        return
    options = AWAY if settings.redis_url else {}
    storage = storage_from_string(
        settings.redis_url or "memory://", wrap_exceptions=True, **options
    )
    app.extensions["cwf_limits"] = FixedWindowRateLimiter(storage)


def count(what: str, at_most: RateLimitItem) -> None:
    """Count the present request against a limit of its address; raises TooManyRequests."""
    limiter = current_app.extensions.get("cwf_limits")
    if limiter is None:
        return
    try:
        allowed = limiter.hit(at_most, what, request.remote_addr or "")
    except StorageError:
        log.warning("limit not counted", what=what, exc_info=True)
        return
    if not allowed:
        raise TooManyRequests
