"""What participants are sent, and the tokens of its links.

A mail that a stranger can cause names no one: whoever asks with another's address could else
write to it what they like.
"""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from flask import current_app

from cwf import mail
from cwf.database import db
from cwf.editions.queries import name_of
from cwf.registration.categories import Standing
from cwf.registration.links import Opened, Purpose, opened, stamp, token
from cwf.registration.models import Booking, Participant
from cwf.registration.queries.participants import Edition, edition_of


def path_of_own(uuid: UUID, generation: int, language: str) -> str:
    """The path of somebody's own page, by the link that holds, in a language."""
    return f"/{language}/registration/{token(_key(), Purpose.OWN, uuid, generation)}"


def own_token(row: Participant) -> str:
    """The token of the personal link that holds."""
    return token(_key(), Purpose.OWN, row.uuid, row.generation)


def confirm_token(row: Participant) -> str:
    """The token that confirms what was asked for last."""
    return token(_key(), Purpose.CONFIRM, row.uuid, stamp(row.asked))


def read_token(purpose: Purpose, written: str) -> Opened | None:
    """What a token names, if it is one of ours for this."""
    return opened(_key(), purpose, written)


def send_confirm(row: Participant, again: str = "") -> None:
    """To an address that asks to take part: the link that confirms; once for each `again`."""
    language = (row.wanted or {}).get("language", row.language)
    key = f"{stamp(row.asked)}{again}"
    _send(row, "confirm", key, language=language, token=confirm_token(row))


def send_known(row: Participant, key: str) -> None:
    """To an address that takes part already and was given once more."""
    _send(row, "known", key, token=own_token(row))


def send_standing(row: Participant) -> None:
    """To somebody who has confirmed, or on whom organisers decided: how they stand now."""
    if row.standing == Standing.CONFIRMED:
        send_welcome(row)
    elif row.standing == Standing.APPLIED:
        _send(row, "applied", stamp(row.asked), token=own_token(row), name=row.person.name)
    elif row.standing == Standing.WAITING:
        _send(row, "in_line", stamp(row.asked), token=own_token(row), name=row.person.name)


def send_declined(row: Participant, *, reason: str = "") -> None:
    """To somebody whom organisers did not approve."""
    assert row.cancelled is not None
    name = row.person.name
    _send(row, "declined", stamp(row.cancelled), token=own_token(row), name=name, reason=reason)


def send_lapsed(row: Participant) -> None:
    """To somebody whose place went to the next in line."""
    assert row.cancelled is not None
    _send(row, "lapsed", stamp(row.cancelled), token=own_token(row), name=row.person.name)


def send_welcome(row: Participant) -> None:
    """To somebody who takes part from now on."""
    assert row.confirmed is not None
    _send(row, "welcome", stamp(row.confirmed), token=own_token(row), name=row.person.name)


def send_link(row: Participant, key: str) -> None:
    """The personal link that holds, once more or anew."""
    _send(row, "link", f"{row.generation}:{key}", token=own_token(row), name=row.person.name)


def send_cancelled(row: Participant, *, reason: str = "") -> None:
    """To somebody who takes part no longer."""
    assert row.cancelled is not None
    name = row.person.name
    _send(row, "cancelled", stamp(row.cancelled), token=own_token(row), name=name, reason=reason)


def send_links(
    email: str,
    found: Sequence[tuple[Participant, Edition]],
    bought: Sequence[tuple[Booking, Edition]],
    key: str,
) -> None:
    """The links of all registrations of an address, and of all that it bought; of one at least."""
    first: Participant | Booking = found[0][0] if found else bought[0][0]
    mail.queue_text(
        key=f"registration_links:{first.uuid}:{key}",
        recipient=email,
        language=first.language,
        template="registration_links",
        links=[(name_of(edition), own_token(row)) for row, edition in found],
        bookings=[(name_of(edition), booking_token(row)) for row, edition in bought],
    )


def booking_token(booking: Booking) -> str:
    """The token of the buyer's page that holds."""
    return token(_key(), Purpose.BOOKING, booking.uuid, booking.generation)


def book_token(booking: Booking) -> str:
    """The token that confirms what a buyer asked for."""
    return token(_key(), Purpose.BOOK, booking.uuid, stamp(booking.made))


def send_book(booking: Booking) -> None:
    """To a buyer: the link that confirms. It names nobody, for a stranger can cause it."""
    _send_buyer(booking, "book", token=book_token(booking))


def send_booking(booking: Booking) -> None:
    """To a buyer whose people are registered: the page of it."""
    _send_buyer(booking, "booking", token=booking_token(booking), number=len(booking.wanted or ()))


def send_booked(row: Participant) -> None:
    """To somebody whom another registered; it repeats nothing of what that one typed."""
    key = f"{row.booking_id}:{row.generation}"
    _send(row, "booked", key, token=own_token(row), waits=row.standing == Standing.WAITING)


def _send_buyer(booking: Booking, what: str, **context: Any) -> None:
    mail.queue_text(
        key=f"registration_{what}:{booking.uuid}",
        recipient=booking.email,
        language=booking.language,
        template=f"registration_{what}",
        edition=db.session.get_one(Edition, booking.edition_id),
        **context,
    )


def _send(row: Participant, what: str, key: object, language: str = "", **context: Any) -> None:
    mail.queue_text(
        key=f"registration_{what}:{row.uuid}:{key}",
        recipient=row.email,
        language=language or row.language,
        template=f"registration_{what}",
        edition=edition_of(row),
        **context,
    )


def _key() -> str:
    key: str = current_app.config["SECRET_KEY"]
    return key
