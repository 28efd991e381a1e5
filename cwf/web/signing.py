"""Tokens in links that open something without signing in: said plainly, and signed.

A token carries what it is about and is good until that says otherwise: whoever honours one looks
whether its generation still holds. Nothing secret is stored, so a link can be shown again.
"""

from typing import Any

from flask import current_app
from itsdangerous import BadData, URLSafeSerializer


def sign(purpose: str, *told: int | str) -> str:
    """The token that says this, for one purpose alone; equal words give an equal token."""
    return str(_serializer(purpose).dumps(list(told)))


def read(purpose: str, token: str, *kinds: type) -> tuple[Any, ...] | None:
    """What a token says, if it was signed for this purpose and says things of these kinds."""
    try:
        told = _serializer(purpose).loads(token)
    except (BadData, ValueError):
        return None
    if not isinstance(told, list) or [type(one) for one in told] != list(kinds):
        return None
    return tuple(told)


def _serializer(purpose: str) -> URLSafeSerializer:
    return URLSafeSerializer(current_app.config["SECRET_KEY"], salt=purpose)
