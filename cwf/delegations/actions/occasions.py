"""Occasions made by the host, and the answers of heads and members. Nothing here commits."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from cwf import audit
from cwf.audit import Actor
from cwf.database import db
from cwf.delegations.models import Member, Occasion, Reply
from cwf.delegations.queries.occasions import taken
from cwf.editions.models import Edition

FIELDS = ("delegation_id", "title", "place", "note", "starts", "ends", "answer_by", "places")


class TooFewPlacesError(ValueError):
    """More say that they come than there are places; `left` is how many there are."""

    def __init__(self, left: int) -> None:
        super().__init__(left)
        self.left = left


def make(edition: Edition, *, actor: Actor, **values: Any) -> Occasion:
    """A new occasion; `values` are of FIELDS. Flushed."""
    row = Occasion(edition_id=edition.id, **values)
    db.session.add(row)
    db.session.flush()
    _record(row, "occasion.make", actor, after=_said(row))
    return row


def change(row: Occasion, *, actor: Actor, **values: Any) -> None:
    """Change what is said of it. Who said yes still comes, should there be fewer places now."""
    before = _said(row)
    for name in FIELDS:
        if name in values:
            setattr(row, name, values[name])
    if (after := _said(row)) != before:
        db.session.flush()
        _record(row, "occasion.change", actor, before=before, after=after)


def remove(row: Occasion, *, actor: Actor) -> None:
    """It does not take place; the answers go with it."""
    _record(row, "occasion.remove", actor, before=_said(row))
    db.session.delete(row)
    db.session.flush()


def reply(
    occasion: Occasion, answers: Mapping[Member, bool | None], *, at: datetime, actor: Actor
) -> int:
    """Take the answers of members (None: none yet) to an occasion, which is locked.

    How many that changed. Raises TooFewPlacesError, and changes nothing, where more would come
    than there are places; who had said yes before keeps theirs.
    """
    ids = [member.id for member in answers]
    before = {one: db.session.get(Reply, (occasion.id, one)) for one in ids}
    if occasion.places is not None:
        new = [
            member
            for member, comes in answers.items()
            if comes and not ((row := before[member.id]) and row.comes)
        ]
        kept = sum(bool(comes) for comes in answers.values()) - len(new)
        left = occasion.places - taken(occasion, but=ids) - kept
        if new and len(new) > left:
            raise TooFewPlacesError(max(0, left))
    changed = 0
    for member, comes in answers.items():
        changed += _put(occasion, member, before[member.id], comes, at)
    db.session.flush()
    if changed:
        _record(occasion, "occasion.reply", actor, after={"number": changed})
    return changed


def _put(
    occasion: Occasion, member: Member, row: Reply | None, comes: bool | None, at: datetime
) -> bool:
    if (row.comes if row else None) == comes:
        return False
    if row is None:
        assert comes is not None
        made = Reply(occasion_id=occasion.id, member_id=member.id, comes=comes, answered=at)
        db.session.add(made)
    elif comes is None:
        db.session.delete(row)
    else:
        row.comes, row.answered = comes, at
    return True


def _said(row: Occasion) -> dict[str, Any]:
    plain = {name: getattr(row, name) for name in FIELDS if name != "delegation_id"}
    return {
        name: value.isoformat() if isinstance(value, datetime) else value
        for name, value in plain.items()
        if value not in (None, "", {})
    }


def _record(row: Occasion, action: str, actor: Actor, **values: Any) -> None:
    scope = audit.edition_scope(row.edition_id)
    if row.delegation_id is not None:
        scope = audit.delegation_scope(row.edition_id, row.delegation_id)
    subject = row.title.get("en") or next(iter(row.title.values()), "")
    audit.record(actor, action, scope=scope, subject=subject, **values)
