"""What a station sends: who comes. It signs in by its cookie and reaches nothing else.

The cookie is SameSite=Strict, and what is sent is JSON, which no page of another site can send: so
no token of a form is asked for, and a door that was without network can send what it kept.
"""

from datetime import date, datetime
from typing import Annotated, Any, TypeVar
from uuid import UUID

import msgspec
from flask import Blueprint, Response, jsonify, request
from msgspec import Meta
from werkzeug.exceptions import Forbidden, Unauthorized, UnprocessableEntity, UnsupportedMediaType

from cwf import clock
from cwf.attendance.actions.checking import check_in
from cwf.attendance.actions.stations import click, note_seen
from cwf.attendance.checking import Outcome, Scan, moment
from cwf.attendance.exports.door_words import said
from cwf.attendance.queries.stations import Device, device
from cwf.attendance.stations import Kind
from cwf.audit import Actor
from cwf.database import db
from cwf.web.access import public
from cwf.web.csrf import csrf

COOKIE = "cwf_station"
MOST = 1000  # clicks in one bundle

bp = Blueprint("attendance_door", __name__, url_prefix="/<lang:lang>/door")


class Timed(msgspec.Struct, kw_only=True):
    """What a device sends under a key: `at` and `sent` by its own clock, with offset from UTC."""

    key: Annotated[str, Meta(pattern="^[A-Za-z0-9_-]{8,64}$")]
    at: Annotated[datetime, Meta(tz=True)]
    sent: Annotated[datetime, Meta(tz=True)] | None = None


class Sent(Timed, kw_only=True):
    """A scan as a door sends it."""

    code: Annotated[str, Meta(max_length=300)] = ""
    participant: UUID | None = None
    anyway: bool = False


class Counted(Timed, kw_only=True):
    """What a clicker counted from `at` on until it began another bundle."""

    came: Annotated[int, Meta(ge=0, le=MOST)] = 0
    left: Annotated[int, Meta(ge=0, le=MOST)] = 0


One = TypeVar("One")
READ = msgspec.json.Decoder(Sent)
READ_COUNTED = msgspec.json.Decoder(Counted)


def station_here() -> Device:
    """The station that asks; raises Unauthorized where its cookie is none, or has ended."""
    found = device(request.cookies.get(COOKIE, ""))
    if found is None:
        raise Unauthorized
    return found


def acting(station: Device) -> Actor:
    """A station as an actor: by its name, for no account stands behind it."""
    return Actor(account_id=None, name=station.name)


@bp.post("/check-ins")
@csrf.exempt
@public
def scan() -> Response:
    """Let somebody in, or say why not: `answer` as JSON, 200 for either.

    401: the station signs in anew; 403: it only counts; 422: what was sent is no scan.
    """
    station = station_here()
    if station.kind is Kind.CLICKER:
        raise Forbidden
    if request.mimetype != "application/json":
        raise UnsupportedMediaType
    outcome = enter(station, read(READ))
    db.session.commit()
    return jsonify(answer(outcome, station))


def read(decoder: msgspec.json.Decoder[One]) -> One:
    """What was sent, as JSON; 422 where it cannot be read."""
    try:
        return decoder.decode(request.get_data())
    except (msgspec.MsgspecError, UnicodeDecodeError):
        raise UnprocessableEntity from None


def count(station: Device, told: Counted) -> date:
    """Add what a clicker counted, once by its key; the day that it is now. To be committed."""
    received = clock.now()
    note_seen(station, received)
    at = moment(told.at, sent=told.sent, received=received)
    if told.came or told.left:
        click(station, key=told.key, at=at, received=received, came=told.came, left=told.left)
    return station.door.day(received)


def enter(station: Device, sent: Sent) -> Outcome:
    """What a scan at a station comes to, by our clock; to be committed."""
    received = clock.now()
    told = Scan(
        key=sent.key,
        at=moment(sent.at, sent=sent.sent, received=received),
        code=sent.code.strip(),
        participant=sent.participant,
        anyway=sent.anyway,
    )
    note_seen(station, received)
    return check_in(station.door, told, received=received, actor=acting(station))


def answer(outcome: Outcome, station: Device) -> dict[str, Any]:
    """An outcome as a door reads it; `said` is the sentence, `first` the check-in that stands."""
    stands = outcome.entry
    return {
        "key": outcome.key,
        "state": outcome.state,
        "refusal": outcome.refusal,
        "said": said(outcome, station.door.zone),
        "name": outcome.name,
        "participant": outcome.participant,
        "may_admit": outcome.may_admit,
        "day": outcome.day.isoformat(),
        "first": stands
        and {"key": stands.key, "at": stands.at.isoformat(), "station": stands.station},
    }
