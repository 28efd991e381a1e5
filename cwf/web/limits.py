"""How often one address may ask for what is costly; counted in memory, or in Redis.

Reads stay open when the counter is away (`swallow_errors`); sign-in has its own count in the
database, which fails closed.
"""

from flask import Flask
from flask_limiter import Limiter
from flask_limiter.util import get_remote_address

from cwf.settings import Settings

limiter = Limiter(get_remote_address, default_limits=[], headers_enabled=False)


def init_app(app: Flask, settings: Settings) -> None:
    """Choose where to count."""
    app.config.update(
        RATELIMIT_STORAGE_URI=settings.redis_url or "memory://",
        RATELIMIT_STORAGE_OPTIONS=(
            {"socket_connect_timeout": 0.2, "socket_timeout": 0.2} if settings.redis_url else {}
        ),
        RATELIMIT_SWALLOW_ERRORS=True,
        RATELIMIT_ENABLED=not settings.testing,
    )
    limiter.init_app(app)
