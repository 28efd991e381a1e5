"""What delegations keep of somebody: as a head, as a member, as a writer of messages."""

from collections.abc import Iterable
from typing import Any

from flask_babel import lazy_gettext as _l
from sqlalchemy import ColumnElement, or_, select

from cwf.agendas.queries.slots import title_of
from cwf.database import db
from cwf.delegations.models import (
    Cover,
    Delegation,
    Head,
    Member,
    MemberImport,
    Message,
    Occasion,
    Reminder,
    Reply,
)
from cwf.editions.models import Edition
from cwf.people.keeping import Section, Subject
from cwf.people.queries.personal import told
from cwf.registration.queries.personal import edition_name
from cwf.registration.queries.subjects import rows_of


def heads_of(subject: Subject) -> ColumnElement[bool]:
    """Which rows of heads are somebody's: of their accounts, or invited under their address."""
    mine = Head.account_id.in_(subject.accounts) | Head.email.in_(subject.emails)
    if subject.edition is None:
        return mine
    here = select(Delegation.id).where(Delegation.edition_id == subject.edition)
    return mine & Head.delegation_id.in_(here)


def members_of(subject: Subject) -> list[Member]:
    """As which members somebody comes or came."""
    taking_part = [row.id for row in rows_of(subject)]
    wanted = select(Member).where(Member.participant_id.in_(taking_part))
    return list(db.session.scalars(wanted.order_by(Member.id)))


def personal_data(subject: Subject) -> list[Section]:
    """Of the delegations that one leads or comes with; nothing of who else is in them."""
    heads = db.session.scalars(select(Head).where(heads_of(subject)).order_by(Head.id))
    members = members_of(subject)
    ids = [one.id for one in members]
    wrote = Message.author_id.in_(subject.accounts if subject.edition is None else ())
    brought = MemberImport.author_id.in_(subject.accounts if subject.edition is None else ())
    return [
        Section(code="heads", title=_l("Delegations that you answer for"), rows=_named(heads)),
        Section(code="members", title=_l("Delegations that you come with"), rows=_named(members)),
        Section(code="covers", title=_l("Sessions that you cover"), rows=_covers(members)),
        Section(code="replies", title=_l("Your answers to invitations"), rows=_replies(ids)),
        _section("reminders", _l("Reminders to you"), Reminder, Reminder.member_id.in_(ids)),
        _section("messages", _l("Messages that you wrote"), Message, wrote),
        _section("lists", _l("Lists of members that you sent"), MemberImport, brought),
    ]


def _named(rows: Iterable[Any]) -> tuple[dict[str, Any], ...]:
    found = []
    for row in rows:
        delegation = db.session.get_one(Delegation, row.delegation_id)
        region = delegation.region.name if delegation.region else delegation.name
        edition = db.session.get_one(Edition, delegation.edition_id).slug
        # who was named first is somebody else
        said = told(row, without=("instead_of",))
        found.append({"edition": edition, "delegation": region, **said})
    return tuple(found)


def _covers(members: Iterable[Member]) -> tuple[dict[str, Any], ...]:
    edition_of = {
        one.id: db.session.get_one(Delegation, one.delegation_id).edition_id for one in members
    }
    rows = db.session.scalars(select(Cover).where(Cover.member_id.in_(edition_of)))
    return tuple(
        {
            "edition": edition_name(edition_of[row.member_id]),
            "session": title_of(edition_of[row.member_id], row.slot_uuid),
            **told(row),
        }
        for row in rows
    )


def _replies(ids: list[int]) -> tuple[dict[str, Any], ...]:
    found = db.session.execute(
        select(Reply, Occasion)
        .join(Occasion, Occasion.id == Reply.occasion_id)
        .where(Reply.member_id.in_(ids))
        .order_by(Occasion.starts)
    )
    return tuple(
        {"edition": edition_name(occasion.edition_id), "occasion": occasion.title, **told(reply)}
        for reply, occasion in found
    )


LEFT_OUT = ("author", "by", "body", "plan", "remarked", "remarks", "lease", "decisions", "summary")


def _section(code: str, title: Any, kind: Any, which: ColumnElement[bool]) -> Section:
    rows = db.session.scalars(select(kind).where(or_(which))).all()
    return Section(code=code, title=title, rows=tuple(told(row, without=LEFT_OUT) for row in rows))
