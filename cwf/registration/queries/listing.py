"""The list of participants: a page of it as quickly of 10,000 as of 100, all of it, its counts.

Where many fit, a page is cut out of an index (edition_id, sort_key) before anybody is looked up,
and how many fit is summed up from one count within another index. Where few fit, or a search or
filter asks for more than is counted, all who fit are found first, and the database counts them on
the way.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from sqlalchemy import ColumnElement, and_, func, or_, select, true
from sqlalchemy.orm import contains_eager

from cwf.database import db
from cwf.editions.models import Edition
from cwf.people.models import Person
from cwf.registration.batches import in_parts
from cwf.registration.categories import Category, Channel, Payment, Standing
from cwf.registration.listing import (
    IN_A_PARTY,
    INDIVIDUALLY,
    PAGE,
    Bought,
    Counted,
    Line,
    Missing,
    Wanted,
)
from cwf.registration.models import Booking, Participant, Particulars, RegistrationTerms
from cwf.registration.particulars import GUESTS
from cwf.registration.queries.abroad import is_abroad
from cwf.registration.queries.found import found_in
from cwf.registration.queries.parties import Named, parties

FEW = 10 * PAGE  # so many are sorted quicker than the index by name is walked until they are found
UNSAID: dict[Missing, ColumnElement[bool]] = {
    Missing.DIET: Particulars.diet.is_(None),
    Missing.ACCESS: Particulars.access.is_(None),
    Missing.PHOTO: Particulars.photo.is_(None),
    Missing.LISTED: Particulars.listed.is_(None),
    Missing.ARRIVAL: Particulars.arrives.is_(None),
    Missing.DEPARTURE: Particulars.departs.is_(None),
}
OF_GUESTS = (Missing.ARRIVAL, Missing.DEPARTURE)


@dataclass(frozen=True, kw_only=True)
class Page:
    """Some of the list by name, with whom each of them comes, and how many there are in all."""

    rows: Sequence[Participant]
    parties: dict[int, Named]
    total: int


def listed(edition: Edition, wanted: Wanted, counts: Counted, *, page: int) -> Page:
    """One page of the wanted participants; `counts` are those of the edition."""
    first = (page - 1) * PAGE
    total = counts.fitting(wanted) if wanted.is_counted else 0
    if total > FEW:
        ids = ids_of(edition, wanted, limit=PAGE, offset=first)
    else:
        total, ids = _found_first(edition, wanted, offset=first)
    return Page(rows=rows_of(ids), parties=dict(parties().of(ids)), total=total)


def ids_of(
    edition: Edition, wanted: Wanted, *, limit: int | None = None, offset: int = 0
) -> Sequence[int]:
    """The ids of the wanted, by name."""
    found = select(Participant.id).where(*_wanted(edition, wanted))
    ordered = found.order_by(Participant.sort_key, Participant.id)
    return db.session.scalars(ordered.limit(limit).offset(offset)).all()


def _found_first(edition: Edition, wanted: Wanted, *, offset: int) -> tuple[int, list[int]]:
    """How many are wanted, and the ids of a page of them by name; none of a page beyond the last.

    Counting within the statement has all found before the first is given, by the narrowest index.
    """
    found = select(Participant.id, func.count().over()).where(*_wanted(edition, wanted))
    ordered = found.order_by(Participant.sort_key, Participant.id)
    rows = db.session.execute(ordered.limit(PAGE).offset(offset)).all()
    return rows[0][1] if rows else 0, [id for id, _number in rows]


def rows_of(ids: Sequence[int]) -> list[Participant]:
    """Participants with their names, in the order of their ids."""
    found: dict[int, Participant] = {}
    for part in in_parts(ids):
        some = select(Participant).join(Person, Person.id == Participant.person_id)
        some = some.where(Participant.id.in_(part))
        for row in db.session.scalars(some.options(contains_eager(Participant.person))):
            found[row.id] = row
    return [found[one] for one in ids if one in found]


def lines(edition: Edition, wanted: Wanted) -> list[Line]:
    """All the wanted participants by name, frozen."""
    ids = ids_of(edition, wanted)
    come, bookings = parties().of(ids), _bookings(edition)
    terms = db.session.get(RegistrationTerms, edition.id)
    currency = terms.currency if terms else ""
    return [
        _line(row, come.get(row.id), bookings.get(row.booking_id or 0, Bought()), currency)
        for row in rows_of(ids)
    ]


def counted(edition: Edition) -> Counted:
    """The confirmed by category and country; all by standing and payment (one statement)."""
    keys = (Participant.standing, Participant.category, Participant.country, Participant.payment)
    found = db.session.execute(
        select(*keys, func.count()).where(Participant.edition_id == edition.id).group_by(*keys)
    ).all()
    groups = tuple(
        (Standing(standing), Category(category), country or "", Payment(payment), number)
        for standing, category, country, payment, number in found
    )
    categories: dict[Category, int] = {}
    countries: dict[str, int] = {}
    standings, payments = dict.fromkeys(Standing, 0), dict.fromkeys(Payment, 0)
    for standing, category, country, payment, number in groups:
        standings[standing] += number
        payments[payment] += number
        if standing is Standing.CONFIRMED:
            categories[category] = categories.get(category, 0) + number
            countries[country] = countries.get(country, 0) + number
    return Counted(
        categories=categories,
        countries=countries,
        standings=standings,
        payments=payments,
        groups=groups,
    )


def _bookings(edition: Edition) -> dict[int, Bought]:
    """Who registered several at once, by the ids of bookings."""
    rows = db.session.scalars(select(Booking).where(Booking.edition_id == edition.id))
    return {row.id: _bought(row) for row in rows}


def _bought(row: Booking) -> Bought:
    """What an invoice needs of a booking."""
    return Bought(
        name=row.organisation or row.buyer,
        email=row.email,
        address=row.address,
        tax_number=row.tax_number,
        reference=row.reference,
    )


def _line(row: Participant, party: Named | None, booking: Bought, currency: str) -> Line:
    return Line(
        id=row.id,
        name=row.person.name,
        email=row.email or "",
        category=Category(row.category),
        country=row.country or "",
        affiliation=row.affiliation,
        language=row.language,
        standing=Standing(row.standing),
        asked=row.asked,
        confirmed=row.confirmed,
        cancelled=row.cancelled,
        channel=Channel(row.channel),
        payment=Payment(row.payment),
        party=party[1] if party else {},
        fee=row.fee,
        currency=currency if row.fee else "",
        note=row.payment_note,
        booking=booking,
    )


def _wanted(edition: Edition, wanted: Wanted) -> Iterator[ColumnElement[bool]]:
    yield Participant.edition_id == edition.id
    same: tuple[tuple[Any, Any], ...] = (
        (Participant.category, wanted.category),
        (Participant.standing, wanted.standing),
        (Participant.country, wanted.country),
        (Participant.payment, wanted.payment),
        (Participant.channel, wanted.channel),
    )
    for column, value in same:
        if value:
            yield column == value
    if wanted.chosen:
        yield Participant.uuid.in_(wanted.chosen)
    if wanted.party:
        yield _in_party(edition, wanted.party)
    if wanted.international is not None:
        abroad = is_abroad(edition)
        yield abroad if wanted.international else ~abroad
    if wanted.missing:
        yield _unsaid(edition, wanted.missing)
    if wanted.words.strip():
        yield found_in(Participant.search_key, wanted.words)


def _in_party(edition: Edition, code: str) -> ColumnElement[bool]:
    if code == INDIVIDUALLY:
        return Participant.id.not_in(parties().members(edition.id, ""))
    return Participant.id.in_(parties().members(edition.id, "" if code == IN_A_PARTY else code))


def _unsaid(edition: Edition, missing: Missing) -> ColumnElement[bool]:
    """Who takes part and has not said it; of days of stay alone those who are asked for them."""
    guest = or_(
        Participant.category.in_(sorted(GUESTS)),
        Participant.id.in_(parties().members(edition.id, "")),
    )
    asked = UNSAID if missing is Missing.ANY else {missing: UNSAID[missing]}
    said = [~lacks for one, lacks in asked.items() if one not in OF_GUESTS]
    stays = [~lacks for one, lacks in asked.items() if one in OF_GUESTS]
    said += [or_(~guest, and_(*stays))] if stays else []
    whole = select(Particulars.participant_id).where(
        Particulars.participant_id == Participant.id, *said
    )
    return and_(
        Participant.standing == Standing.CONFIRMED,
        guest if missing in OF_GUESTS else true(),
        ~whole.exists(),
    )


def seal_of(ids: Sequence[int]) -> str:
    """A short text that is equal for the same people alone."""
    return sha256(" ".join(map(str, ids)).encode()).hexdigest()[:32]
