"""How rows of a programme are written: only known values, each change with what stood before."""

from collections.abc import Collection, Mapping
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm.attributes import flag_modified

from cwf import audit
from cwf.database import db
from cwf.editions.models import Edition
from cwf.programme import models
from cwf.programme.slugs import free, slug_of
from cwf.programme.timetable import text

Named = models.Track | models.Venue | models.Room | models.Session | models.Speaker


def write(row: Any, values: Mapping[str, Any], allowed: Collection[str]) -> None:
    """Set the given values; one that is not allowed is a mistake of the caller's."""
    if foreign := set(values) - set(allowed):
        raise ValueError(f"not to be written: {sorted(foreign)}")
    for name, value in values.items():
        if getattr(row, name) != value:
            setattr(row, name, value)


def touch(row: Named) -> None:
    """Raise the row's version though only what hangs on it has changed."""
    flag_modified(row, "slug")


def called(texts: Mapping[str, str], edition: Edition, default: str = "") -> str:
    """A text in the edition's first language, for the log; else in any."""
    languages = tuple(edition.languages)
    return text(dict(texts), languages[0] if languages else "en", languages)[0] or default


def record(
    actor: audit.Actor,
    action: str,
    edition_id: int,
    subject: str,
    *,
    before: dict[str, Any] | None = None,
    after: dict[str, Any] | None = None,
) -> None:
    """Log it under the edition; an update that changed nothing is not logged."""
    if before is not None and before == after:
        return
    scope = audit.edition_scope(edition_id)
    audit.record(actor, action, scope=scope, subject=subject, before=before, after=after)


def free_slug(edition: Edition, model: type[Named], name: str) -> str:
    """The address of a new thing, from its name, that no other of the edition has."""
    wanted = slug_of(name) or model.__tablename__[:-1]
    taken = set(
        db.session.scalars(
            select(model.slug).where(model.edition_id == edition.id, model.slug.startswith(wanted))
        )
    )
    return free(wanted, taken)


def next_position(edition: Edition, model: type[models.Track | models.Venue | models.Room]) -> int:
    """The place after the last."""
    positions = db.session.scalars(select(model.position).where(model.edition_id == edition.id))
    return max(positions, default=-1) + 1


def reorder(
    rows: Collection[Any],
    order: list[str],
    *,
    edition: Edition,
    actor: audit.Actor,
    action: str,
) -> None:
    """Put rows into the order of these slugs; rows that are not named keep theirs, at the end."""
    before = [row.slug for row in sorted(rows, key=lambda row: row.position)]
    wanted = [slug for slug in dict.fromkeys(order) if slug in before]
    after = [*wanted, *(slug for slug in before if slug not in wanted)]
    for row in rows:
        if row.position != after.index(row.slug):
            row.position = after.index(row.slug)
    record(
        actor,
        action,
        edition.id,
        edition.slug,
        before={"order": before},
        after={"order": after},
    )
