"""What hosts need to know: said by the participant by their link, or written by organisers."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from flask import Blueprint, flash, url_for
from flask_babel import gettext as _
from flask_login import current_user

from cwf import clock
from cwf.database import db
from cwf.editions.queries import KEEP_REGISTRATIONS, edition_in_reach
from cwf.editions.views.answers import Answer, form_page, see, takes
from cwf.people.sign_in import actor
from cwf.registration.actions.particulars import set_particulars
from cwf.registration.categories import Category, Standing
from cwf.registration.forms.needs import NEEDS, diet_in_words
from cwf.registration.forms.particulars import ParticularsForm
from cwf.registration.forms.registration import PlainForm
from cwf.registration.particulars import Need, Said, asked_fields, missing
from cwf.registration.queries import participants
from cwf.registration.queries import particulars as queries
from cwf.registration.queries.participants import Edition, Participant
from cwf.registration.views.frame import around, page
from cwf.registration.views.personal import (
    answer_wrong_links,
    link_actor,
    opened_row,
    role_of,
)
from cwf.web.access import public, requires
from cwf.web.forms import conflict_page
from cwf.web.forms.fields import said_clock
from cwf.web.templating import language_name, short_day

own_bp = Blueprint(
    "registration_own_needs", __name__, url_prefix="/<lang:lang>/registration/<token>"
)
manage_bp = Blueprint(
    "registration_needs", __name__, url_prefix="/<lang:lang>/manage/editions/<edition>/participants"
)
answer_wrong_links(own_bp)


@dataclass(frozen=True, kw_only=True)
class Needs:
    """What a page shows of particulars: (label, text) pairs, and names of what is missing."""

    facts: Sequence[tuple[str, str]]
    missing: Sequence[str]


@own_bp.route("/needs", methods=["GET", "POST"])
@public
def own_needs(token: str) -> Answer:
    """Say what hosts need to know of oneself."""
    row, here = opened_row(token, lock=PlainForm().is_submitted())
    back = url_for("registration_own.own", token=token)
    if row.standing == Standing.CANCELLED:
        return see(back)
    role = role_of(row)
    form = particulars_form(row, here, role=role)
    if takes(form):
        values, now = form.values, clock.now()
        set_particulars(row, values, at=now, actor=link_actor(row), role=role)
        db.session.commit()
        flash(_("Saved."))
        return see(back)
    if form.stale:
        frame = {**around(here.slug), "layout": "registration/frame.html"}
        return conflict_page(form, title=_("Your stay and needs"), back=back, **frame)
    told = {"here": here, "form": form, "back": back, "delegate": row.category == Category.DELEGATE}
    shown = page("registration/needs.html", here.slug, **told)
    return shown, 422 if form.is_submitted() else 200


@manage_bp.route("/<uuid:uuid>/needs", methods=["GET", "POST"])
@requires(KEEP_REGISTRATIONS)
def needs(edition: str, uuid: UUID) -> Answer:
    """Write down what somebody told the organisers."""
    here = edition_in_reach(current_user, edition)
    row = participants.participant_of(here, uuid, lock=PlainForm().is_submitted())
    role = role_of(row)
    form = particulars_form(row, here, role=role)
    back = url_for("registration_one.participant", edition=edition, uuid=uuid)
    if takes(form):
        set_particulars(row, form.values, at=clock.now(), actor=actor(), role=role)
        db.session.commit()
        flash(_("Saved."))
        return see(back)
    name = row.person.name
    return form_page(
        form,
        here,
        title=_("Stay and needs of %(name)s", name=name),
        back=back,
        template="registration/participant_needs.html",
        name=name,
    )


def particulars_form(row: Participant, here: Edition, *, role: str) -> ParticularsForm:
    """The form over what was said of a participant."""
    kept = queries.row_of(row.id)
    said = queries.as_said(kept) if kept else None
    return ParticularsForm(
        data=ParticularsForm.values_of(said, kept.version if kept else None),
        category=Category(row.category),
        role=role,
        days=(here.starts, here.ends),
    )


def needs_of(row: Participant) -> Needs:
    """What was said of a participant, in words, and what was not."""
    said, category, role = queries.said_of(row.id), Category(row.category), role_of(row)
    shown = _in_words(said or Said())
    asked = asked_fields(category, role)
    return Needs(
        facts=[(label, text) for name, label, text in shown if text and name in asked],
        missing=[str(NEEDS[one]) for one in missing(said, category, role)],
    )


def _in_words(said: Said) -> list[tuple[str, str, str]]:
    """(field, label, text) in the order of the form."""
    nothing = _("Nothing is needed")
    consent = {None: "", True: _("Yes"), False: _("No")}
    return [
        ("title", _("Title or position"), said.title),
        ("phone", _("Telephone"), said.phone),
        ("born", _("Date of birth"), said.born.isoformat() if said.born else ""),
        ("diet", str(NEEDS[Need.DIET]), diet_in_words(said.diet)),
        ("access", str(NEEDS[Need.ACCESS]), nothing if said.access == "" else said.access or ""),
        (
            "languages",
            str(NEEDS[Need.LANGUAGES]),
            ", ".join(language_name(code) for code in said.languages or ()),
        ),
        ("photo", _("May be photographed"), consent[said.photo]),
        ("listed", _("May stand in the list of participants"), consent[said.listed]),
        ("arrives", str(NEEDS[Need.ARRIVAL]), _move(said.arrives, said.arrives_at, said.arrival)),
        (
            "departs",
            str(NEEDS[Need.DEPARTURE]),
            _move(said.departs, said.departs_at, said.departure),
        ),
        ("lodging", _("Hotel or address"), said.lodging),
    ]


def _move(day: Any, at: Any, how: str) -> str:
    when = [short_day(day) if day else "", said_clock(at) if at else ""]
    return ", ".join(one for one in (" ".join(filter(None, when)), how) if one)
