"""What an edition is: settings, figures and deadlines."""

from typing import Any, Literal

from flask import Blueprint, flash, render_template, request, url_for
from flask_babel import gettext as _
from flask_login import current_user

from cwf.database import db
from cwf.editions.actions import settings as actions
from cwf.editions.forms.facts import KINDS, FactForm, NewFactForm
from cwf.editions.forms.settings import SettingsForm
from cwf.editions.queries import RUN_EDITION, edition_in_reach
from cwf.editions.queries import settings as queries
from cwf.editions.views.answers import Answer, claim, form_page, see, takes
from cwf.people.actions import describe_picture, keep_picture
from cwf.people.sign_in import actor
from cwf.web.access import requires
from cwf.web.pictures import MOST_BYTES, Encoded, PictureRefused, encode
from cwf.web.templating import own_text

bp = Blueprint("edition_settings", __name__, url_prefix="/<lang:lang>/manage/editions/<edition>")


@bp.route("/settings", methods=["GET", "POST"])
@requires(RUN_EDITION)
def settings(edition: str) -> Answer:
    """Everything about the edition but its dates."""
    here = edition_in_reach(current_user, edition, lock=request.method == "POST")
    form = SettingsForm(
        data=SettingsForm.values_of(here, queries.alternative(here.picture)),
        languages=here.languages,
    )
    regions = {region.slug: region for region in queries.regions()}
    form.host.offer([("", _("Not known")), *((s, own_text(r.name)) for s, r in regions.items())])
    if request.method == "GET":
        form.choose(request.args)
    if takes(form) and (sent := _encoded(form)) is not False:
        host = regions.get(form.host.data)
        actions.show_picture(here, _picture(form, sent, here.picture), actor=actor())
        actions.change(here, actor=actor(), host_region_id=host.id if host else None, **form.values)
        db.session.commit()
        flash(_("Saved."))
        return see(url_for(".settings", edition=edition))
    cover, scenes = form.preview(here.ordinal)
    return form_page(
        form,
        here,
        title=_("Settings"),
        template="editions/settings.html",
        cover=cover,
        scenes=scenes,
    )


@bp.get("/facts")
@requires(RUN_EDITION)
def facts(edition: str) -> str:
    """Promised numbers, results, deadlines."""
    here = edition_in_reach(current_user, edition)
    return render_template("editions/facts.html", edition=here, facts=here.facts, kinds=KINDS)


@bp.route("/facts/new", methods=["GET", "POST"])
@requires(RUN_EDITION)
def fact_new(edition: str) -> Answer:
    """A further one."""
    here = edition_in_reach(current_user, edition, lock=request.method == "POST")
    form = NewFactForm(languages=here.languages)
    back = url_for(".facts", edition=edition)
    if takes(form):
        submission = claim(form)
        if submission.location:
            return see(submission.location)
        actions.add_fact(here, actor=actor(), **form.values)
        submission.location = back
        db.session.commit()
        flash(_("Added."))
        return see(back)
    return _fact_page(form, here, title=_("New figure or deadline"), submit=_("Add"))


@bp.route("/facts/<int:fact>", methods=["GET", "POST"])
@requires(RUN_EDITION)
def fact(edition: str, fact: int) -> Answer:
    """Change one."""
    here = edition_in_reach(current_user, edition, lock=request.method == "POST")
    row = queries.fact_of(here, fact)
    form = FactForm(data=FactForm.values_of(here, row), languages=here.languages)
    if takes(form):
        actions.change_fact(here, row, actor=actor(), **form.values)
        db.session.commit()
        flash(_("Saved."))
        return see(url_for(".facts", edition=edition))
    return _fact_page(form, here, title=own_text(row.label), submit=_("Save"), fact=row)


@bp.post("/facts/<int:fact>/removal")
@requires(RUN_EDITION)
def fact_removal(edition: str, fact: int) -> Answer:
    """Take one away."""
    here = edition_in_reach(current_user, edition, lock=True)
    actions.remove_fact(here, queries.fact_of(here, fact), actor=actor())
    db.session.commit()
    flash(_("Removed."))
    return see(url_for(".facts", edition=edition))


def _encoded(form: SettingsForm) -> Encoded | Literal[False] | None:
    """The picture that was sent, made harmless; False, and a word at the field, if it cannot be."""
    if not form.picture.data:
        return None
    try:
        return encode(form.picture.data.read(MOST_BYTES + 1))
    except PictureRefused:
        form.fail("picture", _("Send a JPEG, PNG or WebP of 8 MB and 25 million pixels at most."))
        return False


def _picture(form: SettingsForm, sent: Encoded | None, present: str | None) -> str | None:
    if sent:
        return keep_picture(sent, form.alternative.data)
    if present and form.no_picture.data:
        return None
    if present:
        describe_picture(present, form.alternative.data)
    return present


def _fact_page(form: FactForm, here: Any, **context: Any) -> Answer:
    return form_page(form, here, template="editions/fact.html", **context)
