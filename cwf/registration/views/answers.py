"""Answers to the questions of the form: by the participant with their link, or by organisers."""

from uuid import UUID

from flask import Blueprint, Response, flash, render_template, url_for
from flask_babel import gettext as _
from flask_login import current_user

from cwf import clock
from cwf.audit import Actor
from cwf.database import db
from cwf.editions.queries import KEEP_REGISTRATIONS, edition_in_reach
from cwf.editions.views.answers import FRAME, Answer, see
from cwf.people.sign_in import actor
from cwf.registration.actions.answers import set_answers
from cwf.registration.answers import OptionsFull
from cwf.registration.categories import Category, Standing
from cwf.registration.forms.asked import AskedForm
from cwf.registration.queries import answers as queries
from cwf.registration.queries import participants
from cwf.registration.queries.participants import Edition, Participant
from cwf.registration.views.asked import participant_form, receive
from cwf.registration.views.frame import around, page
from cwf.registration.views.personal import answer_wrong_links, link_actor, opened_row
from cwf.web import uploads
from cwf.web.access import public, requires
from cwf.web.forms import conflict_page

own_bp = Blueprint(
    "registration_own_answers", __name__, url_prefix="/<lang:lang>/registration/<token>"
)
manage_bp = Blueprint(
    "registration_answers",
    __name__,
    url_prefix="/<lang:lang>/manage/editions/<edition>/participants/<uuid:uuid>",
)
answer_wrong_links(own_bp)
PAGE = "registration/answers.html"


@own_bp.route("/answers", methods=["GET", "POST"])
@public
def own_answers(token: str) -> Answer:
    """Answer what the organisers ask."""
    row, here = opened_row(token)
    back = url_for("registration_own.own", token=token)
    form = participant_form(row, here)
    if row.standing == Standing.CANCELLED or not form.questions:
        return see(back)
    receive(form)
    row, here = opened_row(token, lock=form.is_submitted())
    form = _as_it_stands(form, row, here)
    if not form.overtaken and _save(form, row, link_actor(row)):
        return see(back)
    if form.overtaken:
        frame = {**around(here.slug), "layout": "registration/frame.html"}
        return conflict_page(form, title=_("Your answers"), back=back, **frame)
    files = url_for(".own_file", token=token, block=UUID(int=0))
    shown = page(PAGE, here.slug, here=here, form=form, back=back, files=_folder(files))
    return shown, 422 if form.is_submitted() else 200


@own_bp.get("/files/<uuid:block>")
@public
def own_file(token: str, block: UUID) -> Response:
    """A file that one has sent oneself."""
    row, _here = opened_row(token)
    return _file(row, block)


@manage_bp.route("/answers", methods=["GET", "POST"])
@requires(KEEP_REGISTRATIONS)
def answers(edition: str, uuid: UUID) -> Answer:
    """Write down what somebody answered."""
    here = edition_in_reach(current_user, edition)
    row = participants.participant_of(here, uuid)
    back = url_for("registration_one.participant", edition=edition, uuid=uuid)
    form = participant_form(row, here)
    if not form.questions:
        return see(back)
    receive(form)
    here = edition_in_reach(current_user, edition)
    row = participants.participant_of(here, uuid, lock=form.is_submitted())
    form = _as_it_stands(form, row, here)
    if not form.overtaken and _save(form, row, actor()):
        return see(back)
    name = row.person.name
    title = _("Answers of %(name)s", name=name)
    if form.overtaken:
        return conflict_page(form, title=title, back=back, layout=FRAME, edition=here)
    return _manage_page(form, here, row, title, back)


@manage_bp.get("/files/<uuid:block>")
@requires(KEEP_REGISTRATIONS)
def file(edition: str, uuid: UUID, block: UUID) -> Response:
    """A file that somebody has sent."""
    here = edition_in_reach(current_user, edition)
    return _file(participants.participant_of(here, uuid), block)


def _as_it_stands(form: AskedForm, row: Participant, here: Edition) -> AskedForm:
    """The form, made anew if somebody saved other answers before the row was locked."""
    return form if queries.answers_of(row.id) == form.kept else participant_form(row, here)


def _save(form: AskedForm, row: Participant, by: Actor) -> bool:
    """Whether the answers were sent, could be taken, and are saved."""
    if not form.check(Category(row.category)):
        return False
    try:
        set_answers(row, form.given, at=clock.now(), actor=by)
    except OptionsFull as refusal:
        form.refuse_full(refusal.full)
        db.session.rollback()
        return False
    db.session.commit()
    flash(_("Saved."))
    return True


def _manage_page(form: AskedForm, here: Edition, row: Participant, title: str, back: str) -> Answer:
    address = url_for(".file", edition=here.slug, uuid=row.uuid, block=UUID(int=0))
    shown = render_template(
        "registration/participant_answers.html",
        edition=here,
        form=form,
        title=title,
        name=row.person.name,
        back=back,
        files=_folder(address),
    )
    return shown, 422 if form.is_submitted() else 200


def _folder(address: str) -> str:
    """Below which address the files stand."""
    return address.rpartition("/")[0] + "/"


def _file(row: Participant, block: UUID) -> Response:
    """Always a download, with a name of ours: nothing that was sent is opened within the site."""
    found = queries.file_of(row, block)
    kind = found.value["type"]
    answer = Response(found.body, content_type=kind)
    name = f"answer-{row.uuid.hex[:8]}-{block.hex[:8]}.{uploads.ENDINGS[kind]}"
    answer.headers.set("Content-Disposition", "attachment", filename=name)
    answer.headers["Cache-Control"] = "no-store"
    return answer
