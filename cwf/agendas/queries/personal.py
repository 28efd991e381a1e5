"""What agendas keep of somebody: picks, calendars, with whom they shared, what they were told."""

from typing import Any

from flask_babel import lazy_gettext as _l
from sqlalchemy import or_, select

from cwf.agendas.models import Agenda, Favourite, Feed, Notice, NoticeWishes, Paper, Share
from cwf.agendas.queries.slots import title_of
from cwf.database import db
from cwf.people.keeping import Section, Subject
from cwf.people.queries.personal import told
from cwf.registration.queries.personal import edition_name
from cwf.registration.queries.subjects import rows_of


def personal_data(subject: Subject) -> list[Section]:
    """Of an account, agendas and what belongs to them; of a participant, notices and wishes."""
    taking_part = [row.id for row in rows_of(subject)]
    of = subject.accounts if subject.edition is None else ()
    mine = select(Agenda.id).where(Agenda.account_id.in_(of))
    return [
        _section("agendas", _l("Agendas"), Agenda, Agenda.account_id.in_(of)),
        Section(code="favourites", title=_l("Favourites"), rows=_favourites(of)),
        _section("shared", _l("Whom you share an agenda with"), Share, Share.agenda_id.in_(mine)),
        # the address of a calendar opens it, and is made of its id
        _section("calendars", _l("Calendars"), Feed, Feed.account_id.in_(of)),
        _section("papers", _l("Agendas on paper, for an hour"), Paper, Paper.account_id.in_(of)),
        _section(
            "notices",
            _l("Changes that you were told of"),
            Notice,
            or_(Notice.account_id.in_(of), Notice.participant_id.in_(taking_part)),
        ),
        _section(
            "notice_wishes",
            _l("How you want to be told"),
            NoticeWishes,
            or_(NoticeWishes.account_id.in_(of), NoticeWishes.participant_id.in_(taking_part)),
        ),
    ]


def _favourites(accounts: tuple[int, ...]) -> tuple[dict[str, Any], ...]:
    found = db.session.execute(
        select(Favourite, Agenda.edition_id)
        .join(Agenda, Agenda.id == Favourite.agenda_id)
        .where(Agenda.account_id.in_(accounts))
        .order_by(Agenda.edition_id, Favourite.added)
    )
    return tuple(
        {
            "edition": edition_name(edition),
            "session": title_of(edition, row.slot_uuid),
            **told(row),
        }
        for row, edition in found
    )


def _section(code: str, title: Any, kind: Any, which: Any) -> Section:
    rows = db.session.scalars(select(kind).where(which)).all()
    return Section(code=code, title=title, rows=tuple(_line(row) for row in rows))


def _line(row: Any) -> dict[str, Any]:
    edition = getattr(row, "edition_id", None)
    said = told(row, without=("uuid", "seal", "body", "picks"))
    return {"edition": edition_name(edition), **said} if edition else said
