"""Where organisers begin: the editions that they reach, and for the secretariat a new one."""

from flask import Blueprint, flash, render_template, url_for
from flask_babel import gettext as _
from flask_login import current_user

from cwf.database import db
from cwf.editions.actions import settings as actions
from cwf.editions.forms.lifecycle import NAMES
from cwf.editions.forms.settings import NewEditionForm
from cwf.editions.queries import MANAGES, beginnings, editions_in_reach
from cwf.editions.queries import settings as queries
from cwf.editions.views.answers import Answer, claim, form_page, see, takes
from cwf.people.queries import SECRETARIAT_RULE, is_secretariat
from cwf.people.sign_in import actor
from cwf.web.access import requires
from cwf.web.templating import own_text

bp = Blueprint("editions", __name__, url_prefix="/<lang:lang>/manage")


@bp.get("/")
@requires(MANAGES)
def home() -> str:
    """The editions in reach, the latest first."""
    secretariat = is_secretariat(current_user)
    return render_template(
        "editions/home.html",
        editions=editions_in_reach(current_user),
        begins={} if secretariat else beginnings(current_user),
        secretariat=secretariat,
        names=NAMES,
    )


@bp.route("/editions/new", methods=["GET", "POST"])
@requires(SECRETARIAT_RULE)
def new() -> Answer:
    """Make an edition; it is planned, and nobody but the secretariat sees it yet."""
    form = NewEditionForm(data={"zone": "Europe/Copenhagen", "languages": "en,da"})
    regions = {region.slug: region for region in queries.regions()}
    form.host.offer([("", _("Not known")), *((s, own_text(r.name)) for s, r in regions.items())])
    if takes(form):
        submission = claim(form)
        if submission.location:
            return see(submission.location)
        host = regions.get(form.host.data)
        slug = form.slug.data or str(form.year.data)
        try:
            actions.create(
                slug, actor=actor(), host_region_id=host.id if host else None, **form.values
            )
            submission.location = url_for("edition_settings.settings", edition=slug)
            db.session.commit()
            flash(_("The edition is made. It is not public before it is announced."))
            return see(submission.location)
        except actions.SlugTaken:
            db.session.rollback()
            form.fail("slug", _("Another edition has this address. Choose another one."))
    return form_page(form, None, title=_("New edition"), template="editions/new.html")
