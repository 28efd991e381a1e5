"""The edition's own words for kinds of sessions."""

from flask import abort, flash, render_template, url_for
from flask_babel import gettext as _
from flask_login import current_user

from cwf.database import db
from cwf.editions.queries import EDIT_PROGRAMME, READ_DRAFT, edition_in_reach
from cwf.people.sign_in import actor
from cwf.programme.actions import frame
from cwf.programme.exports.labels import KIND_WORDS
from cwf.programme.forms.frame import KindForm
from cwf.programme.queries import content
from cwf.programme.timetable import Kind
from cwf.programme.views import bp
from cwf.programme.views.answers import Answer, form_page, see, takes
from cwf.web.access import requires


@bp.get("/kinds/")
@requires(READ_DRAFT)
def kinds(edition: str) -> Answer:
    """All kinds, by our word and by the edition's."""
    here = edition_in_reach(current_user, edition)
    return render_template(
        "programme/kinds.html", edition=here, words=KIND_WORDS, own=content.kinds_of(here)
    )


@bp.route("/kinds/<kind>", methods=["GET", "POST"])
@requires(EDIT_PROGRAMME)
def kind(edition: str, kind: str) -> Answer:
    """Name one."""
    here = edition_in_reach(current_user, edition)
    if kind not in list(Kind):
        abort(404)
    row = content.kinds_of(here).get(Kind(kind))
    form = KindForm(
        data={"name": row.name if row else {}, "minutes": row.minutes if row else None},
        languages=here.languages,
    )
    back = url_for(".kinds", edition=edition)
    if takes(form):
        frame.name_kind(
            here, Kind(kind), name=form.name.data, minutes=form.minutes.data, actor=actor()
        )
        db.session.commit()
        flash(_("Saved."))
        return see(back)
    return form_page(form, here, title=str(KIND_WORDS[Kind(kind)]), back=back)
