"""What organisers decide of one registration: whether it is approved, and what was paid."""

from uuid import UUID

from flask import Blueprint, flash, url_for
from flask_babel import gettext as _
from flask_login import current_user

from cwf import clock, jobs
from cwf.database import db
from cwf.editions.queries import KEEP_REGISTRATIONS, edition_in_reach
from cwf.editions.views.answers import Answer, form_page, see, takes
from cwf.people.sign_in import actor
from cwf.registration.actions import letters, standing
from cwf.registration.actions.paying import note_payment
from cwf.registration.categories import Payment, Standing
from cwf.registration.forms.fees import PaymentForm
from cwf.registration.forms.management import CancellationForm
from cwf.registration.forms.registration import PlainForm
from cwf.registration.forms.words import PAYMENTS
from cwf.registration.queries import participants as queries
from cwf.registration.views.costs import own_cost
from cwf.web.access import requires

bp = Blueprint(
    "registration_decisions",
    __name__,
    url_prefix="/<lang:lang>/manage/editions/<edition>/participants/<uuid:uuid>",
)


@bp.post("/approval")
@requires(KEEP_REGISTRATIONS)
def approval(edition: str, uuid: UUID) -> Answer:
    """Say yes: they take part, or are in line for a place."""
    here = edition_in_reach(current_user, edition)
    row = queries.participant_of(here, uuid, lock=True)
    if takes(PlainForm()) and row.standing == Standing.APPLIED:
        standing.approve(row, at=clock.now(), actor=actor())
        letters.send_standing(row)
        db.session.commit()
        jobs.nudge("mail")
        in_line = _("Approved, and in line: there is no place now.")
        flash(_("Approved.") if row.confirmed else in_line)
    return see(url_for("registration_one.participant", edition=edition, uuid=uuid))


@bp.route("/refusal", methods=["GET", "POST"])
@requires(KEEP_REGISTRATIONS)
def refusal(edition: str, uuid: UUID) -> Answer:
    """Say no; the participant is told, with the reason."""
    here = edition_in_reach(current_user, edition)
    form = CancellationForm()
    row = queries.participant_of(here, uuid, lock=form.is_submitted())
    back = url_for("registration_one.participant", edition=edition, uuid=uuid)
    if row.standing != Standing.APPLIED:
        return see(back)
    if takes(form):
        standing.decline(row, at=clock.now(), actor=actor(), reason=form.reason.data)
        letters.send_declined(row, reason=form.reason.data)
        db.session.commit()
        jobs.nudge("mail")
        flash(_("Not approved. A mail says so."))
        return see(back)
    return form_page(
        form,
        here,
        title=_("Decline the registration of %(name)s", name=row.person.name),
        template="registration/refusal.html",
        back=back,
    )


@bp.route("/payment", methods=["GET", "POST"])
@requires(KEEP_REGISTRATIONS)
def payment(edition: str, uuid: UUID) -> Answer:
    """Note how far the fee is paid."""
    here = edition_in_reach(current_user, edition)
    row = queries.participant_of(here, uuid, lock=PlainForm().is_submitted())
    values = {"version": row.version, "payment": row.payment, "payment_note": row.payment_note}
    form = PaymentForm(data=values)
    form.payment.offer(list(PAYMENTS.items()))
    back = url_for("registration_one.participant", edition=edition, uuid=uuid)
    if takes(form):
        state, note = Payment(form.payment.data), form.payment_note.data or ""
        note_payment(row, state, note, actor=actor())
        db.session.commit()
        flash(_("Saved."))
        return see(back)
    return form_page(
        form,
        here,
        title=_("Payment of %(name)s", name=row.person.name),
        template="registration/payment.html",
        back=back,
        cost=own_cost(row, here),
    )
