"""One participant, as organisers see one: to change, cancel, send the link again; and a new one."""

from typing import Any
from uuid import UUID

from flask import Blueprint, flash, url_for
from flask_babel import gettext as _
from flask_login import current_user

from cwf import clock, jobs
from cwf.database import db
from cwf.editions.queries import KEEP_REGISTRATIONS, edition_in_reach
from cwf.editions.views.answers import Answer, claim, form_page, see, takes
from cwf.i18n import language
from cwf.people.sign_in import actor
from cwf.registration.actions import letters
from cwf.registration.actions import participants as actions
from cwf.registration.categories import UNDER_WAY, Category, Standing
from cwf.registration.forms.management import CancellationForm, NewParticipantForm
from cwf.registration.forms.registration import DetailsForm, PlainForm
from cwf.registration.forms.words import PAYMENTS, STANDINGS
from cwf.registration.queries import participants as queries
from cwf.registration.queries import places
from cwf.registration.queries.bookings import booking_of
from cwf.registration.queries.participants import Participant
from cwf.registration.views.asked import answered_by
from cwf.registration.views.costs import own_cost
from cwf.registration.views.particulars import needs_of
from cwf.registration.views.place import place_of
from cwf.registration.views.saving import changed
from cwf.web.access import requires

bp = Blueprint(
    "registration_one", __name__, url_prefix="/<lang:lang>/manage/editions/<edition>/participants"
)


@bp.route("/new", methods=["GET", "POST"])
@requires(KEEP_REGISTRATIONS)
def participant_new(edition: str) -> Answer:
    """Add somebody by hand, confirmed; they get their link by mail."""
    here = edition_in_reach(current_user, edition)
    form = NewParticipantForm(data={"language": language()}, categories=Category)
    if takes(form):
        submission = claim(form)
        if submission.location:
            return see(submission.location)
        done = actions.add(
            here.id, email=form.email.data, details=form.details, at=clock.now(), actor=actor()
        )
        if done is not None and not done.other:
            submission.location = url_for(
                ".participant", edition=edition, uuid=done.participant.uuid
            )
            letters.send_standing(done.participant)
            db.session.commit()
            jobs.nudge("mail")
            flash(_told(done.participant))
            return see(submission.location)
        db.session.rollback()
        form.fail("email", _("Somebody with this address takes part already."))
    back = url_for("registration_manage.participants", edition=edition)
    template = "registration/participant_new.html"
    return form_page(form, here, title=_("Add participant"), back=back, template=template)


@bp.route("/<uuid:uuid>", methods=["GET", "POST"])
@requires(KEEP_REGISTRATIONS)
def participant(edition: str, uuid: UUID) -> Answer:
    """See and change one."""
    here = edition_in_reach(current_user, edition)
    row = queries.participant_of(here, uuid, lock=PlainForm().is_submitted())
    form = DetailsForm(data=_values(row), categories=Category)
    if takes(form) and row.standing in UNDER_WAY and changed(form, row, actor=actor()):
        return see(url_for(".participant", edition=edition, uuid=uuid))
    return form_page(
        form,
        here,
        title=row.person.name,
        template="registration/participant.html",
        back=url_for("registration_manage.participants", edition=edition),
        row=row,
        standings=STANDINGS,
        named=queries.speaks(row.person_id),
        place=place_of(row, here, clock.now()),
        cost=own_cost(row, here),
        payments=PAYMENTS,
        booking=booking_of(row),
        needs=needs_of(row),
        answered=answered_by(row, here),
    )


@bp.route("/<uuid:uuid>/cancellation", methods=["GET", "POST"])
@requires(KEEP_REGISTRATIONS)
def cancellation(edition: str, uuid: UUID) -> Answer:
    """Cancel a registration; the participant is told, with the reason."""
    here = edition_in_reach(current_user, edition)
    form = CancellationForm()
    row = queries.participant_of(here, uuid, lock=form.is_submitted())
    back, now = url_for(".participant", edition=edition, uuid=uuid), clock.now()
    if row.standing not in UNDER_WAY:
        return see(back)
    if takes(form):
        actions.cancel(row, at=now, actor=actor(), reason=form.reason.data)
        letters.send_cancelled(row, reason=form.reason.data)
        db.session.commit()
        jobs.nudge("mail")
        jobs.nudge("offers")
        flash(_("The registration is cancelled. A mail says so."))
        return see(back)
    return form_page(
        form,
        here,
        title=_("Cancel the registration of %(name)s", name=row.person.name),
        template="registration/participant_cancellation.html",
        back=back,
        held=places.number_held(row.id, now),
    )


@bp.post("/<uuid:uuid>/link")
@requires(KEEP_REGISTRATIONS)
def send_link(edition: str, uuid: UUID) -> Answer:
    """Send the link that is due: to confirm while that is missing, else the personal one."""
    here = edition_in_reach(current_user, edition)
    row = queries.participant_of(here, uuid)
    minute = f":{clock.now():%Y%m%d%H%M}"  # once in each, however often it is pressed
    if row.standing == Standing.ASKED:
        letters.send_confirm(row, minute)
    else:
        letters.send_link(row, minute)
    db.session.commit()
    jobs.nudge("mail")
    flash(_("The link is on its way to %(email)s.", email=row.email))
    return see(url_for(".participant", edition=edition, uuid=uuid))


def _told(row: Participant) -> str:
    """What became of somebody who was added."""
    if row.standing == Standing.WAITING:
        return _("Added, and in line: there is no place now. A mail says so.")
    return _("Added. A mail with the personal link is on its way.")


def _values(row: Participant) -> dict[str, Any]:
    same = {name: getattr(row, name) for name in ("version", "affiliation", "category", "language")}
    return {**same, "name": row.person.name, "country": row.country}
