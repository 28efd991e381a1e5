"""What the host grants a delegation: places in all and by role, and answers to its requests."""

from uuid import UUID

from flask import Blueprint, flash, request, url_for
from flask_babel import gettext as _
from flask_babel import ngettext
from flask_login import current_user

from cwf import clock, jobs
from cwf.database import db
from cwf.delegations.actions import letters, quotas
from cwf.delegations.forms.places import AnswerForm, GrantForm, place_words
from cwf.delegations.forms.words import ROLES
from cwf.delegations.queries.access import Delegation, Edition, delegation_of, name_of
from cwf.delegations.queries.quotas import quotas_of, request_of
from cwf.editions.queries import KEEP_REGISTRATIONS, edition_in_reach
from cwf.editions.views.answers import Answer, form_page, see, takes
from cwf.people.sign_in import actor
from cwf.registration.forms.registration import PlainForm
from cwf.registration.places import NotFree
from cwf.web.access import requires
from cwf.web.templating import own_text

bp = Blueprint(
    "delegation_grants",
    __name__,
    url_prefix="/<lang:lang>/manage/editions/<edition>/delegations/<uuid:uuid>",
)


@bp.route("/places", methods=["GET", "POST"])
@requires(KEEP_REGISTRATIONS)
def places(edition: str, uuid: UUID) -> Answer:
    """Say how many places it has; nobody who is named loses one."""
    here, row = _row(edition, uuid, lock=PlainForm().is_submitted())
    now = clock.now()
    present = quotas_of(row, now)
    form = GrantForm(data=GrantForm.values_of(present))
    back = url_for("delegation_manage.delegation", edition=edition, uuid=uuid)
    if takes(form):
        over = quotas.grant(row, form.total.data, form.roles, at=now, actor=actor())
        db.session.commit()
        jobs.nudge("offers")
        flash(_("Saved."))
        if over:
            flash(
                ngettext(
                    "%(num)d more is named than there are places; nobody loses theirs.",
                    "%(num)d more are named than there are places; nobody loses theirs.",
                    over,
                )
            )
        return see(back)
    title = own_text(name_of(row))
    template = "delegations/granting.html"
    return form_page(
        form, here, title=title, template=template, back=back, quotas=present, roles=ROLES
    )


@bp.route("/requests/<int:number>", methods=["GET", "POST"])
@requires(KEEP_REGISTRATIONS)
def decide(edition: str, uuid: UUID, number: int) -> Answer:
    """Grant a request, or refuse it; the places move at once, and its heads are told."""
    form = AnswerForm()
    here, row = _row(edition, uuid, lock=form.is_submitted())
    asked = request_of(row, number, lock=form.is_submitted())
    back = url_for("delegation_manage.delegation", edition=edition, uuid=uuid)
    if asked.decided is not None:
        flash(_("This request was answered already."))
        return see(back)
    now = clock.now()
    if takes(form):
        granted = request.form.get("decision") == "grant"
        answer = form.answer.data or ""
        try:
            quotas.decide(row, asked, granted=granted, answer=answer, at=now, actor=actor())
        except NotFree as refused:
            db.session.rollback()
            here, row = _row(edition, uuid)
            asked = request_of(row, number)
            form.form_errors.append(_not_free(refused.free))
        else:
            letters.write_to_heads(row, "request", str(asked.id), request=asked, words=place_words)
            db.session.commit()
            jobs.nudge("mail")
            jobs.nudge("offers")
            flash(_("Granted. The places have moved.") if granted else _("Refused."))
            return see(back)
    return form_page(
        form,
        here,
        title=own_text(name_of(row)),
        template="delegations/request.html",
        back=back,
        request_=asked,
        row=row,
        quotas=quotas_of(row, now),
        roles=ROLES,
        words=place_words(),
    )


def _not_free(free: int) -> str:
    if not free:
        return _("Nothing has moved: no place is free there any more.")
    return ngettext(
        "Nothing has moved: only %(num)d place is free there.",
        "Nothing has moved: only %(num)d places are free there.",
        free,
    )


def _row(edition: str, uuid: UUID, *, lock: bool = False) -> tuple[Edition, Delegation]:
    here = edition_in_reach(current_user, edition)
    return here, delegation_of(here, uuid, lock=lock)
