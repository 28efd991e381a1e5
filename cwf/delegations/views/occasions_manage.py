"""Occasions as the host makes them: receptions before, tours after, the network's dinner."""

from uuid import UUID

from flask import Blueprint, flash, url_for
from flask_babel import gettext as _
from flask_login import current_user

from cwf import clock
from cwf.database import db
from cwf.delegations.actions import occasions as actions
from cwf.delegations.forms.occasions import OccasionForm
from cwf.delegations.queries import occasions as queries
from cwf.delegations.queries.access import Edition, name_of
from cwf.delegations.queries.occasions import Occasion
from cwf.delegations.queries.overview import of_edition
from cwf.editions.queries import KEEP_REGISTRATIONS, edition_in_reach
from cwf.editions.views.answers import Answer, claim, form_page, see, takes
from cwf.people.sign_in import actor
from cwf.registration.forms.registration import PlainForm
from cwf.web.access import requires
from cwf.web.templating import own_text

bp = Blueprint(
    "occasions_manage",
    __name__,
    url_prefix="/<lang:lang>/manage/editions/<edition>/delegations/occasions",
)


@bp.route("/", methods=["GET", "POST"])
@requires(KEEP_REGISTRATIONS)
def occasions(edition: str) -> Answer:
    """All of an edition with their counts, and a form for one more."""
    here = edition_in_reach(current_user, edition)
    form = _form(here)
    if takes(form):
        submission = claim(form)
        if not submission.location:
            made = actions.make(here, actor=actor(), **form.values)
            submission.location = url_for(".occasion", edition=edition, uuid=made.uuid)
            db.session.commit()
            flash(_("Made. The delegations it is for find it among what is left to do."))
        return see(submission.location)
    found = queries.occasions_in(here.id)
    return form_page(
        form,
        here,
        title=_("Occasions"),
        template="delegations/occasions_manage.html",
        back=_back(edition),
        occasions=found,
        counted=queries.counted(found),
        names=dict(_names(here)),
        now=clock.now(),
    )


@bp.route("/<uuid:uuid>", methods=["GET", "POST"])
@requires(KEEP_REGISTRATIONS)
def occasion(edition: str, uuid: UUID) -> Answer:
    """Change one, and read who comes."""
    here = edition_in_reach(current_user, edition)
    row = queries.occasion_in(here, uuid, lock=PlainForm().is_submitted())
    form = _form(here, row)
    if takes(form):
        actions.change(row, actor=actor(), **form.values)
        db.session.commit()
        flash(_("Saved."))
        return see(url_for(".occasion", edition=edition, uuid=uuid))
    return form_page(
        form,
        here,
        title=own_text(row.title),
        template="delegations/occasion_manage.html",
        back=url_for(".occasions", edition=edition),
        row=row,
        counted=queries.counted([row])[row.id],
        people=queries.coming(row),
        names=dict(_names(here)),
        plain=PlainForm(),
    )


@bp.post("/<uuid:uuid>/removal")
@requires(KEEP_REGISTRATIONS)
def removal(edition: str, uuid: UUID) -> Answer:
    """Take one away, with the answers to it."""
    here = edition_in_reach(current_user, edition)
    actions.remove(queries.occasion_in(here, uuid, lock=True), actor=actor())
    db.session.commit()
    flash(_("Removed."))
    return see(url_for(".occasions", edition=edition))


def _form(here: Edition, row: Occasion | None = None) -> OccasionForm:
    return OccasionForm(
        data=OccasionForm.values_of(row, here.zone) if row else {},
        zone=here.zone,
        delegations=_names(here),
        languages=here.languages,
    )


def _names(here: Edition) -> list[tuple[int, str]]:
    """Delegations by the id of their row, with the name of their region."""
    named = [(one.id, own_text(name_of(one))) for one in of_edition(here)]
    return sorted(named, key=lambda one: one[1].casefold())


def _back(edition: str) -> str:
    return url_for("delegations_manage.delegations", edition=edition)
