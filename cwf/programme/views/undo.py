"""Putting back what was just taken away: its values travel signed, in the page itself."""

from typing import Any

from flask import abort, current_app, session
from itsdangerous import BadSignature, URLSafeTimedSerializer

REMOVED = "removed_slot"
SECONDS = 3600


def _signer() -> URLSafeTimedSerializer:
    return URLSafeTimedSerializer(current_app.secret_key or "", salt="removed slot")


def keep_removed(edition: str, slug: str, values: dict[str, Any]) -> None:
    """Remember a slot that is being taken away, for the next page of its session."""
    session[REMOVED] = {"edition": edition, "session": slug, "slot": values}


def take_removed(edition: str, slug: str) -> str | None:
    """What was taken from this session just before, signed; asked for once."""
    kept = session.get(REMOVED)
    if not kept or (kept["edition"], kept["session"]) != (edition, slug):
        return None
    del session[REMOVED]
    return str(_signer().dumps(kept))


def read_removed(signed: str, edition: str, slug: str) -> dict[str, Any]:
    """The values of the slot; 404 for what was not signed here, for this session, lately."""
    try:
        kept = _signer().loads(signed, max_age=SECONDS)
    except BadSignature:
        abort(404)
    if (kept["edition"], kept["session"]) != (edition, slug):
        abort(404)
    slot: dict[str, Any] = kept["slot"]
    return slot
