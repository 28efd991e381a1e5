"""How a registration goes: asked for, confirmed, changed, cancelled. Nothing here commits.

What a stranger writes stays apart (`wanted`) until the address confirms it. Confirming proves the
address, so the participant's person then belongs to the account of that address.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from flask import current_app
from sqlalchemy import select, update
from sqlalchemy.exc import IntegrityError

from cwf import audit
from cwf.audit import Actor
from cwf.database import db
from cwf.people import actions as people
from cwf.people.models import Account
from cwf.people.queries import account_by_email
from cwf.registration.actions.persons import drop_person, new_person, rename
from cwf.registration.actions.places import give_all_up
from cwf.registration.categories import Standing
from cwf.registration.details import Details, read_details
from cwf.registration.models import Participant
from cwf.registration.queries import participants as queries

KEY = "key"  # in what is wanted: of the submit that said it


@dataclass(frozen=True, kw_only=True)
class Confirmed:
    """What confirming led to.

    `made` is the account if it was made by this. `other`: the person took part already, under
    another address; `participant` is then that one, and nothing was added.
    """

    participant: Participant
    made: Account | None = None
    other: bool = False


def ask(
    edition_id: int, *, email: str, details: Details, at: datetime, key: str = ""
) -> Participant:
    """Somebody asks to take part with this address; flushed and locked.

    A confirmed registration is left as it is. `email` is as `same_address` gives it; the same
    `key` once more is the same submit, and changes nothing.
    """
    row = queries.by_email(edition_id, email, lock=True)
    if row is None:
        row = _begin(edition_id, email, details, at)
    again = key and row.wanted is not None and row.wanted.get(KEY) == key
    if row.standing != Standing.CONFIRMED and not again:
        row.wanted, row.asked = {**details.kept(), KEY: key}, at
        db.session.flush()
    return row


def confirm(row: Participant, *, at: datetime, actor: Actor | None = None) -> Confirmed:
    """The address has confirmed what was asked for last; `row` is locked.

    Confirming twice is confirming once. Default for `actor`: the account of the address.
    """
    if row.standing == Standing.CONFIRMED or row.wanted is None:
        return Confirmed(participant=row)
    details = read_details(row.wanted)
    account, made = _account(actor, row.email, details)
    earlier = queries.by_person(row.edition_id, account.person_id)
    if earlier is not None and earlier.id != row.id:
        if (revived := _instead_of(row, earlier)) is None:
            return Confirmed(participant=earlier, other=True)
        row = revived
    _link(row, account)
    _settle(row, details, at)
    said = {name: value for name, value in _said(row).items() if value}
    own = Actor(account_id=account.id, name=row.person.name)
    _record(row, "registration.confirm", actor or own, after=said)
    return Confirmed(participant=row, made=account if made else None)


def add(
    edition_id: int, *, email: str, details: Details, at: datetime, actor: Actor
) -> Confirmed | None:
    """An organiser adds somebody, confirmed at once; None if the address takes part already."""
    row = ask(edition_id, email=email, details=details, at=at)
    if row.standing == Standing.CONFIRMED:
        return None
    return confirm(row, at=at, actor=actor)


def change(row: Participant, details: Details, *, actor: Actor) -> None:
    """Change what a registration says of somebody."""
    before = _said(row)
    rename(row.person, details.name)
    _take(row, details)
    _record(row, "registration.change", actor, before=before, after=_said(row))


def cancel(row: Participant, *, at: datetime, actor: Actor, reason: str = "") -> None:
    """Give a registration up, and with it all places, and what higher slices keep (`cwf_leaving`).

    Nudge `offers` after the commit: what is given up goes to the next in line.
    """
    if row.standing != Standing.CONFIRMED:
        return
    row.standing, row.cancelled, row.wanted = Standing.CANCELLED, at, None
    db.session.flush()
    give_all_up(row.id, at=at, by=actor)
    for leave in current_app.extensions["cwf_leaving"]:
        leave(row.id, at=at, actor=actor)
    _record(row, "registration.cancel", actor, after={"reason": reason} if reason else None)


def renew_link(row: Participant, *, actor: Actor) -> None:
    """End all personal links that were sent; the next one holds."""
    row.generation += 1
    _record(row, "registration.link", actor)


def forget_unconfirmed(*, before: datetime) -> int:
    """Forget what was asked for before then and never confirmed; gives how many went."""
    old = (
        select(Participant)
        .where(Participant.standing == Standing.ASKED, Participant.asked < before)
        .with_for_update(of=Participant, skip_locked=True)
    )
    rows = db.session.scalars(old).all()
    for row in rows:
        _give_way(row)
    db.session.execute(
        update(Participant)
        .where(Participant.standing == Standing.CANCELLED, Participant.asked < before)
        .where(Participant.wanted.is_not(None))
        .values(wanted=None)
    )
    return len(rows)


def _begin(edition_id: int, email: str, details: Details, at: datetime) -> Participant:
    row = Participant(
        edition_id=edition_id,
        person=new_person(details),
        email=email,
        consented=at,
        asked=at,
        standing=Standing.ASKED,
    )
    _take(row, details)
    try:
        with db.session.begin_nested():
            db.session.add(row)
    except IntegrityError:  # the same address, at the same moment
        found = queries.by_email(edition_id, email, lock=True)
        if found is None:
            raise
        return found
    return row


def _account(actor: Actor | None, email: str, details: Details) -> tuple[Account, bool]:
    """The account of an address, and whether it was made now."""
    if found := account_by_email(email):
        return found, False
    try:
        with db.session.begin_nested():
            name, language = details.name, details.language
            who = actor or Actor(account_id=None, name=name)
            return people.make_account(who, email=email, name=name, language=language), True
    except IntegrityError:  # made at the same moment, by another edition's registration
        found = account_by_email(email)
        if found is None:
            raise
        return found, False


def _instead_of(row: Participant, earlier: Participant) -> Participant | None:
    """The earlier registration of the same person, cancelled, to be revived; None if it stands."""
    fresh, email, asked = row.standing == Standing.ASKED, row.email, row.asked
    _give_way(row)
    if earlier.standing == Standing.CONFIRMED:
        return None
    if fresh:
        earlier.email = email
    earlier.asked = asked
    return earlier


def _give_way(row: Participant) -> None:
    """Take back what was asked for: a new row goes with its person, a cancelled one stays so."""
    if row.standing == Standing.CANCELLED:
        row.wanted = None
        db.session.flush()
        return
    person_id = row.person_id
    db.session.delete(row)
    db.session.flush()
    drop_person(person_id)


def _link(row: Participant, account: Account) -> None:
    """One person behind both: the account's own, else the participant's becomes it."""
    if account.person_id is None:
        account.person_id = row.person_id
    elif account.person_id != row.person_id:
        temporary, row.person_id = row.person_id, account.person_id
        db.session.flush()
        db.session.refresh(row, ["person"])
        drop_person(temporary)


def _settle(row: Participant, details: Details, at: datetime) -> None:
    rename(row.person, details.name)
    _take(row, details)
    row.standing, row.confirmed, row.cancelled = Standing.CONFIRMED, at, None
    row.consented, row.wanted = row.asked, None
    db.session.flush()


def _take(row: Participant, details: Details) -> None:
    row.category, row.language = details.category, details.language
    row.country, row.affiliation = details.country or None, details.affiliation


def _said(row: Participant) -> dict[str, Any]:
    return {
        "name": row.person.name,
        "country": row.country,
        "affiliation": row.affiliation,
        "category": str(row.category),
        "language": row.language,
    }


def _record(row: Participant, action: str, actor: Actor, **values: Any) -> None:
    scope = audit.edition_scope(row.edition_id)
    audit.record(actor, action, scope=scope, subject=row.person.name, **values)
