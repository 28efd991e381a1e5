"""Stars: what an account wishes to see, kept in its agenda of an edition."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from cwf.agendas.models import Agenda, Favourite
from cwf.agendas.picks import MOST
from cwf.database import db


class TooMany(Exception):
    """An agenda holds MOST favourites, and no more."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Merged:
    """What became of stars that were brought along: new ones, and those there was no room for."""

    added: int
    left_out: int


def agenda_for(edition_id: int, account_id: int, at: datetime) -> Agenda:
    """The agenda of an account at an edition, made if there is none; locked until the commit.

    So two requests that star at the same moment come one after the other.
    """
    wanted = select(Agenda).where(Agenda.edition_id == edition_id, Agenda.account_id == account_id)
    if found := db.session.scalar(wanted.with_for_update()):
        return found
    try:
        with db.session.begin_nested():
            db.session.add(
                Agenda(edition_id=edition_id, account_id=account_id, created=at, used=at)
            )
    except IntegrityError:
        pass  # another request made it at this moment
    return db.session.scalars(wanted.with_for_update()).one()


def star(agenda: Agenda, slot: UUID, at: datetime) -> None:
    """Star a slot, which may be starred already; raises TooMany where the agenda is full."""
    if merge(agenda, [slot], at).left_out:
        raise TooMany


def unstar(agenda: Agenda, slot: UUID, at: datetime) -> None:
    """Take a star away, if it is there."""
    if found := db.session.get(Favourite, (agenda.id, slot)):
        db.session.delete(found)
    agenda.used = at


def merge(agenda: Agenda, slots: Iterable[UUID], at: datetime) -> Merged:
    """Star all of these that are not starred yet, as far as there is room."""
    starred = set(
        db.session.scalars(select(Favourite.slot_uuid).where(Favourite.agenda_id == agenda.id))
    )
    missing = [slot for slot in dict.fromkeys(slots) if slot not in starred]
    room = MOST - len(starred)
    db.session.add_all(
        Favourite(agenda_id=agenda.id, slot_uuid=slot, added=at) for slot in missing[:room]
    )
    agenda.used = at
    return Merged(added=len(missing[:room]), left_out=len(missing[room:]))
