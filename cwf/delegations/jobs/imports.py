"""Lists of members that were sent become plans that can be looked at.

As with the programme's imports a list is read and compared by a program of its own with limits;
what comes back is rehearsed where places are bounded: carried out and taken back, so that it is
known beforehand how many of each role have a place.
"""

from typing import Any

import msgspec

from cwf import clock
from cwf.audit import SYSTEM
from cwf.database import db
from cwf.delegations.actions import member_imports as actions
from cwf.delegations.actions.taking_over import Barred, Moved, carry_out
from cwf.delegations.exports.import_remarks import remark_words
from cwf.delegations.queries import member_imports as queries
from cwf.delegations.queries.rosters import roster_of
from cwf.delegations.roles import Role
from cwf.delegations.sheets.asking import Wanted
from cwf.delegations.sheets.plans import MemberPlan, Verb
from cwf.delegations.stages import Side
from cwf.i18n import speaking
from cwf.programme import packing
from cwf.programme.actions.desk import REMARKS
from cwf.programme.columns import Asked
from cwf.programme.incoming import Remark
from cwf.programme.jobs.children import (
    READING,
    Told,
    program,
    read_each,
    with_remarks,
)
from cwf.programme.orders import Remarking
from cwf.programme.sheets.remarks import Code
from cwf.registration.actions.seating import root_of
from cwf.registration.places import Wait
from cwf.web.confined import confine

LIMITS = READING
LEFT_OUT = ("cwf.delegations", "cwf.registration")


def read_lists() -> None:
    """Read the lists that wait, one by one; one that fails holds back no other."""
    actions.forget(clock.now())
    db.session.commit()
    read_each(actions.take, _read, actions.DESK, what="list")


def _read(order: actions.Order) -> None:
    def progress(done: int, total: int) -> None:
        actions.DESK.tell(order, done, total, at=clock.now())
        db.session.commit()

    told = Told(progress)
    given = packing.write(_wanted(order)) + b"\n"
    db.session.rollback()  # nothing is open while it is read
    confine(_program(), given + order.body, heard=told, limits=LIMITS)
    asked: tuple[Asked, ...] = ()
    if said := told.outcomes.get("columns"):
        asked = msgspec.json.decode(said, type=tuple[Asked, ...])
        actions.DESK.keep_columns(order, packing.plain(asked), role="")
    if said := told.outcomes.get("unreadable"):
        actions.DESK.refuse(order, [msgspec.json.decode(said, type=Remark)], at=clock.now())
    elif said := told.outcomes.get("plan"):
        _check(order, msgspec.json.decode(said, type=MemberPlan), asked)
    else:
        actions.DESK.ask(order, at=clock.now())


def _wanted(order: actions.Order) -> Wanted:
    """What the program is told of the file, and of who takes part."""
    edition, delegation = queries.place_of(order.row)
    columns = order.columns or {}
    asked = columns["sheets"] if columns.get("answered") else None
    role = columns.get("role")
    return Wanted(
        name=order.name,
        roster=roster_of(edition, delegation, clock.now()),
        asked=msgspec.convert(asked, tuple[Asked, ...] | None),
        role=Role(role) if role else None,
        remembered=queries.remembered(order.row.edition_id, order.row.delegation_id),
    )


def _check(order: actions.Order, plan: MemberPlan, asked: tuple[Asked, ...]) -> None:
    """Keep the plan; the sheet with its remarks is made first, and places are tried.

    That a column is not read is told on the page, and not in the sheet: for nothing else no sheet
    is made, which would cost more than all the rest.
    """
    told = any(one.error or one.code != Code.COLUMN_IGNORED for one in plan.remarks)
    remarked = _remarked(order, plan, asked) if told else None
    actions.DESK.tell(order, 950, 1000, at=clock.now())
    db.session.commit()
    summary: dict[str, Any] = {
        "counts": {str(verb): number for verb, number in plan.counts.items() if number},
        "same": plan.same,
        "undecided": plan.undecided,
        "left": len(plan.left),
    }
    if not plan.refused:
        summary |= _rehearse(order, plan)
    actions.DESK.check(order, plan, summary=summary, remarked=remarked, at=clock.now())


def _rehearse(order: actions.Order, plan: MemberPlan) -> dict[str, Any]:
    """How many of each role would have a place, and how many would wait; nothing where places are
    without bound, or nobody is named."""
    edition, delegation = queries.place_of(order.row)
    if root_of(edition.id) is None or not any(one.verb is not Verb.CHANGE for one in plan.steps):
        return {}
    try:
        done = carry_out(
            edition, plan, delegation_id=delegation.id if delegation else None, gone=(),
            wait=Wait.PARTS, side=Side.HOST, actor=SYSTEM, at=clock.now(),
        )  # fmt: skip
    except (Moved, Barred):
        return {"short": True}
    finally:
        db.session.rollback()
    return {"places": done.places}


def _remarked(
    order: actions.Order, plan: MemberPlan, asked: tuple[Asked, ...]
) -> tuple[bytes, str] | None:
    """The sheet with its remarks, in the language of who sent it; None where that fails."""
    remarks = plan.remarks[:REMARKS]
    with speaking(order.language):
        sentences = tuple(map(remark_words, remarks))
    read = [one for one in asked if one.noun]
    wanted = Remarking(
        name=order.name,
        sheets=tuple(one.name for one in read),
        headings=tuple(heading for one in read for heading in one.headings),
        language=order.language,
        remarks=remarks,
        sentences=sentences,
    )
    return with_remarks(order.id, order.body, wanted)


def _program() -> str:
    return program("cwf.delegations.jobs.reading", *LEFT_OUT)
