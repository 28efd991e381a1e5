"""What is kept of oneself: to read, to take along, to have erased.

An account shows and erases all of its person, after a sign-in that is not long ago. A personal
link does so for its registration, and for the account that came with it where nothing else hangs
on that: a link may have been passed on.
"""

from datetime import timedelta

from flask import Blueprint, Response, redirect, render_template, request, session, url_for
from flask_babel import gettext as _
from flask_login import current_user
from flask_security import logout_user

from cwf import clock
from cwf.editions.views.answers import Answer, takes
from cwf.i18n import language
from cwf.people.keeping import Subject
from cwf.people.parts import AccountPart
from cwf.people.queries import Account
from cwf.people.queries.personal import subject_of
from cwf.registration.actions.erasing import UNKNOWN
from cwf.registration.forms.personal import ErasureForm
from cwf.registration.queries.subjects import subject_of_link
from cwf.registration.views import telling
from cwf.registration.views.frame import around
from cwf.registration.views.personal import answer_wrong_links, opened_row
from cwf.web.access import SIGNED_IN, public, requires

FRESH = timedelta(hours=2)

bp = Blueprint("own_data", __name__, url_prefix="/<lang:lang>/account/data")
link_bp = Blueprint("own_data_link", __name__, url_prefix="/<lang:lang>/registration/<token>")
answer_wrong_links(link_bp)


def my_data(account: Account) -> AccountPart:
    """Where the account home says how to read, take along and erase (the registry of parts)."""
    return AccountPart(template="registration/_my_data.html")


@bp.get("")
@requires(SIGNED_IN)
def data() -> Response:
    """All that is kept of one."""
    return telling.told_page("registration/own_data.html", subject_of(current_user))


@bp.get(".json")
@requires(SIGNED_IN)
def data_file() -> Response:
    """The same as a file."""
    return telling.told_file(subject_of(current_user))


@bp.route("/erasure", methods=["GET", "POST"])
@requires(SIGNED_IN)
def erasure() -> Answer:
    """Have all of it erased, the account too."""
    if clock.now().timestamp() - session.get("fs_paa", 0) > FRESH.total_seconds():
        return redirect(url_for("security.verify", next=request.path))
    subject, form = subject_of(current_user), ErasureForm(word=current_user.email)
    if takes(form):
        if telling.carry_out(subject, actor=UNKNOWN, language=language()):
            logout_user()
            return _erased(whole=True)
        form.fail("said", _("Somebody must stay in the secretariat: appoint another one first."))
    return _asked("registration/own_erasure.html", subject, form)


@link_bp.get("/data")
@public
def link_data(token: str) -> Response:
    """What hangs on a registration."""
    row, here = opened_row(token)
    subject = subject_of_link(row)
    whole = subject.edition is None
    context = {**around(here.slug), "here": here, "token": token, "whole": whole}
    return telling.told_page("registration/link_data.html", subject, **context)


@link_bp.get("/data.json")
@public
def link_file(token: str) -> Response:
    """The same as a file."""
    row, _here = opened_row(token)
    return telling.told_file(subject_of_link(row))


@link_bp.route("/erasure", methods=["GET", "POST"])
@public
def link_erasure(token: str) -> Answer:
    """Have it erased; who holds the link shows that they know whose it is, too."""
    row, here = opened_row(token, lock=request.method == "POST")
    subject, form = subject_of_link(row), ErasureForm(word=row.email or row.person.name)
    whole = subject.edition is None
    if takes(form) and telling.carry_out(subject, actor=UNKNOWN, language=row.language):
        return _erased(whole=whole)
    context = {**around(here.slug), "here": here, "token": token, "whole": whole}
    return _asked("registration/link_erasure.html", subject, form, **context)


def _asked(template: str, subject: Subject, form: ErasureForm, **context: object) -> Answer:
    shown = render_template(template, form=form, **telling.consequences(subject), **context)
    return telling.unkept(shown), 422 if form.is_submitted() else 200


def _erased(*, whole: bool) -> Answer:
    return telling.unkept(render_template("registration/erased.html", whole=whole))
