"""Making an edition, and changing what it is. Nothing here commits."""

from collections.abc import Mapping
from typing import Any

from flask import current_app
from sqlalchemy import select
from sqlalchemy.orm.attributes import flag_modified

from cwf import audit, clock
from cwf.database import db
from cwf.editions.lifecycle import Lifecycle
from cwf.editions.models import Edition, Fact, Step, audited

SETTINGS = (
    "year", "ordinal", "ordinal_note", "certainty", "host_region_id", "country", "city", "venue",
    "website", "languages", "theme", "lead", "welcome", "practical", "notice", "note", "look",
    "illustrative", "invented",
)  # fmt: skip
DATES = ("starts", "ends", "zone", "day_change_hour")
FACT = (
    "kind", "label", "value", "value_high", "qualifier", "unit", "measure", "day", "confidence",
    "sources",
)  # fmt: skip


class SlugTaken(ValueError):
    """Another edition has this address."""


def create(slug: str, *, actor: audit.Actor, **values: Any) -> Edition:
    """A new edition, planned and not public. Raises SlugTaken."""
    if db.session.scalar(select(Edition.id).where(Edition.slug == slug)):
        raise SlugTaken(slug)
    edition = Edition(slug=slug)
    edition.steps.append(
        Step(
            lifecycle=Lifecycle.PLANNED,
            at=clock.now(),
            actor_id=actor.account_id,
            actor_name=actor.name,
        )
    )
    _write(edition, values, (*SETTINGS, *DATES))
    db.session.add(edition)
    db.session.flush()
    known = {name: value for name, value in audited(edition).items() if value or value == 0}
    _record(actor, "edition.create", edition, after=known)
    return edition


def change(edition: Edition, *, actor: audit.Actor, **values: Any) -> None:
    """Other settings; the address and the dates stay.

    What depends on who is host, kept by higher slices, follows by their functions of the edition
    and the instant (`cwf_host_changed`).
    """
    before, host = audited(edition), (edition.country, edition.host_region_id)
    _write(edition, values, SETTINGS)
    after = audited(edition)
    if before != after:
        _record(actor, "edition.change", edition, before=before, after=after)
    if host != (edition.country, edition.host_region_id):
        db.session.flush()
        for follow in current_app.extensions["cwf_host_changed"]:
            follow(edition, at=clock.now())


def show_picture(edition: Edition, picture: str | None, *, actor: audit.Actor) -> None:
    """Another picture, by the hash under which it is kept, or none."""
    if edition.picture == picture:
        return
    before, edition.picture = edition.picture, picture
    _record(
        actor, "edition.picture", edition, before={"picture": before}, after={"picture": picture}
    )


def set_dates(edition: Edition, *, actor: audit.Actor, **values: Any) -> None:
    """Other days, zone or hour of day change; what is placed already is not moved here."""
    before = {name: str(getattr(edition, name)) for name in DATES}
    _write(edition, values, DATES)
    after = {name: str(getattr(edition, name)) for name in DATES}
    if before != after:
        _record(actor, "edition.dates", edition, before=before, after=after)


def add_fact(edition: Edition, *, actor: audit.Actor, **values: Any) -> Fact:
    """A further figure, deadline or claim, last in order."""
    position = max((fact.position for fact in edition.facts), default=0) + 1
    fact = Fact(position=position)
    _write(fact, values, FACT)
    edition.facts.append(fact)
    touch(edition)
    _record(actor, "fact.add", edition, after=_values(fact))
    return fact


def change_fact(edition: Edition, fact: Fact, *, actor: audit.Actor, **values: Any) -> None:
    """Other values of one."""
    before = _values(fact)
    _write(fact, values, FACT)
    after = _values(fact)
    if before != after:
        touch(edition)
        _record(actor, "fact.change", edition, before=before, after=after)


def remove_fact(edition: Edition, fact: Fact, *, actor: audit.Actor) -> None:
    """One fewer."""
    before = _values(fact)
    edition.facts.remove(fact)
    touch(edition)
    _record(actor, "fact.remove", edition, before=before)


def touch(edition: Edition) -> None:
    """Raise the edition's version though only what hangs on it has changed."""
    edition.changed = clock.now()
    flag_modified(edition, "changed")  # within the same second, too


def _write(row: Any, values: Mapping[str, Any], allowed: tuple[str, ...]) -> None:
    if foreign := set(values) - set(allowed):
        raise ValueError(f"not to be written: {sorted(foreign)}")
    for name, value in values.items():
        if getattr(row, name) != value:
            setattr(row, name, value)


def _values(fact: Fact) -> dict[str, Any]:
    values = {name: getattr(fact, name) for name in FACT}
    return {**values, "day": fact.day.isoformat() if fact.day else None}


def _record(
    actor: audit.Actor,
    action: str,
    edition: Edition,
    *,
    before: dict[str, Any] | None = None,
    after: dict[str, Any] | None = None,
) -> None:
    scope = audit.edition_scope(edition.id)
    audit.record(actor, action, scope=scope, subject=edition.slug, before=before, after=after)
