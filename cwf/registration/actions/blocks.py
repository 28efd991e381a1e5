"""The form is put together: blocks are added, changed, put in order, retired. Nothing commits."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import uuid4

from sqlalchemy import delete

from cwf import audit
from cwf.audit import Actor
from cwf.database import db
from cwf.editions.models import Edition
from cwf.registration.blocks import Condition, Kind, Option
from cwf.registration.models import Block
from cwf.registration.queries import blocks as queries


def add_block(
    edition: Edition, kind: Kind, *, actor: Actor, condition: Condition, options: Sequence[Option],
    **values: Any,
) -> Block:  # fmt: skip
    """A new block at the end of the form. `values`: label, hint, required, least, most."""
    last = max((row.position for row in queries.rows_of(edition.id)), default=-1)
    row = Block(edition_id=edition.id, kind=kind, position=last + 1, uuid=uuid4())
    _fill(row, condition, options, values)
    db.session.add(row)
    _record(row, "form.add", actor, after=_said(row))
    return row


def change_block(
    row: Block, *, actor: Actor, condition: Condition, options: Sequence[Option], **values: Any
) -> None:
    """Change what a block says and of whom it is asked; its kind stays. `row` is locked."""
    before = _said(row)
    _fill(row, condition, options, values)
    _record(row, "form.change", actor, before=before, after=_said(row))


def move_block(edition: Edition, uuid: str, *, up: bool, actor: Actor) -> None:
    """Move a block one further up or down among those in use; at the end it stays.

    Lock the edition: two who move at once would give two blocks one position.
    """
    rows = queries.rows_of(edition.id)
    current = [row for row in rows if row.retired is None]
    at = next((n for n, row in enumerate(current) if row.uuid.hex == uuid), -1)
    to = at - 1 if up else at + 1
    if at < 0 or not 0 <= to < len(current):
        return
    before = [_name(row) for row in current]
    current[at], current[to] = current[to], current[at]
    retired = [row for row in rows if row.retired is not None]
    for position, row in enumerate([*current, *retired]):
        if row.position != position:
            row.position = position
    after = [_name(row) for row in current]
    _record(current[to], "form.order", actor, before={"order": before}, after={"order": after})


def retire_block(row: Block, *, at: datetime, actor: Actor) -> None:
    """Ask it no longer; its answers stay."""
    if row.retired is None:
        row.retired = at
        _record(row, "form.retire", actor)


def restore_block(row: Block, *, actor: Actor) -> None:
    """Ask it again, at the end of the form."""
    if row.retired is None:
        return
    row.retired = None
    row.position = max(one.position for one in queries.rows_of(row.edition_id)) + 1
    _record(row, "form.restore", actor)


def remove_block(row: Block, *, actor: Actor) -> None:
    """Take a block away that nobody has answered; what waits for confirmation goes with it."""
    _record(row, "form.remove", actor, before=_said(row))
    db.session.flush()
    db.session.execute(delete(Block).where(Block.id == row.id))


def new_code() -> str:
    """The code of a new option: small letters and digits, and nothing that `LIKE` reads."""
    return uuid4().hex[:10]


def _fill(
    row: Block, condition: Condition, options: Sequence[Option], values: dict[str, Any]
) -> None:
    row.condition = condition.kept()
    row.options = [one.kept() for one in options]
    for name in ("label", "hint", "required", "least", "most"):
        setattr(row, name, values[name])


def _name(row: Block) -> str:
    return next(iter(row.label.values()), row.kind)


def _said(row: Block) -> dict[str, Any]:
    condition = {**row.condition}
    if "block" in condition:
        condition["block"] = condition["block"][:8]
    return {
        "kind": row.kind,
        "label": row.label,
        "hint": row.hint,
        "options": [one["text"] | _places(one) for one in row.options],
        "required": row.required,
        "least": row.least,
        "most": row.most,
        "condition": condition,
    }


def _places(option: dict[str, Any]) -> dict[str, Any]:
    return {"places": option["places"]} if "places" in option else {}


def _record(row: Block, action: str, actor: Actor, **values: Any) -> None:
    scope = audit.edition_scope(row.edition_id)
    audit.record(actor, action, scope=scope, subject=_name(row), **values)
