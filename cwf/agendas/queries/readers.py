"""Who picked slots of an edition, and may have to be told of them: in batches, each in few steps.

A reader is an account, with what it starred, holds and has to attend; or a participant who has no
account: neither their person nor their address. Both are read by the same statements, over
another key. Who has neither account nor address is no reader: nobody could be written to.
"""

from collections.abc import Iterable, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import (
    ColumnElement,
    CompoundSelect,
    Select,
    and_,
    func,
    literal,
    or_,
    select,
    union,
)
from sqlalchemy.orm import InstrumentedAttribute

from cwf.agendas.models import Agenda, Duty, Favourite, LimitedSlot, Notice, NoticeWishes
from cwf.agendas.queries.covered import covering
from cwf.agendas.quiet import QUIET_FROM, QUIET_TO, Quiet
from cwf.agendas.readers import Asked, Reader
from cwf.database import db
from cwf.people.models import Account, Person
from cwf.programme.models import Release
from cwf.registration.categories import Standing
from cwf.registration.models import Claim, Participant
from cwf.registration.places import ClaimState

BATCH = 200
# Whose account it is, people say; of one of whom that is not said its address tells.
_SAME_PERSON = Account.person_id == Participant.person_id
_SAME_ADDRESS = and_(Account.person_id.is_(None), Account.email == Participant.email)
LIVE = (ClaimState.PLACE, ClaimState.WAITING, ClaimState.OFFERED)


def accounts(asked: Asked, after: int) -> list[Reader]:
    """The next accounts that picked any of the slots, want mails, and were not yet told."""
    seen = func.coalesce(Agenda.seen, 0)
    rows = db.session.execute(
        _wishing(Account.id, Account.email, Account.name, Account.language, seen)
        .outerjoin(Agenda, and_(Agenda.account_id == Account.id, _here(Agenda, asked)))
        .outerjoin(NoticeWishes, NoticeWishes.account_id == Account.id)
        .where(Account.id > after, _is_reader(asked), _untold(Account.id, Notice.account_id, asked))
        .order_by(Account.id)
        .limit(BATCH)
    ).all()
    if not (ids := [row[0] for row in rows]):
        return []
    picked = _by_reader([*_held(asked, Account.id, ids), *_starred(asked, ids)])
    told = _last_told(asked, Notice.account_id, ids)
    return [_reader(row, asked, picked, told, account_id=row[0]) for row in rows]


def participants(asked: Asked, after: int) -> list[Reader]:
    """The next participants with no account who hold any of the slots, and were not yet told."""
    rows = db.session.execute(
        _wishing(Participant.id, Participant.email, Person.name, Participant.language, literal(0))
        .join(Person, Person.id == Participant.person_id)
        .outerjoin(NoticeWishes, NoticeWishes.participant_id == Participant.id)
        .where(
            Participant.id > after,
            Participant.id.in_(_concerned(asked)),
            *_without_account(),
            _untold(Participant.id, Notice.participant_id, asked),
        )
        .order_by(Participant.id)
        .limit(BATCH)
    ).all()
    if not (ids := [row[0] for row in rows]):
        return []
    told = _last_told(asked, Notice.participant_id, ids)
    picked = _by_reader(_held(asked, Participant.id, ids))
    return [_reader(row, asked, picked, told, participant_id=row[0]) for row in rows]


def number_of_readers(asked: Asked) -> int:
    """How many people want to be told of these slots."""
    wanted = NoticeWishes.mails.is_not(False)
    with_account = (
        select(func.count(Account.id))
        .outerjoin(NoticeWishes, NoticeWishes.account_id == Account.id)
        .where(_is_reader(asked), wanted)
    )
    without = (
        select(func.count(Participant.id))
        .outerjoin(NoticeWishes, NoticeWishes.participant_id == Participant.id)
        .where(Participant.id.in_(_concerned(asked)), *_without_account(), wanted)
    )
    both = with_account.scalar_subquery() + without.scalar_subquery()
    return db.session.scalar(select(both)) or 0


def _without_account() -> list[ColumnElement[bool]]:
    """Apart, not in one OR: so each finds its account by an index."""
    own = select(Account.id).where(Account.active)
    without = [~own.where(which).exists() for which in (_SAME_PERSON, _SAME_ADDRESS)]
    return [Participant.email.is_not(None), *without]


def _wishing(*columns: Any) -> Select[*tuple[Any, ...]]:
    return select(
        *columns,
        NoticeWishes.zone,
        func.coalesce(NoticeWishes.quiet_from, QUIET_FROM),
        func.coalesce(NoticeWishes.quiet_to, QUIET_TO),
    )


def _here(model: Any, asked: Asked) -> ColumnElement[bool]:
    return model.edition_id == asked.edition_id  # type: ignore[no-any-return]


def _is_reader(asked: Asked) -> ColumnElement[bool]:
    starred = (
        select(Agenda.account_id)
        .join(Favourite, Favourite.agenda_id == Agenda.id)
        .where(_here(Agenda, asked), Agenda.account_id.is_not(None), _in_time(asked))
    )
    holding = [
        select(Account.id).join(Participant, which).where(Participant.id.in_(_concerned(asked)))
        for which in (_SAME_PERSON, _SAME_ADDRESS)
    ]
    return and_(Account.active, Account.id.in_(union(starred, *holding)))


def _untold(
    id: InstrumentedAttribute[int], told: InstrumentedAttribute[Any], asked: Asked
) -> ColumnElement[bool]:
    """Neither told of this release yet, nor unwilling to be."""
    notice = select(Notice.id).where(told == id, Notice.release_id == asked.release_id)
    return and_(NoticeWishes.mails.is_not(False), ~notice.exists())


def _concerned(asked: Asked) -> CompoundSelect[*tuple[Any, ...]]:
    """The ids of confirmed participants who hold one of the slots, cover or have to attend it."""
    confirmed = and_(_here(Participant, asked), Participant.standing == Standing.CONFIRMED)
    holding = (
        select(Participant.id)
        .join(Claim, Claim.participant_id == Participant.id)
        .join(LimitedSlot, LimitedSlot.quota_id == Claim.root_id)
        .where(confirmed, _claimed(asked))
    )
    bound = select(Participant.id).join(Duty, _bound(asked)).where(confirmed)
    return union(holding, bound, *covering(select(Participant.id).where(confirmed), asked))


def _in_time(asked: Asked) -> ColumnElement[bool]:
    return and_(Favourite.slot_uuid.in_(asked.slots), Favourite.added <= asked.until)


def _claimed(asked: Asked) -> ColumnElement[bool]:
    lost = and_(Claim.why == "cancelled", Claim.ended > asked.since)
    return and_(
        LimitedSlot.slot_uuid.in_(asked.slots),
        Claim.since <= asked.until,
        or_(Claim.state.in_(LIVE), lost),
    )


def _bound(asked: Asked) -> ColumnElement[bool]:
    category = or_(Duty.category == "", Duty.category == Participant.category)
    return and_(_here(Duty, asked), Duty.session_id.in_(asked.duties), category)


def _starred(asked: Asked, ids: Sequence[int]) -> list[tuple[int, UUID]]:
    rows = db.session.execute(
        select(Agenda.account_id, Favourite.slot_uuid)
        .join(Favourite, Favourite.agenda_id == Agenda.id)
        .where(_here(Agenda, asked), Agenda.account_id.in_(ids), _in_time(asked))
    )
    return [(reader, slot) for reader, slot in rows if reader is not None]


def _held(
    asked: Asked, key: InstrumentedAttribute[int], ids: Sequence[int]
) -> list[tuple[int, UUID]]:
    """What participants hold or have to attend, by their own id or by that of their account."""
    people = select(key).select_from(Participant).where(key.in_(ids), _here(Participant, asked))
    people = people.where(Participant.standing == Standing.CONFIRMED)
    if key is Account.id:
        people = people.join(Account, or_(_SAME_PERSON, _SAME_ADDRESS))
    claims = (
        people.add_columns(LimitedSlot.slot_uuid)
        .join(Claim, Claim.participant_id == Participant.id)
        .join(LimitedSlot, LimitedSlot.quota_id == Claim.root_id)
        .where(_claimed(asked))
    )
    duties = people.add_columns(Duty.session_id).join(Duty, _bound(asked))
    held = union(claims, *covering(people, asked, slots=True))
    return [
        *((reader, slot) for reader, slot in db.session.execute(held)),
        *((reader, asked.duties[session]) for reader, session in db.session.execute(duties)),
    ]


def _last_told(asked: Asked, key: InstrumentedAttribute[Any], ids: Sequence[int]) -> dict[int, int]:
    """The newest release of the edition of which each was told."""
    rows = db.session.execute(
        select(key, func.max(Release.number))
        .join(Release, Release.id == Notice.release_id)
        .where(_here(Release, asked), key.in_(ids))
        .group_by(key)
    )
    return {row[0]: row[1] for row in rows}


def _by_reader(pairs: Iterable[tuple[int, UUID]]) -> dict[int, set[UUID]]:
    found: dict[int, set[UUID]] = {}
    for reader, slot in pairs:
        found.setdefault(reader, set()).add(slot)
    return found


def _reader(
    row: Sequence[Any],
    asked: Asked,
    picked: dict[int, set[UUID]],
    told: dict[int, int],
    *,
    account_id: int | None = None,
    participant_id: int | None = None,
) -> Reader:
    id, email, name, language, seen, zone, start, end = row
    return Reader(
        account_id=account_id,
        participant_id=participant_id,
        email=email,
        name=name,
        language=language,
        quiet=Quiet(zone=zone or asked.zone, start=start, end=end),
        slots=frozenset(picked.get(id, ())),
        knows=max(seen, told.get(id, 0)),
    )
