"""Signing up for a session: one page a slot, which says how it stands and what can be done.

Strangers are told what is needed. What is asked for over a state that has moved on is answered
with the page as it stands now, and 409; nothing is half done.
"""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from flask import (
    Blueprint,
    Response,
    flash,
    make_response,
    render_template,
    request,
    url_for,
)
from flask_babel import gettext as _
from flask_login import current_user
from werkzeug.exceptions import NotFound

from cwf import clock, jobs
from cwf.agendas.actions.sign_ups import GOT, Wish, do
from cwf.agendas.exports.fullness import on_wall, said
from cwf.agendas.queries import sign_ups as queries
from cwf.agendas.sign_ups import FOR_GOOD, TAKING, SignUp, Step, level, slot_of
from cwf.database import db
from cwf.i18n import language
from cwf.people.sign_in import actor
from cwf.programme.actions.writing import called
from cwf.programme.exports.frame import surroundings
from cwf.programme.exports.labels import Labels
from cwf.programme.public_views.serving import addresses, current, shown_now
from cwf.programme.release import Release
from cwf.programme.timetable import Timetable
from cwf.programme.views.answers import Answer, see
from cwf.registration.places import ClaimState, Outcome
from cwf.web.access import SIGNED_IN, public, requires

bp = Blueprint("sign_ups", __name__, url_prefix="/<lang:lang>/account/agendas/<edition>/sign-ups")
UNDONE = {Step.GIVE_UP, Step.DECLINE, Step.LEAVE}
REFUSED = {Outcome.FULL, Outcome.CLOSED, Outcome.NOT_OFFERED}


@dataclass(frozen=True, kw_only=True)
class Asked:
    """A slot that the public sees, or of which the reader has a claim."""

    edition: Any
    release: Release
    participant: Any
    sign_up: SignUp | None

    @property
    def timetable(self) -> Timetable:
        """What the public sees."""
        return self.release.timetable


@bp.get("/<uuid:uuid>")
@public
def sign_up(edition: str, uuid: UUID) -> Answer:
    """How it stands with a slot for whoever reads, and what they can do."""
    return _page(_asked(edition, uuid), uuid)


@bp.post("/<uuid:uuid>")
@requires(SIGNED_IN)
def sign_up_change(edition: str, uuid: UUID) -> Answer:
    """Take a place, wait, accept, decline or give up; asked twice it is done once."""
    asked = _asked(edition, uuid, lock=True)
    found, step = asked.sign_up, _step()
    if asked.participant is None or found is None:
        return _page(asked, uuid, 409)
    here = url_for(".sign_up", edition=edition, uuid=uuid)
    if _done(found, step):
        return see(here)
    instead = [slot for slot in found.loose if str(slot) in request.form.getlist("instead")]
    both = request.form.get("both") == "1"
    if step not in found.steps or (step in TAKING and not found.clears(instead, both=both)):
        return _page(asked, uuid, 409)
    wish = Wish(
        step=step,
        limit=found.limit,
        subject=_subject(asked, uuid),
        instead=queries.limits_in(asked.edition.id, instead) if instead else (),
    )
    outcome = do(asked.edition, asked.participant, wish, at=clock.now(), actor=actor())
    if outcome in REFUSED:
        db.session.rollback()
        return _page(_asked(edition, uuid), uuid, 409)
    db.session.commit()
    jobs.nudge("offers")
    flash(_told(step, outcome))
    return see(here)


def _step() -> Step | None:
    asked = request.form.get("step", "")
    return Step(asked) if asked in set(Step) else None


def _done(found: SignUp, step: Step | None) -> bool:
    """Whether what is asked for is so already: the form was sent twice."""
    state = found.held.state if found.held else None
    if step in TAKING:
        return state is ClaimState.PLACE
    if step is Step.WAIT:
        return state in (ClaimState.WAITING, ClaimState.OFFERED)
    return step in UNDONE and state not in (
        ClaimState.PLACE,
        ClaimState.WAITING,
        ClaimState.OFFERED,
    )


def _told(step: Step, outcome: Outcome) -> str:
    if step in TAKING:
        return _("You have a place.")
    if step is Step.WAIT:
        taken = outcome in GOT
        return _("You have a place.") if taken else _("You are on the waiting list.")
    return _("You gave your place up.") if step is Step.GIVE_UP else _("You do not wait any more.")


def _asked(edition: str, uuid: UUID, *, lock: bool = False) -> Asked:
    """What is asked about; raises NotFound for what is neither public nor one's own."""
    now = current(edition)
    release = shown_now(now).release
    timetable = release.timetable
    here = queries.edition_row(now.edition_id)
    participant = None
    if current_user.is_authenticated:
        participant = queries.participant_at(here.id, current_user, lock=lock)
    limit = queries.limit_of(here.id, uuid)
    found = queries.sign_up(limit, timetable, participant, clock.now()) if limit else None
    own = found is not None and found.held is not None
    if slot_of(uuid, timetable) is None and not own:
        raise NotFound
    return Asked(edition=here, release=release, participant=participant, sign_up=found)


def _subject(asked: Asked, uuid: UUID) -> str:
    slot = slot_of(uuid, asked.timetable)
    return called(asked.timetable.session[slot.session].title, asked.edition) if slot else ""


def _page(asked: Asked, uuid: UUID, status: int = 200) -> Response:
    timetable, found = asked.timetable, asked.sign_up
    slot, to = slot_of(uuid, timetable), addresses(asked.edition.slug)
    page = render_template(
        "agendas/sign_up.html",
        **surroundings(to, timetable.edition, asked.release, current="agenda"),
        here=asked.edition,
        labels=Labels(timetable, language()),
        slot=slot,
        session=timetable.session[slot.session] if slot else None,
        participant=asked.participant,
        sign_up=found,
        barred=(found.bar or "") if found else "",
        places=_places(found, timetable) if found and found.bar not in FOR_GOOD else "",
        slots={one.uuid: one for one in timetable.slots},
        zone=timetable.zone,
        on_wall=on_wall,
        moved=status == 409,
    )
    answer = make_response(page, status)
    answer.headers["Cache-Control"] = "no-store"
    return answer


def _places(found: SignUp, timetable: Timetable) -> str:
    filled = level(found.limit, found.counts, clock.now())
    return said(filled, found.limit, found.counts, timetable.zone)
