"""How a registration goes: asked for, confirmed, changed, cancelled. Nothing here commits.

What a stranger writes stays apart (`wanted`) until the address confirms it. Confirming proves the
address, so the participant's person then belongs to the account of that address.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from flask import current_app
from sqlalchemy import select, update
from sqlalchemy.exc import IntegrityError

from cwf import audit, clock
from cwf.audit import Actor
from cwf.database import db
from cwf.people.models import Account
from cwf.registration.actions import answers as answering
from cwf.registration.actions.persons import (
    account_for,
    drop_person,
    link_person,
    new_person,
    rename,
)
from cwf.registration.actions.places import give_all_up
from cwf.registration.actions.standing import as_logged, move, reconsider, stand
from cwf.registration.answers import Given
from cwf.registration.blocks import Question
from cwf.registration.categories import UNDER_WAY, Channel, Standing
from cwf.registration.details import Details, read_details
from cwf.registration.models import Participant
from cwf.registration.queries import participants as queries

GONE = frozenset({Standing.CANCELLED, Standing.DECLINED})
KEY = "key"  # in what is wanted: of the submit that said it


@dataclass(frozen=True, kw_only=True)
class Confirmed:
    """What confirming led to.

    `made` is the account if it was made by this. `other`: the person took part already, under
    another address; `participant` is then that one, and nothing was added. `full` are options that
    were chosen, and whose last place somebody else took.
    """

    participant: Participant
    made: Account | None = None
    other: bool = False
    full: tuple[tuple[Question, str], ...] = ()


def ask(
    edition_id: int, *, email: str, details: Details, at: datetime, key: str = "",
    answers: Mapping[int, Given] | None = None,
) -> Participant:  # fmt: skip
    """Somebody asks to take part with this address; flushed and locked.

    A registration that is under way is left as it is. `email` is as `same_address` gives it; the
    same `key` once more is the same submit, and changes nothing.
    """
    row = queries.by_email(edition_id, email, lock=True)
    if row is None:
        row = _begin(edition_id, email, details, at)
    again = key and row.wanted is not None and row.wanted.get(KEY) == key
    if row.standing not in UNDER_WAY and not again:
        row.wanted, row.asked = {**details.kept(), KEY: key}, at
        answering.keep_apart(row, details.category, answers or {})
        db.session.flush()
    return row


def confirm(row: Participant, *, at: datetime, actor: Actor | None = None) -> Confirmed:
    """The address has confirmed what was asked for last; `row` is locked.

    They take part, or wait for a place or for organisers (standing.py); who is entered by an
    organiser, the `actor`, is approved by that. Confirming twice is confirming once. Default for
    `actor`: the account of the address. Raises NoPlaces.
    """
    if row.standing in UNDER_WAY or row.wanted is None:
        return Confirmed(participant=row)
    assert row.email is not None  # who has none is never asked to confirm it
    details = read_details(row.wanted)
    account, made = account_for(actor, row.email, details)
    earlier = queries.by_person(row.edition_id, account.person_id)
    if earlier is not None and earlier.id != row.id:
        if (revived := _instead_of(row, earlier)) is None:
            return Confirmed(participant=earlier, other=True)
        row = revived
    link_person(row, account)
    rename(row.person, details.name)
    _take(row, details)
    row.consented, row.channel = row.asked, Channel.ORGANISER if actor else Channel.OWN
    stand(row, at=at, approved=actor is not None)
    said = {name: value for name, value in _said(row).items() if value}
    own = Actor(account_id=account.id, name=row.person.name)
    _record(row, "registration.confirm", actor or own, after={**said, **as_logged(row)})
    full = tuple(answering.settle_pending(row, at=at, actor=actor or own))
    return Confirmed(participant=row, made=account if made else None, full=full)


def add(
    edition_id: int, *, email: str, details: Details, at: datetime, actor: Actor
) -> Confirmed | None:
    """An organiser adds somebody, at once; None if the address takes part or waits already."""
    row = ask(edition_id, email=email, details=details, at=at)
    if row.standing in UNDER_WAY:
        return None
    return confirm(row, at=at, actor=actor)


def change(row: Participant, details: Details, *, actor: Actor, at: datetime | None = None) -> bool:
    """Change what a registration says of somebody.

    Who comes by themselves counts where their country and category say; False: there is no place
    for that, and nothing is changed. Another category costs what it did when they registered,
    and answers go that are not asked of it.
    """
    at = at or clock.now()
    before, category = _said(row), row.category
    if not move(row, country=details.country, category=details.category, at=at):
        return False
    rename(row.person, details.name)
    _take(row, details)
    if category != row.category:
        reconsider(row, at)
    _record(row, "registration.change", actor, before=before, after=_said(row))
    if category != row.category:
        answering.prune(row, actor=actor)
    return True


def cancel(
    row: Participant, *, at: datetime, actor: Actor, reason: str = "", erased: bool = False
) -> None:
    """Give a registration up, and with it all places, and what higher slices keep (`cwf_leaving`).

    Nudge `offers` and `mail` after the commit: what is given up goes to the next in line, and who
    counted on them is told. `erased`: they are erased next, so nobody is told their name.
    """
    if row.standing not in UNDER_WAY:
        return
    row.standing, row.cancelled, row.wanted = Standing.CANCELLED, at, None
    db.session.flush()
    give_all_up(row.id, at=at, by=actor)
    answering.free_options(row.id)
    for leave in current_app.extensions["cwf_leaving"]:
        leave(row.id, at=at, actor=actor, erased=erased)
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
    again = Participant.standing.in_(GONE) & (Participant.asked < before)
    answering.drop_pending(select(Participant.id).where(again))
    db.session.execute(update(Participant).where(again).values(wanted=None))
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


def _instead_of(row: Participant, earlier: Participant) -> Participant | None:
    """The earlier registration of the same person, cancelled, to be revived; None if it stands."""
    fresh, email, asked = row.standing == Standing.ASKED, row.email, row.asked
    answering.hand_pending_on(row.id, earlier.id)
    _give_way(row)
    if earlier.standing in UNDER_WAY:
        return None
    if fresh:
        earlier.email = email
    earlier.asked = asked
    return earlier


def _give_way(row: Participant) -> None:
    """Take back what was asked for: a new row goes with its person, a cancelled one stays so."""
    if row.standing in GONE:
        row.wanted = None
        answering.drop_pending([row.id])
        return
    person_id = row.person_id
    db.session.delete(row)
    db.session.flush()
    drop_person(person_id)


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
