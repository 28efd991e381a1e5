"""Members of a delegation, one by one: named, changed, replaced, taken out.

A member is reached through their delegation alone. When the day for it has passed the host still
can, and the heads are told whom to ask.
"""

from uuid import UUID

from flask import Blueprint, flash, url_for
from flask_babel import gettext as _
from flask_login import current_user

from cwf import clock, jobs
from cwf.database import db
from cwf.delegations.actions import member_letters as letters
from cwf.delegations.actions import members as actions
from cwf.delegations.actions.leaving import take_out
from cwf.delegations.actions.members import AddressTakenError, Joined
from cwf.delegations.forms.members import InRoleForm, NewMemberForm, choices
from cwf.delegations.membership import Deed
from cwf.delegations.queries import members as queries
from cwf.delegations.queries.access import LEADS, Delegation, delegation_in_reach, edition_of
from cwf.delegations.queries.members import Member
from cwf.delegations.queries.seats import free_of
from cwf.delegations.roles import Role
from cwf.delegations.todo import wall_day
from cwf.delegations.views.barring import barred_page, is_hosts, why_not
from cwf.delegations.views.frame import page
from cwf.editions.views.answers import Answer, claim, see, takes
from cwf.people.sign_in import actor
from cwf.registration.actions.particulars import set_particulars
from cwf.registration.forms.registration import PlainForm
from cwf.registration.places import Outcome, Wait
from cwf.registration.views.frame import around
from cwf.registration.views.particulars import needs_of, particulars_form
from cwf.web.access import requires
from cwf.web.forms import Form, conflict_page

bp = Blueprint(
    "delegation_members", __name__, url_prefix="/<lang:lang>/delegations/<uuid:delegation>/members"
)


@bp.route("/new", methods=["GET", "POST"])
@requires(LEADS)
def member_new(delegation: UUID) -> Answer:
    """Name somebody; they are told by mail, with their link."""
    row = delegation_in_reach(current_user, delegation, lock=PlainForm().is_submitted())
    if bar := why_not(Deed.NAME, row):
        return barred_page(row, bar)
    there = queries.members_of(row.id)
    start = {"country": row.country, "language": row.language, "ask": True, "role": Role.OFFICIAL}
    form = NewMemberForm(data=start, members=choices(there), free=free_of(row, there))
    if takes(form) and (answer := _name(row, form)):
        return answer
    shown = page("delegations/member_new.html", row, form=form, title=_("Add a member"))
    shown.status_code = 422 if form.is_submitted() else 200
    return shown


@bp.route("/<uuid:uuid>", methods=["GET", "POST"])
@requires(LEADS)
def member(delegation: UUID, uuid: UUID) -> Answer:
    """See and change one."""
    row, one = _member(delegation, uuid)
    there = queries.members_of(row.id)
    form = InRoleForm(data=_values(one), members=choices(there, one), free=free_of(row, there))
    if takes(form) and (answer := _change(row, one, form)):
        return answer
    if form.stale:
        return _conflict(row, form, one.participant.person.name)
    (line,) = queries.lines_of(row, [one], clock.now())
    shown = page(
        "delegations/member.html",
        row,
        form=form,
        line=line,
        member=one,
        needs=needs_of(one.participant),
        known=actions.has_account(one.participant),
        barred={deed: why_not(deed, row) for deed in (Deed.NAME, Deed.SUBSTITUTE)},
        csrf=PlainForm(),
    )
    shown.status_code = 422 if form.is_submitted() else 200
    return shown


@bp.route("/<uuid:uuid>/needs", methods=["GET", "POST"])
@requires(LEADS)
def needs(delegation: UUID, uuid: UUID) -> Answer:
    """Write down what hosts need to know of a member."""
    row, one = _member(delegation, uuid)
    here, back = edition_of(row), url_for(".member", delegation=delegation, uuid=uuid)
    form = particulars_form(one.participant, here, role=one.role)
    if takes(form):
        values, now = form.values, clock.now()
        set_particulars(one.participant, values, at=now, actor=actor(), role=one.role)
        db.session.commit()
        flash(_("Saved."))
        return see(back)
    if form.stale:
        return _conflict(row, form, one.participant.person.name)
    name = one.participant.person.name
    shown = page("delegations/member_needs.html", row, form=form, back=back, name=name)
    shown.status_code = 422 if form.is_submitted() else 200
    return shown


@bp.route("/<uuid:uuid>/removal", methods=["GET", "POST"])
@requires(LEADS)
def removal(delegation: UUID, uuid: UUID) -> Answer:
    """Take somebody out, after reading what that means."""
    row, one = _member(delegation, uuid)
    if bar := why_not(Deed.NAME, row):
        return barred_page(row, bar)
    participant, name = one.participant, one.participant.person.name
    if takes(PlainForm()):
        now = clock.now()
        cancelled = take_out(row, one, at=now, actor=actor())
        letters.send_taken_out(row, participant, cancelled=cancelled, at=now)
        _commit()
        flash(_("%(name)s does not come with the delegation any more.", name=name))
        return see(url_for("delegation.home", delegation=delegation))
    return page("delegations/member_out.html", row, member=one, form=PlainForm())


@bp.post("/<uuid:uuid>/link")
@requires(LEADS)
def send_link(delegation: UUID, uuid: UUID) -> Answer:
    """Send somebody their personal link, and ask them to fill in the rest; once a day."""
    row, one = _member(delegation, uuid)
    here, now = edition_of(row), clock.now()
    (line,) = queries.lines_of(row, [one], now)
    went = letters.remind(
        row, one, line.missing, day=wall_day(now, here.zone), at=now, actor=actor()
    )
    _commit()
    email = one.participant.email
    flash(
        _("The link is on its way to %(email)s.", email=email)
        if went
        else _("They were asked today already; once a day is enough.")
    )
    return see(url_for(".member", delegation=delegation, uuid=uuid))


def _name(row: Delegation, form: NewMemberForm) -> Answer | None:
    """Name who stands in the form; None: not done, and the form says why."""
    submission = claim(form)
    if submission.location:
        return see(submission.location)
    same = queries.same_name(row.id, form.name.data)
    if same is not None and not form.again.data and not form.email.data:
        form.fail("again", _("%(name)s is named already. Tick this if it is another person.",
                             name=same.participant.person.name))  # fmt: skip
        db.session.rollback()
        return None
    if is_hosts(row, form):
        db.session.rollback()
        return None
    now = clock.now()
    (joined,) = actions.name_members(
        row, [form.member], at=now, actor=actor(), wait=Wait(form.wait.data)
    )
    if joined.member is None or joined.outcome is Outcome.ALREADY:
        db.session.rollback()
        _refuse(form, joined)
        return None
    home = url_for("delegation.home", delegation=row.uuid)
    submission.location = f"{home}#members"
    letters.send_named(row, joined.member, at=now, ask=form.ask.data)
    _commit()
    flash(_told(joined))
    return see(submission.location)


def _refuse(form: Form, joined: Joined) -> None:
    if joined.elsewhere:
        form.fail("email", _("Whoever has this address comes with another delegation."))
    elif joined.member is not None:
        form.fail("email", _("Whoever has this address is named already."))
    else:
        form.fail("role", _("No place is free in this role. Ask the host for one, take another "
                            "role, or let them wait."))  # fmt: skip


def _told(joined: Joined) -> str:
    assert joined.member is not None
    name = joined.member.participant.person.name
    if joined.outcome is Outcome.WAITING:
        return _("%(name)s is on the waiting list.", name=name)
    if joined.known:
        return _("%(name)s takes part already and now comes with you; counted once.", name=name)
    return _("%(name)s is named.", name=name)


def _change(row: Delegation, one: Member, form: InRoleForm) -> Answer | None:
    if form.role.data != one.role and why_not(Deed.NAME, row):
        form.fail("role", _("Roles can no longer be changed. Ask the host."))
        return None
    try:
        outcome = actions.change_member(row, one, form.member, at=clock.now(), actor=actor())
    except AddressTakenError:
        db.session.rollback()
        form.fail("email", _("Somebody else who takes part has this address."))
        return None
    if outcome is Outcome.FULL:
        db.session.rollback()
        form.fail("role", _("No place is free in this role. Ask the host for one."))
        return None
    _commit()
    flash(_("Saved."))
    return see(url_for(".member", delegation=row.uuid, uuid=one.uuid))


def _member(delegation: UUID, uuid: UUID) -> tuple[Delegation, Member]:
    """A member of a delegation in reach; both are locked where something is sent."""
    lock = PlainForm().is_submitted()
    row = delegation_in_reach(current_user, delegation, lock=lock)
    return row, queries.member_of(row, uuid, lock=lock)


def _values(one: Member) -> dict[str, object]:
    participant = one.participant
    return {
        "version": one.version,
        "name": participant.person.name,
        "email": participant.email or "",
        "affiliation": participant.affiliation,
        "country": participant.country,
        "language": participant.language,
        "role": one.role,
        "presents": one.presents,
        "accompanies": one.accompanies_id,
    }


def _conflict(row: Delegation, form: Form, title: str) -> Answer:
    here = edition_of(row)
    frame = {**around(here.slug), "layout": "registration/frame.html", "here": here}
    back = url_for("delegation.home", delegation=row.uuid)
    return conflict_page(form, title=title, back=back, **frame)


def _commit() -> None:
    db.session.commit()
    for job in ("mail", "offers"):
        jobs.nudge(job)
