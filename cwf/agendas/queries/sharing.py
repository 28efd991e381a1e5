"""Agendas that somebody may read besides their own: by name, or by a link that is open.

What is shown of another's agenda are its slots and whether they are firm; who waits for a place,
or is offered one, is nobody else's business.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from flask_babel import gettext as _
from sqlalchemy import ColumnElement, Select, and_, or_, select

from cwf.agendas.models import Agenda, Share
from cwf.agendas.picks import Pick, for_others
from cwf.agendas.queries.picks import mine_of
from cwf.database import db
from cwf.editions.lifecycle import Lifecycle
from cwf.editions.models import Edition
from cwf.people.models import Account
from cwf.programme.timetable import Texts

OF_LINK = "shared agenda"  # what a token in a link was signed for
IS_OPEN = Edition.lifecycle.not_in([Lifecycle.PLANNED, Lifecycle.CANCELLED])


@dataclass(frozen=True, kw_only=True, slots=True)
class Readable:
    """An agenda that may be read: whose it is, and of which edition."""

    id: int
    uuid: UUID
    name: str
    edition: str
    city: Texts
    year: int


def readable_agendas(account: Account, edition_id: int) -> list[tuple[int, str]]:
    """The agendas of an edition that an account may read, its own first: ids and names."""
    found = readable(account, edition_id)
    return [(one.id, one.name) for one in found]


def readable(account: Account, edition_id: int) -> list[Readable]:
    """The same with all that is known of them."""
    mine = Agenda.account_id == account.id
    rows = db.session.execute(
        _agendas()
        .where(Agenda.edition_id == edition_id, or_(mine, _shared_with(account)))
        .order_by(mine.desc(), Account.name, Agenda.id)
    )
    return [_readable(agenda, owner, edition) for agenda, owner, edition in rows]


def shared_with(account: Account) -> list[Readable]:
    """All that others let an account read by its address, the latest edition first."""
    rows = db.session.execute(
        _agendas()
        .where(_shared_with(account))
        .order_by(Edition.year.desc(), Edition.slug, Account.name, Agenda.id)
    )
    return [_readable(agenda, owner, edition) for agenda, owner, edition in rows]


def by_name(account: Account, edition_id: int, uuid: UUID) -> Readable | None:
    """Another's agenda of an edition, if its owner lets this account read it."""
    row = db.session.execute(
        _agendas().where(
            Agenda.edition_id == edition_id, Agenda.uuid == uuid, _shared_with(account)
        )
    ).one_or_none()
    return _readable(*row) if row else None


def by_link(uuid: str, generation: int) -> Readable | None:
    """The agenda of a link, while that is open and not renewed."""
    row = db.session.execute(
        _agendas().where(
            Agenda.uuid == UUID(uuid), Agenda.shared, Agenda.share_generation == generation
        )
    ).one_or_none()
    return _readable(*row) if row else None


def shown_picks(agenda_ids: Sequence[int], at: datetime) -> dict[int, tuple[Pick, ...]]:
    """What of each of these agendas others see; in as many statements as of one."""
    agendas = db.session.scalars(select(Agenda).where(Agenda.id.in_(agenda_ids))).all()
    found = zip(agendas, mine_of(agendas, at), strict=True)
    return {agenda.id: for_others(one.picks) for agenda, one in found}


def shares_of(agenda_id: int) -> Sequence[Share]:
    """With whom by name an agenda is shared, by address."""
    return db.session.scalars(
        select(Share).where(Share.agenda_id == agenda_id).order_by(Share.email)
    ).all()


def _agendas() -> Select[Agenda, Account, Edition]:
    """Agendas of open accounts at editions that are public."""
    return (
        select(Agenda, Account, Edition)
        .join(Account, and_(Account.id == Agenda.account_id, Account.active))
        .join(Edition, and_(Edition.id == Agenda.edition_id, IS_OPEN))
    )


def _shared_with(account: Account) -> ColumnElement[bool]:
    named = select(Share.agenda_id).where(Share.email == account.email.lower())
    return and_(Agenda.id.in_(named), Agenda.account_id != account.id)


def _readable(agenda: Agenda, owner: Account, edition: Edition) -> Readable:
    return Readable(
        id=agenda.id,
        uuid=agenda.uuid,
        name=owner.name or _("Somebody"),
        edition=edition.slug,
        city=edition.city,
        year=edition.year,
    )
