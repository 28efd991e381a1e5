"""How often one address may ask for what is costly; counted in memory, or in Redis.

Where Redis is away each process counts for itself until it is back. Sign-in has its own count in
the database, which fails closed.
"""

from typing import Any

import structlog
from flask import Flask, current_app, request
from limits import RateLimitItem
from limits.errors import StorageError
from limits.storage import MemoryStorage, storage_from_string
from limits.strategies import FixedWindowRateLimiter
from redis.backoff import NoBackoff
from redis.retry import Retry
from werkzeug.exceptions import TooManyRequests

from cwf.settings import Settings

QUICKLY: dict[str, Any] = {  # redis-py would try again and wait in between
    "socket_connect_timeout": 0.2,
    "socket_timeout": 0.2,
    "retry": Retry(NoBackoff(), 0),
}

log = structlog.get_logger()


def init_app(app: Flask, settings: Settings) -> None:
    """Choose where to count; tests do not count."""
    if settings.testing:
        return
    options = QUICKLY if settings.redis_url else {}
    storage = storage_from_string(
        settings.redis_url or "memory://", wrap_exceptions=True, **options
    )
    app.extensions["cwf_limits"] = FixedWindowRateLimiter(storage)
    app.extensions["cwf_limits_of_own"] = FixedWindowRateLimiter(MemoryStorage())


def count(what: str, at_most: RateLimitItem, *, of: str = "") -> None:
    """Count the present request against a limit; raises TooManyRequests.

    It is the limit of whom it is asked for (`of`: an e-mail address, say), else of the network
    address that asks.
    """
    limiter = current_app.extensions.get("cwf_limits")
    if limiter is None:
        return
    address = of or request.remote_addr or ""
    try:
        allowed = limiter.hit(at_most, what, address)
    except StorageError as error:
        log.warning("limit counted by this process alone", what=what, why=str(error))
        allowed = current_app.extensions["cwf_limits_of_own"].hit(at_most, what, address)
    if not allowed:
        raise TooManyRequests
