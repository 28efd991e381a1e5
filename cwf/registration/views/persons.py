"""People, as the secretariat answers for them: found, told of, erased, made one of two."""

from typing import Any

from flask import Blueprint, Response, flash, render_template, request, url_for
from flask_babel import gettext as _

from cwf import clock, jobs
from cwf.database import db
from cwf.editions.queries import name_of
from cwf.editions.views.answers import Answer, see, takes
from cwf.people.queries import SECRETARIAT_RULE
from cwf.people.queries.personal import subject_of_person
from cwf.people.sign_in import actor
from cwf.registration.actions.merging import merge
from cwf.registration.forms.personal import ErasureForm, MergingForm
from cwf.registration.forms.words import STANDINGS
from cwf.registration.queries import subjects
from cwf.registration.queries.merging import both_at, compared
from cwf.registration.views import telling
from cwf.web.access import requires

bp = Blueprint("persons", __name__, url_prefix="/<lang:lang>/manage/persons")


@bp.get("")
@requires(SECRETARIAT_RULE)
def persons() -> Response:
    """People by name, address or affiliation."""
    words = request.args.get("q", "").strip()[:80]
    found = subjects.search(words) if words else []
    shown = render_template(
        "registration/persons.html",
        persons=[compared(one.id) for one in found[: subjects.PAGE]],
        more=len(found) > subjects.PAGE,
        words=words,
    )
    return telling.unkept(shown)


@bp.get("/<int:number>")
@requires(SECRETARIAT_RULE)
def person(number: int) -> Response:
    """All that is kept of one."""
    one = subjects.person(number)
    subject = subject_of_person(number)
    return telling.told_page("registration/person.html", subject, person=one)


@bp.get("/<int:number>.json")
@requires(SECRETARIAT_RULE)
def person_file(number: int) -> Response:
    """The same as a file, to answer who asks for it."""
    subjects.person(number)
    return telling.told_file(subject_of_person(number))


@bp.route("/<int:number>/erasure", methods=["GET", "POST"])
@requires(SECRETARIAT_RULE)
def person_erasure(number: int) -> Answer:
    """Erase somebody who asked for it."""
    one = subjects.person(number, lock=request.method == "POST")
    subject, form = subject_of_person(number), ErasureForm(word=one.name)
    if takes(form):
        language = subjects.language_of(number)
        if telling.carry_out(subject, actor=actor(), language=language):
            flash(_("Erased. Counts stay as they were."))
            return see(url_for(".persons"))
        form.fail("said", _("Somebody must stay in the secretariat: appoint another one first."))
    shown = render_template(
        "registration/person_erasure.html",
        person=one,
        form=form,
        **telling.consequences(subject),
    )
    return telling.unkept(shown), 422 if form.is_submitted() else 200


@bp.route("/<int:number>/merging", methods=["GET", "POST"])
@requires(SECRETARIAT_RULE)
def person_merging(number: int) -> Answer:
    """One person under two addresses: choose the other one, compare, make them one."""
    here = subjects.person(number, lock=request.method == "POST")
    other = request.args.get("with", "")
    if not other.isascii() or not other.isdigit() or len(other) > 9 or int(other) == number:
        return _choose(here)
    there = subjects.person(int(other), lock=request.method == "POST")
    conflicts = both_at(here.id, there.id)
    form = MergingForm(
        data={"stays": str(here.id)},
        names=[(str(one.id), one.name) for one in (here, there)],
    )
    wanted = {edition.id: request.form.get(f"row-{edition.id}", "") for edition, *_ in conflicts}
    if takes(form) and all(
        wanted[edition.id] in {str(row.id) for row in rows} for edition, *rows in conflicts
    ):
        kept, gone = (here, there) if form.stays.data == str(here.id) else (there, here)
        rows = frozenset(int(one) for one in wanted.values())
        merge(kept.id, gone.id, keep=rows, at=clock.now(), actor=actor())
        db.session.commit()
        jobs.nudge("offers")
        flash(_("One person from now on."))
        return see(url_for(".person", number=kept.id))
    return _side_by_side(here, there, form, conflicts)


def _choose(here: Any) -> Answer:
    words = request.args.get("q", here.name).strip()[:80]
    found = [compared(one.id) for one in subjects.search(words) if one.id != here.id]
    shown = render_template(
        "registration/person_other.html", person=here, others=found, words=words
    )
    return telling.unkept(shown)


def _side_by_side(here: Any, there: Any, form: MergingForm, conflicts: Any) -> Answer:
    if form.is_submitted() and not form.errors:
        form.fail("", _("Choose which registration stays."))
    shown = render_template(
        "registration/person_merging.html",
        form=form,
        both=[compared(here.id), compared(there.id)],
        standings=STANDINGS,
        conflicts=[(edition, name_of(edition), rows) for edition, *rows in conflicts],
    )
    return telling.unkept(shown), 422 if form.is_submitted() else 200
