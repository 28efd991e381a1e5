"""What the device at a door shows: its sign-in, who is looked for, what a scan came to, a clicker.

All of it works without scripts; with them a camera reads tickets, and clicks go in bundles.
"""

import re
from secrets import token_urlsafe
from uuid import UUID

from flask import flash, jsonify, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.exceptions import Forbidden, Unauthorized, UnprocessableEntity
from werkzeug.wrappers import Response

from cwf import clock
from cwf.attendance.actions.checking import undo
from cwf.attendance.checking import Outcome
from cwf.attendance.exports.door_words import said
from cwf.attendance.queries import check_ins, stations
from cwf.attendance.queries.stations import Device
from cwf.attendance.stations import Kind
from cwf.attendance.views.door import (
    COOKIE,
    MOST,
    READ_COUNTED,
    Counted,
    Sent,
    acting,
    bp,
    count,
    enter,
    read,
    station_here,
)
from cwf.database import db
from cwf.editions.views.answers import Answer, see, takes
from cwf.web.access import public
from cwf.web.csrf import csrf
from cwf.web.forms import Form

DAYS = 30  # how long a device stays signed in
KEY = re.compile("[A-Za-z0-9_-]{8,64}")


@bp.route("/open/<token>", methods=["GET", "POST"])
@public
def opening(token: str) -> Answer | Response:
    """Sign this device in as the station of the link; looking at the link does nothing yet."""
    found = stations.device(token)
    if found is None:
        return render_template("attendance/door_none.html"), 404
    form = Form()
    if not takes(form):
        return render_template("attendance/door_opening.html", station=found, form=form)
    answer = redirect(url_for(".door"), 303)
    answer.set_cookie(
        COOKIE, token, max_age=DAYS * 86400, path="/", httponly=True, samesite="Strict",
        secure=request.is_secure,
    )  # fmt: skip
    return answer


@bp.get("/")
@public
def door() -> Answer | Response:
    """The door's own page; whoever is looked for is found here, too."""
    station = station_here()
    if station.kind is Kind.CLICKER:
        return _shown("attendance/door_clicker.html", station)
    words = request.args.get("q", "").replace("\0", "")[:100]
    day = station.door.day(clock.now())
    found = check_ins.found_by(station.door, words, day) if words.strip() else None
    return _shown("attendance/door.html", station, words=words, found=found)


@bp.route("/entries", methods=["GET", "POST"])
@public
def entry() -> Answer | Response:
    """Let somebody in by the code that was typed, or who was found by name.

    What is said of them stands at this address: a browser that opens it anew is led to the door.
    """
    station = station_here()
    if station.kind is Kind.CLICKER:
        raise Forbidden
    if not takes(Form()):
        return see(url_for(".door"))
    now = clock.now()
    outcome = enter(
        station,
        Sent(
            key=_key(), at=now, code=request.form.get("code", "")[:300],
            participant=_participant(), anyway=request.form.get("anyway") == "yes",
        ),
    )  # fmt: skip
    db.session.commit()
    typed = "code" in request.form  # by a scanner, which goes on where it was
    return _shown(
        "attendance/door.html", station, words="", found=None, outcome=outcome, typed=typed
    )


@bp.post("/undoing")
@public
def undoing() -> Answer | Response:
    """Take back a check-in of this very station; it is logged."""
    station = station_here()
    if takes(Form()):
        taken = undo(
            station.door.edition_id, _key(), why=_("At the door"), at=clock.now(),
            actor=acting(station), station_id=station.id,
        )  # fmt: skip
        db.session.commit()
        flash(_("Taken back.") if taken else _("There is nothing to take back."))
    return see(url_for(".door"))


@bp.post("/clicks")
@csrf.exempt
@public
def clicks() -> Answer | Response:
    """Add what was counted since the last time: `came` and `left`, once by their key.

    A script sends JSON, as for a scan, and gets the sums of the day; a form has its token.
    """
    plain = request.mimetype != "application/json"
    if plain:
        csrf.protect()
    station = station_here()
    if station.kind is not Kind.CLICKER:
        raise Forbidden
    if not plain:
        day = count(station, read(READ_COUNTED))
        db.session.commit()
        came, left = stations.clicked(station.id, day)
        return jsonify(day=day.isoformat(), came=came, left=left)
    if takes(Form()):
        told = Counted(key=_key(), at=clock.now(), came=_number("came"), left=_number("left"))
        count(station, told)
        db.session.commit()
    return see(url_for(".door"))


@bp.post("/leaving")
@public
def leaving() -> Answer | Response:
    """Sign this device out; its link opens it again."""
    answer = see(url_for("network.home"))
    if takes(Form()):
        answer.delete_cookie(COOKIE, path="/")
    return answer


@bp.errorhandler(Unauthorized)
def no_station(error: Unauthorized) -> Answer | Unauthorized:
    """A device that is no station, or one no more, is told so; a script gets the plain answer."""
    if request.endpoint == "attendance_door.scan":
        return error
    return render_template("attendance/door_none.html"), 401


def _shown(template: str, station: Device, **context: object) -> Answer | Response:
    day = station.door.day(clock.now())
    page = render_template(
        template,
        station=station,
        form=Form(),
        key=token_urlsafe(16),
        session=stations.session_at(station),
        day=day,
        came=stations.entered(station.id, day),
        clicked=stations.clicked(station.id, day),
        sentence=_sentence(context.get("outcome"), station),
        **context,
    )
    answer = Response(page, content_type="text/html; charset=utf-8")
    answer.headers["Permissions-Policy"] = "camera=(self), geolocation=(), microphone=()"
    answer.headers["Cache-Control"] = "no-store"
    return answer


def _sentence(outcome: object, station: Device) -> str:
    return said(outcome, station.door.zone) if isinstance(outcome, Outcome) else ""


def _key() -> str:
    key = request.form.get("key", "")
    if not KEY.fullmatch(key):
        raise UnprocessableEntity
    return key


def _participant() -> UUID | None:
    sent = request.form.get("participant", "")
    try:
        return UUID(sent) if sent else None
    except ValueError:
        raise UnprocessableEntity from None


def _number(name: str) -> int:
    sent = request.form.get(name, "0")
    if not (sent.isascii() and sent.isdigit() and len(sent) < 5 and int(sent) <= MOST):
        raise UnprocessableEntity
    return int(sent)
