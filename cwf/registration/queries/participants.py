"""Participants: by their link, by their address, of an account."""

from collections.abc import Collection
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, select
from werkzeug.exceptions import Gone, NotFound

from cwf.database import db
from cwf.editions.models import Edition as Edition  # noqa: PLC0414 - views name its type
from cwf.editions.queries import IS_PUBLIC
from cwf.people.models import Account
from cwf.programme.models import Speaker
from cwf.registration.categories import Standing
from cwf.registration.links import Opened
from cwf.registration.models import JoinedRegistration, RegistrationTerms
from cwf.registration.models import Participant as Participant  # noqa: PLC0414 - the same
from cwf.registration.terms import Terms, known


def public_edition(slug: str) -> Edition:
    """An edition whose pages everybody may read, by its slug; raises NotFound."""
    found = db.session.scalar(select(Edition).where(Edition.slug == slug, IS_PUBLIC))
    if found is None:
        raise NotFound
    return found


def editions_by_slug(slugs: Collection[str]) -> dict[str, Edition]:
    """Editions by their addresses in the web (one statement)."""
    found = db.session.scalars(select(Edition).where(Edition.slug.in_(slugs)))
    return {one.slug: one for one in found}


def terms_row(edition_id: int) -> RegistrationTerms | None:
    """The row of an edition's terms; None: registration is not offered."""
    return db.session.get(RegistrationTerms, edition_id)


def terms_of(edition_id: int) -> Terms | None:
    """When and for whom registration is open; None: it is not offered."""
    row = terms_row(edition_id)
    if row is None:
        return None
    return Terms(
        opens=row.opens,
        closes=row.closes,
        categories=known(row.categories),
        welcome=row.welcome,
        approve=known(row.approve),
        currency=row.currency,
    )


def by_uuid(uuid: UUID, *, lock: bool = False) -> Participant | None:
    """A participant by what their links name. `lock=True` waits for whoever changes them now."""
    return db.session.scalar(_locked(select(Participant).where(Participant.uuid == uuid), lock))


def by_link(told: Opened, *, lock: bool = False) -> Participant | None:
    """Whose personal link it is; None: nobody's. Of a registration that became another one: that.

    Raises Gone for a link that a newer one has ended.
    """
    row, holds = by_uuid(told.uuid, lock=lock), True
    joined = None if row else db.session.get(JoinedRegistration, told.uuid)
    if joined is not None:
        which = select(Participant).where(Participant.id == joined.participant_id)
        row = db.session.scalar(_locked(which, lock))
        holds = row is not None and row.generation == joined.until
    if row is None or row.standing == Standing.ASKED:
        return None
    if not holds or told.number != (joined or row).generation:
        raise Gone
    return row


def by_email(edition_id: int, email: str, *, lock: bool = False) -> Participant | None:
    """The participant of an address at an edition (`same_address` of it)."""
    found = select(Participant).where(
        Participant.edition_id == edition_id, Participant.email == email
    )
    return db.session.scalar(_locked(found, lock))


def by_person(edition_id: int, person_id: int | None) -> Participant | None:
    """The participant that a person is at an edition."""
    if person_id is None:
        return None
    return db.session.scalar(
        select(Participant).where(
            Participant.edition_id == edition_id, Participant.person_id == person_id
        )
    )


def participant_of(edition: Edition, uuid: UUID, *, lock: bool = False) -> Participant:
    """A participant of this edition; raises NotFound."""
    found = select(Participant).where(
        Participant.edition_id == edition.id, Participant.uuid == uuid
    )
    row = db.session.scalar(_locked(found, lock))
    if row is None:
        raise NotFound
    return row


def edition_of(participant: Participant) -> Edition:
    """The edition at which one takes part."""
    return db.session.get_one(Edition, participant.edition_id)


def of_account(account: Account) -> list[tuple[Participant, Edition]]:
    """Where an account's person takes part or has cancelled, the latest edition first."""
    if account.person_id is None:
        return []
    return _with_editions(Participant.person_id == account.person_id)


def of_email(email: str) -> list[tuple[Participant, Edition]]:
    """Where an address takes part or has cancelled, the latest edition first."""
    return _with_editions(Participant.email == email)


def speaks(person_id: int) -> bool:
    """Whether a person stands in a programme, where organisers write the name."""
    return bool(
        db.session.scalar(select(Speaker.id).where(Speaker.person_id == person_id).limit(1))
    )


def _with_editions(which: ColumnElement[bool]) -> list[tuple[Participant, Edition]]:
    rows = db.session.execute(
        select(Participant, Edition)
        .join(Edition, Edition.id == Participant.edition_id)
        .where(which, Participant.standing != Standing.ASKED)
        .order_by(Edition.year.desc(), Edition.id.desc())
    )
    return [(participant, edition) for participant, edition in rows]


def _locked(statement: Select[Any], lock: bool) -> Select[Any]:
    if not lock:
        return statement
    return statement.with_for_update(of=Participant).execution_options(populate_existing=True)
