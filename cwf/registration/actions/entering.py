"""Entering people, one or thousands, whichever way they come. Nothing here commits.

Somebody is known by the address, and by the account that it has: they take part once, and are
counted once. An address that somebody else wrote is not proven by it, so no account is made, and
a person whom an account knows keeps the name that they gave themselves.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import select, update

from cwf import audit
from cwf.audit import Actor
from cwf.database import db
from cwf.editions.models import Edition
from cwf.people.models import Account
from cwf.registration.actions.entrants import PARTICIPANTS, Known, insert_all, remove_all
from cwf.registration.actions.paying import Fees
from cwf.registration.actions.persons import drop_persons, rename
from cwf.registration.actions.seating import (
    definition_of,
    group_of,
    root_of,
    seat,
    standing_for,
)
from cwf.registration.actions.standing import as_logged
from cwf.registration.categories import Channel, Standing
from cwf.registration.details import Details
from cwf.registration.models import Participant
from cwf.registration.places import Outcome, Wait

# Whom organisers decide on is entered by nobody but them, and those they gave places to.
DECIDED = frozenset({Standing.APPLIED, Standing.DECLINED})
DECIDERS = frozenset({Channel.ORGANISER, Channel.DELEGATION})


@dataclass(frozen=True, kw_only=True, slots=True)
class Entrant:
    """Somebody to be entered. `email` as `same_address` gives it; None: there is none.

    `group` is where they count (groups.py); None: by their country and category.
    """

    details: Details
    email: str | None = None
    group: str | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Entered:
    """What became of one. `participant` is None where there was no place, and none to wait for.

    `known`: somebody with that address takes part already, and is that participant, as they were.
    """

    participant: Participant | None
    outcome: Outcome
    known: bool = False


@dataclass(frozen=True, kw_only=True)
class _Entering:
    """One call: of whom, by whom, and what is found out on the way, by the entrants' numbers."""

    edition: Edition
    entrants: Sequence[Entrant]
    channel: Channel
    booking_id: int | None
    at: datetime
    ids: dict[int, int] = field(default_factory=dict)
    known: dict[int, int] = field(default_factory=dict)
    revived: dict[int, Participant] = field(default_factory=dict)
    met: set[int] = field(default_factory=set)


def enter_all(
    edition_id: int,
    entrants: Sequence[Entrant],
    *,
    channel: Channel,
    at: datetime,
    actor: Actor,
    booking_id: int | None = None,
    wait: Wait = Wait.NO,
) -> list[Entered]:
    """Enter people at an edition, each with a place of it; in their order. Flushed.

    As few statements for five thousand as for fifty. Of two with one address the second is known.
    Their mails are the caller's; nudge `offers` after the commit.
    """
    edition = db.session.get_one(Edition, edition_id)
    work = _Entering(
        edition=edition, entrants=entrants, channel=channel, booking_id=booking_id, at=at
    )
    _recognise(work, list(range(len(entrants))))
    outcomes = seat(root_of(edition_id), _wishes(work), at=at, wait=wait)
    _write(work, outcomes)
    db.session.flush()
    found = _read({*work.ids.values(), *work.known.values()})
    entered = [_entered(work, number, outcomes, found) for number in range(len(entrants))]
    _record(entered, edition, actor)
    return entered


def _recognise(work: _Entering, numbers: list[int], *, again: bool = False) -> None:
    """Find who is there already, in whatever standing, and make rows of the rest."""
    emails = [email for number in numbers if (email := work.entrants[number].email)]
    known = Known(work.edition.id, emails)
    new: list[int] = []
    first: dict[str, int] = {}
    for number in numbers:
        email = work.entrants[number].email
        row = known.row_of(email)
        if row is not None:
            _meet(work, number, row, known)
        elif email and email in first:
            continue
        else:
            new.append(number)
            if email:
                first[email] = number
    _insert(work, new, known)
    lost = [number for number in new if number not in work.ids]
    if lost and not again:
        _recognise(work, lost, again=True)
    for number in numbers:
        email = work.entrants[number].email
        if email in first and first[email] != number:
            work.known[number] = _id_of(work, first[email])


def _insert(work: _Entering, new: list[int], known: Known) -> None:
    if not new:
        return
    made = insert_all(
        [(work.entrants[number].email, work.entrants[number].details) for number in new],
        known,
        at=work.at,
        edition_id=work.edition.id,
        channel=work.channel,
        booking_id=work.booking_id,
    )
    work.ids.update({number: id for number, id in zip(new, made, strict=True) if id is not None})


def _meet(work: _Entering, number: int, row: Participant, known: Known) -> None:
    """Somebody is there: they stay as they are, or come to life with what is said now."""
    decided = row.standing in DECIDED and work.channel not in DECIDERS
    if row.standing == Standing.CONFIRMED or decided or row.id in work.met:
        work.known[number] = row.id
        return
    work.ids[number], work.revived[number] = row.id, row
    work.met.add(row.id)
    account = known.accounts.get(row.email) if row.email else None
    if account is None:
        return
    if account.person_id is None:
        account.person_id = row.person_id
    elif account.person_id != row.person_id and account.person_id not in known.by_person:
        temporary, row.person_id = row.person_id, account.person_id
        db.session.flush()
        db.session.refresh(row, ["person"])
        drop_persons([temporary])


def _id_of(work: _Entering, number: int) -> int:
    return work.ids[number] if number in work.ids else work.known[number]


def _wishes(work: _Entering) -> dict[int, str]:
    """The group of each who is to have a place, by the participant's id."""
    rule = definition_of(work.edition)
    wishes = {}
    for number, id in work.ids.items():
        one = work.entrants[number]
        details = one.details
        reckoned = group_of(rule, country=details.country, category=details.category)
        wishes[id] = reckoned if one.group is None else one.group
    return wishes


def _write(work: _Entering, outcomes: dict[int, Outcome]) -> None:
    """How each stands now, and what it costs."""
    fees = Fees(work.edition, work.at)
    named = _named_by_themselves([row.person_id for row in work.revived.values()])
    for number, row in work.revived.items():
        standing = standing_for(outcomes[row.id])
        if standing:
            _revive(row, work, work.entrants[number].details, standing)
            if row.person_id not in named:
                rename(row.person, work.entrants[number].details.name)
            fees.fix(row)
    fresh = [id for number, id in work.ids.items() if number not in work.revived]
    fees.fix_all([id for id in fresh if standing_for(outcomes[id]) is Standing.CONFIRMED])
    if waits := [id for id in fresh if standing_for(outcomes[id]) is Standing.WAITING]:
        moved = update(PARTICIPANTS).where(PARTICIPANTS.c.id.in_(waits))
        db.session.execute(moved.values(standing=Standing.WAITING, confirmed=None))
    if gone := [id for id in fresh if standing_for(outcomes[id]) is None]:
        remove_all(gone)


def _revive(row: Participant, work: _Entering, details: Details, standing: Standing) -> None:
    row.category, row.language = details.category, details.language
    row.country, row.affiliation = details.country or None, details.affiliation
    row.standing, row.cancelled, row.wanted = standing, None, None
    row.confirmed = work.at if standing is Standing.CONFIRMED else None
    row.channel, row.booking_id = work.channel, work.booking_id


def _named_by_themselves(person_ids: list[int]) -> set[int]:
    """Of those persons, the ones whom an account knows."""
    if not person_ids:
        return set()
    theirs = select(Account.person_id).where(Account.person_id.in_(person_ids))
    return {id for id in db.session.scalars(theirs) if id is not None}


def _read(ids: set[int]) -> dict[int, Participant]:
    rows = select(Participant).where(Participant.id.in_(ids))
    return {row.id: row for row in db.session.scalars(rows)} if ids else {}


def _entered(
    work: _Entering, number: int, outcomes: dict[int, Outcome], found: dict[int, Participant]
) -> Entered:
    id = _id_of(work, number)
    if number in work.known and id in found:
        return Entered(participant=found[id], outcome=Outcome.ALREADY, known=True)
    left = found.get(id) if standing_for(outcomes[id]) else None
    return Entered(participant=left, outcome=outcomes[id])


def _record(entered: list[Entered], edition: Edition, actor: Actor) -> None:
    rows = [one.participant for one in entered if one.participant and not one.known]
    audit.record_all(
        actor,
        "registration.enter",
        scope=audit.edition_scope(edition.id),
        of=[
            (
                row.person.name,
                {"category": str(row.category), "country": row.country, **as_logged(row)},
            )
            for row in rows
        ],
    )
