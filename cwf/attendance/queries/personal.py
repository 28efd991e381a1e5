"""What attendance keeps of somebody: ticket, when they came, and what they did by office."""

from typing import Any

from flask_babel import lazy_gettext as _l
from sqlalchemy import select

from cwf.agendas.queries.slots import title_of
from cwf.attendance.models import CheckIn, Count, DigestReader, Target, TargetChange, Ticket
from cwf.database import db
from cwf.people.keeping import Section, Subject
from cwf.people.queries.personal import told
from cwf.registration.queries.personal import edition_name
from cwf.registration.queries.subjects import rows_of

OF_OTHERS = ("by_id", "by_name", "undone_by")


def personal_data(subject: Subject) -> list[Section]:
    """Nothing of who else came, or who was at the door."""
    mine = [
        *_of_participants(subject),
        *(_of_accounts(subject.accounts) if subject.edition is None else ()),
    ]
    return [Section(code=code, title=title, rows=tuple(rows)) for code, title, rows in mine]


def _of_participants(subject: Subject) -> list[tuple[str, Any, list[dict[str, Any]]]]:
    slugs = {row.id: edition_name(row.edition_id) for row in rows_of(subject)}
    tickets = db.session.scalars(select(Ticket).where(Ticket.participant_id.in_(slugs)))
    came = db.session.scalars(
        select(CheckIn).where(CheckIn.participant_id.in_(slugs)).order_by(CheckIn.at)
    )
    return [
        (
            "tickets",
            _l("Your tickets"),
            [{"edition": slugs[one.participant_id], **told(one)} for one in tickets],
        ),
        (
            "check_ins",
            _l("When you came in"),
            [
                {
                    "edition": slugs[one.participant_id],
                    "session": title_of(one.edition_id, one.slot) if one.slot else {},
                    **told(one, without=OF_OTHERS),
                }
                for one in came
            ],
        ),
    ]


def _of_accounts(of: tuple[int, ...]) -> list[tuple[str, Any, list[dict[str, Any]]]]:
    let_in = db.session.scalars(select(CheckIn).where(CheckIn.by_id.in_(of)).order_by(CheckIn.id))
    counts = db.session.scalars(select(Count).where(Count.by_id.in_(of)).order_by(Count.id))
    changes = db.session.execute(
        select(TargetChange, Target.edition_id)
        .join(Target, Target.id == TargetChange.target_id)
        .where(TargetChange.actor_id.in_(of))
        .order_by(TargetChange.id)
    )
    digests = db.session.scalars(select(DigestReader).where(DigestReader.account_id.in_(of)))
    return [
        (
            "let_in",
            _l("Check-ins that you entered by hand"),
            [{"edition": edition_name(one.edition_id), "at": one.at.isoformat()} for one in let_in],
        ),
        (
            "counts",
            _l("Counts that you reported"),
            [
                {"edition": edition_name(one.edition_id), **told(one, without=("by_id", "by_name"))}
                for one in counts
            ],
        ),
        (
            "targets",
            _l("Targets that you set or changed"),
            [
                {"edition": edition_name(edition), **told(one, without=("actor_id", "actor"))}
                for one, edition in changes
            ],
        ),
        (
            "digests",
            _l("Weekly figures that you are sent"),
            [{"edition": edition_name(one.edition_id), **told(one)} for one in digests],
        ),
    ]
