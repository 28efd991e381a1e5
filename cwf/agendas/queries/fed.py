"""What is in a feed, in one statement each: with that of the feed itself, two a fetch."""

from datetime import datetime
from functools import lru_cache
from typing import Any

from sqlalchemy import (
    ColumnElement,
    CompoundSelect,
    Select,
    String,
    Subquery,
    and_,
    bindparam,
    cast,
    exists,
    literal_column,
    null,
    or_,
    select,
    union_all,
)

from cwf.agendas.feeds import Choice, hexed
from cwf.agendas.models import Agenda, Duty, Favourite, Feed, LimitedSlot, Share
from cwf.agendas.picks import Hold
from cwf.agendas.queries.covered import covered
from cwf.database import UtcDateTime, look_up_all
from cwf.people.models import Account
from cwf.programme.models import Session, Slot
from cwf.registration.categories import Standing
from cwf.registration.models import Claim, Participant
from cwf.registration.places import OPEN, ClaimState


def _digits(uuid: Any) -> ColumnElement[str]:
    """A UUID as text: SQLite keeps 32 digits, PostgreSQL writes dashes between them."""
    return cast(uuid, String(36))


_nothing = cast(null(), String(20))
_never = cast(null(), UtcDateTime())
_starred: Select[*tuple[Any, ...]] = select(
    _digits(Favourite.slot_uuid), _nothing, _never, literal_column("0")
).where(Favourite.agenda_id == bindparam("agenda"))
_own = (
    select(Participant.id, Participant.edition_id, Participant.category)
    .join(Account, Account.person_id == Participant.person_id)
    .join(
        Agenda,
        and_(Agenda.account_id == Account.id, Agenda.edition_id == Participant.edition_id),
    )
    .where(
        Agenda.id == bindparam("agenda"),
        Participant.standing == literal_column(f"'{Standing.CONFIRMED}'"),
    )
    .cte("own")
)
_claimed: Select[*tuple[Any, ...]] = (
    select(_digits(LimitedSlot.slot_uuid), Claim.state, Claim.expires, literal_column("0"))
    .join(Claim, Claim.root_id == LimitedSlot.quota_id)
    .join(_own, _own.c.id == Claim.participant_id)
)
_bound: Select[*tuple[Any, ...]] = (
    select(
        _digits(Slot.uuid),
        literal_column(f"'{Hold.DUTY}'"),
        _never,
        Slot.session_id,
    )
    .join(Duty, Duty.session_id == Slot.session_id)
    .join(_own, _own.c.edition_id == Duty.edition_id)
    .where(or_(Duty.category == literal_column("''"), Duty.category == _own.c.category))
)


@lru_cache
def _picks(covers: Subquery | None) -> CompoundSelect[*tuple[Any, ...]]:
    """What is picked; made once, for putting the words together costs more than asking."""
    if covers is None:
        return union_all(_starred, _claimed, _bound)
    covering: Select[*tuple[Any, ...]] = select(
        _digits(covers.c.slot_uuid), _nothing, _never, literal_column("0")
    ).join(_own, _own.c.id == covers.c.participant_id)
    return union_all(_starred, _claimed, _bound, covering)


def picks(agenda: int, at: datetime) -> tuple[Choice, ...]:
    """All that an agenda holds at an instant, as `picks.picks_of` says, in one statement.

    Slots come as digits, in order: making UUIDs of them would cost as much as asking.
    """
    found: dict[str, bool] = {}
    bound: dict[int, list[str]] = {}
    for slot, state, expires, session in look_up_all(_picks(covered()), agenda=agenda):
        if state is None:
            found.setdefault(hexed(slot), False)
        elif state == Hold.DUTY:
            bound.setdefault(session, []).append(hexed(slot))
        elif (firm := _firm(state, expires, at)) is not None:
            found[hexed(slot)] = firm
    found |= {slots[0]: True for slots in bound.values() if len(set(slots)) == 1}
    return tuple(sorted(found.items()))


def _firm(state: str, expires: datetime | None, at: datetime) -> bool | None:
    """Whether a claim keeps one busy; None for one that is over."""
    if state == ClaimState.PLACE:
        return True
    lapsed = state == ClaimState.OFFERED and expires is not None and expires <= at
    return False if state in OPEN and not lapsed else None


def staff_notes(edition: int) -> dict[str, str]:
    """What stands in the draft for staff alone, by the slug of its session (one statement)."""
    notes = select(Session.slug, Session.staff_note).where(
        Session.edition_id == bindparam("edition"), Session.staff_note != literal_column("''")
    )
    return dict(look_up_all(notes.order_by(Session.slug), edition=edition))  # type: ignore[arg-type]


_reader = (
    select(Account.id, Account.email)
    .join(Feed, Feed.account_id == Account.id)
    .where(Feed.id == bindparam("feed"))
    .cte("reader")
)
_open = (
    select(Agenda.id, Account.name, Account.person_id, Agenda.edition_id)
    .join(Feed, Feed.edition_id == Agenda.edition_id)
    .join(Account, Account.id == Agenda.account_id)
    .join(_reader, literal_column("1") == literal_column("1"))
    .where(
        Feed.id == bindparam("feed"),
        Account.active,
        or_(
            Account.id == _reader.c.id,
            exists().where(Share.agenda_id == Agenda.id, Share.email == _reader.c.email),
        ),
    )
    .cte("open_agendas")
)
_group: tuple[Select[*tuple[Any, ...]], ...] = (
    select(_open.c.id, _open.c.name, _digits(Favourite.slot_uuid)).join(
        Favourite, Favourite.agenda_id == _open.c.id
    ),
    select(_open.c.id, _open.c.name, _digits(LimitedSlot.slot_uuid))
    .join(Participant, Participant.person_id == _open.c.person_id)
    .join(Claim, Claim.participant_id == Participant.id)
    .join(LimitedSlot, LimitedSlot.quota_id == Claim.root_id)
    .where(
        Participant.edition_id == _open.c.edition_id,
        Claim.state == literal_column(f"'{ClaimState.PLACE}'"),
    ),
)


@lru_cache
def _groups(covers: Subquery | None) -> CompoundSelect[*tuple[Any, ...]]:
    """What several picked, likewise."""
    if covers is None:
        return union_all(*_group)
    covering: Select[*tuple[Any, ...]] = (
        select(_open.c.id, _open.c.name, _digits(covers.c.slot_uuid))
        .join(Participant, Participant.person_id == _open.c.person_id)
        .join(covers, covers.c.participant_id == Participant.id)
        .where(
            Participant.edition_id == _open.c.edition_id,
            Participant.standing == literal_column(f"'{Standing.CONFIRMED}'"),
        )
    )
    return union_all(*_group, covering)


def group_picks(feed: int, of: frozenset[int] | None) -> dict[str, list[str]]:
    """Who wants to be where: the owner of a feed, and all who share with them by name.

    Reach is asked anew at each fetch, in one statement; of what it gives only the agendas `of` are
    told, where these were chosen. Names stand in order, each once; an
    account without a name counts and is not named.
    """
    found: dict[str, set[str]] = {}
    for agenda, name, slot in look_up_all(_groups(covered()), feed=feed):
        if of is not None and agenda not in of:
            continue
        found.setdefault(hexed(slot), set()).add(name)
    return {slot: sorted(filter(None, found[slot])) for slot in sorted(found)}
