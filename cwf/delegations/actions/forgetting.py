"""Somebody is forgotten by delegations: as a head, a member, a writer. Nothing here commits."""

from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, delete, null, select, update

from cwf.audit import Actor
from cwf.database import db
from cwf.delegations.models import (
    Cover,
    Delegation,
    Head,
    Member,
    MemberImport,
    Message,
    PlaceRequest,
    Reminder,
    Reply,
)
from cwf.delegations.queries.personal import heads_of, members_of
from cwf.people.keeping import Subject
from cwf.registration.queries.subjects import rows_of

FILES: dict[str, Any] = {
    "body": null(),
    "plan": null(),
    "remarked": null(),
    "remarks": [],
    "columns": null(),  # quote the first rows
    "decisions": {},
}


def forget(subject: Subject, *, at: datetime, actor: Actor) -> None:
    """What delegations know of somebody (the registry of forgetting).

    A member stays as a number in a role. Messages stay, without who wrote them.
    """
    led = list(db.session.scalars(select(Head.delegation_id).where(heads_of(subject))))
    members = members_of(subject)
    here = {one.delegation_id for one in members}
    for statement in (
        *written_by(subject, led),
        delete(Head).where(heads_of(subject)),
        delete(Cover).where(Cover.member_id.in_([one.id for one in members])),
        delete(Reply).where(Reply.member_id.in_([one.id for one in members])),
        _substituted(subject),
    ):
        db.session.execute(statement, execution_options={"synchronize_session": False})
    editions = [row.edition_id for row in rows_of(subject)]
    of_host = MemberImport.delegation_id.is_(None) & MemberImport.edition_id.in_(editions)
    empty_lists(MemberImport.delegation_id.in_(here | {*led}) | of_host)
    for one in members:
        one.presents = one.instead_of = ""
    db.session.flush()
    db.session.expire_all()


def empty_lists(which: ColumnElement[bool]) -> None:
    """Let go of lists that were sent, for they name their people; what came of each is kept.

    One that was not taken over yet is to be sent again.
    """
    theirs = (which, MemberImport.finished.is_not(None))
    open_ones = MemberImport.state.in_(("asks", "checked"))
    for statement in (
        update(MemberImport).where(*theirs, open_ones).values(state="lapsed"),
        update(MemberImport).where(*theirs).values(**FILES),
    ):
        db.session.execute(statement, execution_options={"synchronize_session": False})


def written_by(subject: Subject, led: list[int]) -> list[Any]:
    """Messages, requests and reminders are nobody's any more."""
    names = list(subject.names)
    found = [
        update(PlaceRequest)
        .where(PlaceRequest.delegation_id.in_(led), PlaceRequest.asked_by.in_(names))
        .values(asked_by=""),
    ]
    if subject.edition is None:
        of = subject.accounts
        found += [
            update(Message).where(Message.author_id.in_(of)).values(author_id=None, author=""),
            update(MemberImport)
            .where(MemberImport.author_id.in_(of))
            .values(author_id=None, author=""),
            update(Reminder).where(Reminder.by.in_(names)).values(by=""),
        ]
    return found


def _substituted(subject: Subject) -> Any:
    """Who came for somebody says so no more."""
    editions = [row.edition_id for row in rows_of(subject)]
    there = select(Delegation.id).where(Delegation.edition_id.in_(editions))
    return (
        update(Member)
        .where(Member.delegation_id.in_(there), Member.instead_of.in_(list(subject.names)))
        .values(instead_of="", version=Member.version + 1)
    )
