"""The places of an edition, for its organisers: how many there are, for whom, and who is beyond."""

import zlib
from typing import Any

from flask import Blueprint, current_app, flash, render_template, request, url_for
from flask_babel import gettext as _
from flask_login import current_user
from werkzeug.exceptions import NotFound

from cwf import clock, jobs
from cwf.database import db
from cwf.editions.queries import KEEP_REGISTRATIONS, RUN_EDITION, edition_in_reach
from cwf.editions.views.answers import Answer, form_page, see, takes
from cwf.people.sign_in import actor
from cwf.registration.actions.admission import admission_of, open_places
from cwf.registration.actions.granting import grant, set_international
from cwf.registration.actions.seating import definition_of
from cwf.registration.categories import Category
from cwf.registration.forms.places import (
    BEFORE_ALL,
    BOUND,
    HELD,
    AcrossForm,
    GroupForm,
    InternationalForm,
    TotalForm,
)
from cwf.registration.international import Basis
from cwf.registration.places import Claimant, ClaimState
from cwf.registration.queries.nodes import Node, names_of, nodes, would_be_over_at
from cwf.registration.queries.places import would_be_over
from cwf.registration.views.node_names import names
from cwf.web.access import requires

bp = Blueprint(
    "registration_places",
    __name__,
    url_prefix="/<lang:lang>/manage/editions/<edition>/registration-places",
)
ACROSS = tuple(f"+{category}" for category in Category)


@bp.get("")
@requires(KEEP_REGISTRATIONS)
def places(edition: str) -> Answer:
    """The tree as bars and figures."""
    here = edition_in_reach(current_user, edition)
    admission = admission_of(here.id)
    root_id = admission.root_id if admission else None
    found = nodes(root_id, clock.now()) if root_id else []
    groups = {one.group for one in found}
    return render_template(
        "registration/places.html",
        edition=here,
        nodes=found,
        lively=[one for one in found if not _idle(one, found)],
        idle=[one for one in found if _idle(one, found)],
        names=names(here.id, [*groups, "int", *ACROSS]),
        missing=[one for one in ("int", *ACROSS) if one not in groups] if found else [],
        definition=definition_of(here),
        by_region=bool(admission and admission.basis == Basis.REGION),
        now=clock.now(),
        never=BEFORE_ALL,
    )


def _idle(node: Node, all_nodes: list[Node]) -> bool:
    """Whether nobody has, was offered, or waits for a place of a node, though somebody has one.

    Of a forum that nobody has registered for yet all is shown. All below an idle node is idle.
    """
    people = node.taken + node.offered + node.waiting + node.over
    return not people and all_nodes[0].taken > 0 and bool(node.group)


@bp.route("/total", methods=["GET", "POST"])
@requires(RUN_EDITION)
def total(edition: str) -> Answer:
    """How many may take part; from the first time on, everybody has a place or waits for one."""
    here = edition_in_reach(current_user, edition, lock=request.method == "POST")
    admission = admission_of(here.id, lock=request.method == "POST")
    root_id = admission.root_id if admission else None
    (root,) = nodes(root_id, clock.now())[:1] if root_id else (None,)
    capacity = root.capacity if root else None
    form = TotalForm(data={"version": stamp(root_id, capacity), "capacity": capacity})
    people: list[Claimant] = []
    if takes(form):
        if root_id:
            people = would_be_over(root_id, form.capacity.data, clock.now())
        if not people or form.sure.data:
            groups: dict[int, str] = {}
            for ask in current_app.extensions["cwf_groups"]:
                groups |= ask(here.id)
            open_places(here, form.capacity.data, clock.now(), actor(), groups=groups)
            return _saved(edition)
        form.fail("sure", _("Say that you mean it."))
    return _page(form, here, _("Places in all"), people, first=root_id is None)


@bp.route("/group/<path:group>", methods=["GET", "POST"])
@requires(RUN_EDITION)
def group(edition: str, group: str) -> Answer:
    """How many places a group has, and until when they are held back for it."""
    here = edition_in_reach(current_user, edition, lock=request.method == "POST")
    admission = admission_of(here.id, lock=request.method == "POST")
    if admission is None or admission.root_id is None:
        raise NotFound
    node = {one.group: one for one in nodes(admission.root_id, clock.now())}.get(group)
    if not group or (node is None and group not in ("int", *ACROSS)):
        raise NotFound
    form = _form(group, node, here.zone)
    people: list[Claimant] = []
    if takes(form):
        wanted, until = form.capacity.data, form.until
        people = would_be_over_at(admission.root_id, group, wanted, clock.now(), until=until)
        if not people or form.sure.data:
            grant(
                here,
                admission.root_id,
                group,
                capacity=form.capacity.data,
                until=form.until,
                at=clock.now(),
                actor=actor(),
            )
            return _saved(edition)
        form.fail("sure", _("Say that you mean it."))
    title = _("Places: %(name)s", name=names(here.id, [group])[group])
    return _page(form, here, title, people, node=node)


@bp.route("/international", methods=["GET", "POST"])
@requires(RUN_EDITION)
def international(edition: str) -> Answer:
    """Who counts as international at this edition."""
    here = edition_in_reach(current_user, edition, lock=request.method == "POST")
    admission = admission_of(here.id, lock=request.method == "POST")
    basis = admission.basis if admission else Basis.RESIDENCE.value
    home = ", ".join(admission.home) if admission else ""
    form = InternationalForm(data={"version": stamp(basis, home), "basis": basis, "home": home})
    if takes(form):
        set_international(
            here, basis=Basis(form.basis.data), home=form.codes, at=clock.now(), actor=actor()
        )
        return _saved(edition)
    return _page(form, here, _("Who is international"), [])


def _form(group: str, node: Node | None, zone: str) -> AcrossForm | GroupForm:
    if "+" in group:
        capacity = node.capacity if node else None
        return AcrossForm(data={"version": stamp(capacity), "capacity": capacity})
    if node is None:
        return GroupForm(data={"version": stamp(None), "keeps": HELD}, zone=zone)
    until = node.held_until
    bound = until is not None and until <= BEFORE_ALL
    stands: dict[str, Any] = {
        "version": stamp(node.capacity, until),
        "capacity": node.capacity,
        "keeps": BOUND if bound else HELD,
        **GroupForm.shown_instant("until", None if bound else until, zone),
    }
    return GroupForm(data=stands, zone=zone)


def stamp(*values: Any) -> int:
    """A number that is another once any of these is: for what is shown and has no version."""
    return zlib.crc32(repr(values).encode())


def _saved(edition: str) -> Answer:
    db.session.commit()
    jobs.nudge("offers")
    flash(_("Saved."))
    return see(url_for(".places", edition=edition))


def _page(form: Any, here: Any, title: str, people: list[Claimant], **more: Any) -> Answer:
    called = names_of(one.participant_id for one in people)
    over, offers = (
        [called[one.participant_id] for one in people if one.state is state]
        for state in (ClaimState.PLACE, ClaimState.OFFERED)
    )
    return form_page(
        form,
        here,
        title=title,
        template="registration/places_form.html",
        back=url_for(".places", edition=here.slug),
        over=over,
        offers=offers,
        **more,
    )
