"""Files that were sent become plans that can be looked at.

A file is read and compared by a program of its own with limits (`reading`); what comes back is
rehearsed: carried out and taken back, so that what would clash is known, and that nothing stands
in the way.
"""

from typing import Any

import msgspec

from cwf import clock
from cwf.audit import SYSTEM
from cwf.database import db, only_reading
from cwf.i18n import LANGUAGES, speaking
from cwf.programme import packing
from cwf.programme.actions import imports, reading
from cwf.programme.actions.importing import carry_out
from cwf.programme.columns import Asked
from cwf.programme.conflicts import Conflict, Severity, find_conflicts
from cwf.programme.exports.conflict_words import tell
from cwf.programme.exports.labels import Labels
from cwf.programme.exports.remarks import remark_words
from cwf.programme.incoming import Remark
from cwf.programme.jobs.children import (
    READING,
    Told,
    program,
    read_each,
    with_remarks,
)
from cwf.programme.merging import Plan
from cwf.programme.orders import Remarking, Wanted
from cwf.programme.queries import imports as queries
from cwf.programme.queries.standing import standing
from cwf.programme.queries.timetables import draft_timetable
from cwf.programme.timetable import Timetable
from cwf.web.confined import confine

LIMITS = READING
REHEARSED = 5_000  # things that a file may change to be rehearsed: it takes the lock of SQLite
CONFLICTS = 100  # new conflicts that are told of; the rest is counted


def read_imports() -> None:
    """Read the files that wait, one by one; one that fails holds back no other."""
    imports.forget(clock.now())
    db.session.commit()
    read_each(reading.take, _read, reading.DESK, what="import")


def _read(order: reading.Order) -> None:
    def progress(done: int, total: int) -> None:
        reading.tell(order, done, total, at=clock.now())
        db.session.commit()

    told = Told(progress)
    given = _given(order)
    db.session.rollback()  # nothing is open while it is read
    confine(_program("reading"), given + order.body, heard=told, limits=LIMITS)
    asked = None
    if said := told.outcomes.get("columns"):
        asked = msgspec.json.decode(said, type=tuple[Asked, ...])
        reading.keep_columns(order, packing.plain(asked))
    if said := told.outcomes.get("unreadable"):
        reading.refuse(order, [msgspec.json.decode(said, type=Remark)], at=clock.now())
    elif said := told.outcomes.get("plan"):
        _check(order, packing.read(said, Plan), asked)
    else:
        reading.ask(order, at=clock.now())


def _given(order: reading.Order) -> bytes:
    """What the program is told of the draft and of the file, in two lines."""
    edition = queries.edition_of(order.edition_id)
    asked = order.columns["sheets"] if order.columns and order.columns["answered"] else None
    wanted = Wanted(
        name=order.name,
        brings=order.brings,
        asked=msgspec.convert(asked, tuple[Asked, ...] | None),
        remembered=queries.remembered(edition),
        vocabulary=queries.vocabulary(edition),
        **order.options,
    )
    return packing.write(standing(edition)) + b"\n" + packing.write(wanted) + b"\n"


def _check(order: reading.Order, plan: Plan, asked: tuple[Asked, ...] | None) -> None:
    """Keep the plan; the sheet with its remarks, and what would clash, are made first."""
    remarked = _remarked(order, plan, asked) if asked and plan.remarks else None
    reading.tell(order, 950, 1000, at=clock.now())
    db.session.commit()
    few = 0 < len(plan.steps) <= REHEARSED
    conflicts = _rehearse(order, plan) if few and not plan.refused else {}
    reading.check(order, plan, conflicts=conflicts, remarked=remarked, at=clock.now())


def _rehearse(order: reading.Order, plan: Plan) -> dict[str, Any]:
    """Conflicts that the draft would have and has not now, in words of each language."""
    with only_reading():
        now = draft_timetable(queries.edition_of(order.edition_id))
    before = {_told(conflict) for conflict in find_conflicts(now)}
    edition = queries.edition_of(order.edition_id)
    carry_out(edition, plan, actor=SYSTEM, at=clock.now())
    db.session.flush()
    after = draft_timetable(edition)
    db.session.rollback()
    new = [conflict for conflict in find_conflicts(after) if _told(conflict) not in before]
    return _in_words(new, after)


def _told(conflict: Conflict) -> tuple[Any, ...]:
    """By what a conflict is the same as before; slots that are new have other ids each time."""
    return conflict.code, conflict.sessions, conflict.rooms, conflict.speaker


def _in_words(conflicts: list[Conflict], after: Timetable) -> dict[str, Any]:
    """How many of each severity, and the weightiest in words of each language."""
    serious = [one for one in conflicts if one.severity is Severity.SERIOUS]
    light = [one for one in conflicts if one.severity is not Severity.SERIOUS]
    shown = [*serious, *light][:CONFLICTS]
    told: list[dict[str, Any]] = [{"serious": one in serious} for one in shown]
    for language in LANGUAGES:
        with speaking(language):
            labels = Labels(after, language)
            for line, conflict in zip(told, shown, strict=True):
                line[language] = tell(conflict, labels)
    return {"serious": len(serious), "light": len(light), "shown": told}


def _remarked(
    order: reading.Order, plan: Plan, asked: tuple[Asked, ...]
) -> tuple[bytes, str] | None:
    """The sheet with its remarks, in the language of who sent it; None where that fails."""
    remarks = plan.remarks[: reading.REMARKS]
    with speaking(order.language):
        sentences = tuple(map(remark_words, remarks))
    wanted = Remarking(
        name=order.name,
        sheets=tuple(one.name for one in asked if one.noun),
        headings=(),
        language=order.language,
        remarks=remarks,
        sentences=sentences,
    )
    return with_remarks(order.id, order.body, wanted)


def _program(module: str) -> str:
    return program(f"cwf.programme.jobs.{module}")
