"""What participants are sent, and the tokens of its links.

A mail that a stranger can cause names no one: whoever asks with another's address could else
write to it what they like.
"""

from typing import Any

from flask import current_app

from cwf import mail
from cwf.editions.queries import name_of
from cwf.registration.links import Opened, Purpose, opened, stamp, token
from cwf.registration.queries.participants import Edition, Participant, edition_of


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


def send_links(email: str, found: list[tuple[Participant, Edition]], key: str) -> None:
    """The personal links of all registrations of an address."""
    mail.queue_text(
        key=f"registration_links:{found[0][0].uuid}:{key}",
        recipient=email,
        language=found[0][0].language,
        template="registration_links",
        links=[(name_of(edition), own_token(row)) for row, edition in found],
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
