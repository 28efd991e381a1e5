"""When and for whom registration is open."""

from datetime import datetime
from typing import Any

from cwf import audit
from cwf.audit import Actor
from cwf.database import db
from cwf.editions.models import Edition
from cwf.programme.actions.dates import Move
from cwf.registration.models import RegistrationTerms


def set_terms(
    edition: Edition,
    row: RegistrationTerms | None,
    *,
    actor: Actor,
    opens: datetime | None,
    closes: datetime | None,
    categories: list[str],
    approve: list[str],
    welcome: dict[str, str],
) -> None:
    """Offer registration on these terms, from now on or anew."""
    before = _said(row)
    if row is None:
        row = RegistrationTerms(edition_id=edition.id)
        db.session.add(row)
    edition.registration = True
    row.opens, row.closes, row.categories, row.welcome = opens, closes, categories, welcome
    row.approve = approve
    _record(edition, actor, before, _said(row))


def withdraw_terms(edition: Edition, row: RegistrationTerms | None, *, actor: Actor) -> None:
    """Offer registration no longer; who has registered stays registered."""
    if row is not None:
        _record(edition, actor, _said(row), {})
        db.session.delete(row)
    edition.registration = False


def keep_clock(edition: Edition, move: Move, *, at: datetime, actor: Actor) -> None:
    """In another zone registration opens and closes at the same hour of the clock, on its day.

    It does not move with the forum's days, for it was announced. What has passed stays.
    """
    row = db.session.get(RegistrationTerms, edition.id)
    if row is None:
        return
    before = _said(row)
    if row.opens and row.opens > at:
        row.opens = move.instant(row.opens, days=False)
    if row.closes and row.closes > at:
        row.closes = move.instant(row.closes, days=False)
    _record(edition, actor, before, _said(row))


def _said(row: RegistrationTerms | None) -> dict[str, Any]:
    if row is None:
        return {}
    return {
        "opens": row.opens.isoformat() if row.opens else None,
        "closes": row.closes.isoformat() if row.closes else None,
        "categories": row.categories,
        "approve": row.approve,
        "welcome": row.welcome,
    }


def _record(edition: Edition, actor: Actor, before: dict[str, Any], after: dict[str, Any]) -> None:
    if before != after:
        audit.record(
            actor,
            "registration.terms",
            scope=audit.edition_scope(edition.id),
            subject=edition.slug,
            before=before,
            after=after,
        )
