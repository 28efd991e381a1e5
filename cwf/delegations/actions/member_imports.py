"""Lists of members on their way in: sent, asked about, decided on, taken over. Nothing commits.

The rows are the truth, as of the programme's imports: wanted → reading → asks (what the columns
hold) → wanted again → checked or refused → done.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

import msgspec
from sqlalchemy import null, select

from cwf.audit import Actor
from cwf.database import db
from cwf.delegations.actions.taking_over import Done, Moved, carry_out
from cwf.delegations.models import Delegation, MemberImport
from cwf.delegations.queries.member_imports import shelf_of
from cwf.delegations.sheets.plans import MemberPlan
from cwf.delegations.stages import Side
from cwf.editions.models import Edition
from cwf.programme import packing
from cwf.programme.actions.desk import Desk, NotReady, settle, want_again
from cwf.programme.models import ColumnChoice
from cwf.registration.places import Wait

DESK = Desk(MemberImport)
COLUMNS = 500  # headings that are remembered of a delegation's lists


@dataclass(frozen=True, kw_only=True)
class Order:
    """A list that was taken to be read."""

    id: int
    lease: str
    row: MemberImport
    name: str
    language: str
    columns: Mapping[str, Any] | None
    body: bytes


def receive(
    edition: Edition,
    delegation: Delegation | None,
    *,
    actor: Actor,
    name: str,
    body: bytes,
    language: str,
    at: datetime,
) -> MemberImport:
    """Keep a list that was sent; it is wanted from now on."""
    row = MemberImport(
        edition_id=edition.id,
        delegation_id=delegation.id if delegation else None,
        author_id=actor.account_id,
        author=actor.name,
        name=name,
        size=len(body),
        body=body,
        language=language,
        requested=at,
    )
    db.session.add(row)
    db.session.flush()
    DESK.keep_few(
        MemberImport.edition_id == edition.id, MemberImport.delegation_id == row.delegation_id
    )
    return row


def take(at: datetime) -> Order | None:
    """Take the list that waits longest; None: there is none."""
    row = DESK.take(at)
    if row is None:
        return None
    return Order(
        id=row.id,
        lease=row.lease,
        row=row,
        name=row.name,
        language=row.language,
        columns=row.columns,
        body=row.body,
    )


def choose(row: MemberImport, sheets: Sequence[Mapping[str, Any]], *, role: str) -> None:
    """Say what the sheet and its columns hold, remember it, and want the file read again.

    `role` is of those of whom the list says none ("": each has to say it). Raises NotReady.
    """
    if row.columns is None:
        raise NotReady
    want_again(row)
    row.columns = {"answered": True, "sheets": list(sheets), "role": role}
    shelf = shelf_of(row.delegation_id)
    kept = db.session.scalar(
        select(ColumnChoice).where(
            ColumnChoice.edition_id == row.edition_id, ColumnChoice.noun == shelf
        )
    )
    if kept is None:
        kept = ColumnChoice(edition_id=row.edition_id, noun=shelf, chosen={})
        db.session.add(kept)
    for sheet in sheets:
        if sheet["noun"]:
            said = [*kept.chosen.items(), *sheet["holds"].items()]
            kept.chosen = dict(said[-COLUMNS:])


def decide(row: MemberImport, said: Mapping[str, str]) -> None:
    """Say of pairs whether they are one person, and have the list compared with that.

    What is said of a pair that there is not, or that cannot be said of it, counts for nothing.
    Raises NotReady.
    """
    if row.state != "checked":
        raise NotReady
    pairs = {pair.key: pair.choices for pair in plan_of(row).pairs}
    taken = {key: word for key, word in said.items() if word in pairs.get(key, ())}
    want_again(row)
    row.decisions = {**row.decisions, **taken}


def complete(
    edition: Edition,
    row: MemberImport,
    *,
    gone: Collection[UUID],
    wait: Wait,
    side: Side,
    actor: Actor,
    at: datetime,
) -> Done:
    """Carry out what the list would change, wholly; raises NotReady, Barred or Moved.

    `gone` are members whom the list lacks and who come no longer. After an error nothing may be
    committed.
    """
    if row.state != "checked":
        raise NotReady
    plan = plan_of(row)
    if plan.undecided or plan.refused:
        raise NotReady
    done = carry_out(
        edition, plan, delegation_id=row.delegation_id, gone=gone, wait=wait, side=side,
        actor=actor, at=at,
    )  # fmt: skip
    if wait is not Wait.WHOLE and _more_wait(done, row.summary.get("places", {})):
        raise Moved
    settle(row, "done", at)
    row.author_id, row.author = actor.account_id, actor.name
    row.decisions = {**row.decisions, **done.known}
    row.summary = {**row.summary, "gone": done.gone, "waiting": done.waiting}
    row.body = row.plan = row.remarked = None
    row.columns = null()  # they quote the first rows
    return done


def _more_wait(done: Done, told: Mapping[str, Mapping[str, int]]) -> bool:
    """Whether of a role more would wait than was told. That fewer do, since somebody goes or there
    are more places by now, is no reason to ask once more."""
    return any(
        counts["wait"] > told.get(role, {}).get("wait", 0) for role, counts in done.places.items()
    )


def plan_of(row: MemberImport) -> MemberPlan:
    """The plan that is kept of a list. Raises NotReady where there is none that can be read."""
    if row.plan is None:
        raise NotReady
    try:
        return packing.unpack_as(row.plan, MemberPlan)
    except msgspec.MsgspecError:  # kept by another version of this program
        raise NotReady from None


def forget(at: datetime) -> None:
    """Let go of contents, and of remarks and columns, which quote them, some time after the last
    thing."""
    DESK.forget(at, remarks=[], columns=null())
