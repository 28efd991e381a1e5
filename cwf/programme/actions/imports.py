"""Files on their way into the draft: sent, asked about, looked at, taken over.

The rows are the truth: wanted → reading (see `reading`) → asks (what the columns hold) → wanted
again → checked or refused → done.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

import msgspec
from sqlalchemy import select

from cwf.audit import Actor
from cwf.database import db
from cwf.editions.models import Edition
from cwf.programme import packing
from cwf.programme.actions.desk import FILES, KEPT, OPEN, NotReady, settle, want_again
from cwf.programme.actions.importing import carry_out
from cwf.programme.actions.reading import DESK
from cwf.programme.merging import Plan
from cwf.programme.models import ColumnChoice, Import

__all__ = [
    "FILES",
    "KEPT",
    "OPEN",
    "NotReady",
    "choose",
    "complete",
    "forget",
    "receive",
    "want_again",
]

COLUMNS = 500  # headings that are remembered of an edition's sheets of one noun


def receive(
    edition: Edition,
    *,
    actor: Actor,
    name: str,
    body: bytes,
    language: str,
    brings: str,
    options: Mapping[str, Any],
    at: datetime,
) -> Import:
    """Keep a file that was sent; it is wanted from now on."""
    row = Import(
        edition_id=edition.id,
        author_id=actor.account_id,
        author=actor.name,
        name=name,
        size=len(body),
        body=body,
        language=language,
        brings=brings,
        options=dict(options),
        requested=at,
    )
    db.session.add(row)
    db.session.flush()
    DESK.keep_few(Import.edition_id == edition.id)
    return row


def choose(edition: Edition, row: Import, sheets: Sequence[Mapping[str, Any]]) -> None:
    """Say what the sheets and their columns hold, remember it, and want the file read again.

    Raises NotReady while it is being read, once it is done, or where the file is gone.
    """
    if row.columns is None:
        raise NotReady
    want_again(row)
    row.columns = {"answered": True, "sheets": list(sheets)}
    kept = {
        one.noun: one
        for one in db.session.scalars(
            select(ColumnChoice).where(ColumnChoice.edition_id == edition.id)
        )
    }
    for sheet in sheets:
        if noun := sheet["noun"]:
            if noun not in kept:
                kept[noun] = ColumnChoice(edition_id=edition.id, noun=noun, chosen={})
                db.session.add(kept[noun])
            kept[noun].chosen = dict(
                [*kept[noun].chosen.items(), *sheet["holds"].items()][-COLUMNS:]
            )


def complete(edition: Edition, row: Import, *, actor: Actor, at: datetime) -> Plan:
    """Carry out what the file would change, wholly; raises NotReady or DraftMoved.

    After DraftMoved nothing may be committed.
    """
    if row.state != "checked" or row.plan is None:
        raise NotReady
    try:
        plan = packing.unpack(row.plan, Plan)
    except msgspec.MsgspecError:  # kept by another version of this program
        raise NotReady from None
    carry_out(edition, plan, actor=actor, at=at)
    settle(row, "done", at)
    row.author_id, row.author = actor.account_id, actor.name
    row.body = row.plan = row.remarked = None
    return plan


def forget(at: datetime) -> None:
    """Let go of the contents of files to which nothing has happened for a while."""
    DESK.forget(at)
