"""One delegation, as its host sees it: settings, who answers for it, its stage."""

from uuid import UUID

from flask import Blueprint, abort, flash, request, url_for
from flask_babel import gettext as _
from flask_login import current_user

from cwf import clock, jobs
from cwf.database import db
from cwf.delegations.actions import delegations as actions
from cwf.delegations.actions import heads, letters
from cwf.delegations.forms.delegation import DelegationForm
from cwf.delegations.forms.heads import HostsHeadForm, WordForm
from cwf.delegations.forms.places import place_words
from cwf.delegations.forms.tasks import said, said_done
from cwf.delegations.forms.words import RANKS, ROLES, STAGES, STANDINGS
from cwf.delegations.queries import heads as people
from cwf.delegations.queries import overview as queries
from cwf.delegations.queries.access import Delegation, Edition, delegation_of, name_of
from cwf.delegations.queries.quotas import quotas_of, requests_of
from cwf.delegations.roles import Rank
from cwf.delegations.stages import STEPS, Side, Stage, may_step
from cwf.delegations.todo import tasks
from cwf.editions.lifecycle import Lifecycle
from cwf.editions.queries import KEEP_REGISTRATIONS, edition_in_reach
from cwf.editions.views.answers import Answer, claim, form_page, see, takes
from cwf.people.sign_in import actor
from cwf.registration.forms.registration import PlainForm
from cwf.web.access import requires
from cwf.web.templating import own_text

bp = Blueprint(
    "delegation_manage",
    __name__,
    url_prefix="/<lang:lang>/manage/editions/<edition>/delegations/<uuid:uuid>",
)


@bp.route("/", methods=["GET", "POST"])
@requires(KEEP_REGISTRATIONS)
def delegation(edition: str, uuid: UUID) -> Answer:
    """How it stands, and a form by which somebody more is invited."""
    here, row = _row(edition, uuid, lock=PlainForm().is_submitted())
    first = not any(head.rank == Rank.HEAD for head in row.heads)
    rank = Rank.HEAD if first else Rank.DEPUTY
    form = HostsHeadForm(data={"language": row.language, "rank": rank})
    if takes(form) and (answer := _invite(form, here, row)):
        return answer
    now = clock.now()
    return form_page(
        form,
        here,
        title=own_text(name_of(row)),
        template="delegations/one.html",
        back=url_for("delegations_manage.delegations", edition=edition),
        row=row,
        tasks=tasks(queries.known(row, now), now),
        said=said,
        said_done=said_done,
        steps=sorted(STEPS[Side.HOST][Stage(row.stage)], key=list(Stage).index),
        reminded=queries.last_reminders([row.id]).get(row.id),
        removable=_removable(row),
        quotas=quotas_of(row, now),
        requests=requests_of(row),
        roles=ROLES,
        words=place_words(),
        stages=STAGES,
        standings=STANDINGS,
        ranks=RANKS,
        now=now,
    )


@bp.route("/settings", methods=["GET", "POST"])
@requires(KEEP_REGISTRATIONS)
def settings(edition: str, uuid: UUID) -> Answer:
    """As what it comes, from where, until when."""
    here, row = _row(edition, uuid, lock=PlainForm().is_submitted())
    form = DelegationForm(
        data=DelegationForm.values_of(row, here.zone),
        own_name=row.region_id is None,
        wall=here.zone,
        languages=here.languages,
    )
    back = url_for(".delegation", edition=edition, uuid=uuid)
    if takes(form):
        actions.change(row, at=clock.now(), actor=actor(), **form.values)
        db.session.commit()
        jobs.nudge("offers")
        flash(_("Saved."))
        return see(back)
    title = own_text(name_of(row))
    return form_page(form, here, title=title, template="delegations/settings.html", back=back)


@bp.post("/heads/<uuid:head>/<any(send, renew, withdraw):step>")
@requires(KEEP_REGISTRATIONS)
def change_head(edition: str, uuid: UUID, head: UUID, step: str) -> Answer:
    """Send a link again, end it and send a new one, or let somebody answer no longer."""
    _here, row = _row(edition, uuid, lock=True)
    one = people.head_of(row, head)
    if step == "withdraw":
        heads.withdraw(row, one, actor=actor())
        flash(_("%(name)s answers for the delegation no longer.", name=one.name))
    else:
        if step == "renew":
            of = request.args.get("of", one.generation, int)
            heads.renew(row, one, of=of, at=clock.now(), actor=actor())
        else:
            heads.send_again(row, one, at=clock.now(), actor=actor())
        letters.send_invitation(row, one)
        flash(_("The link is on its way to %(email)s.", email=one.email))
    db.session.commit()
    jobs.nudge("mail")
    return see(url_for(".delegation", edition=edition, uuid=uuid))


@bp.route("/stage/<any(invited, forming, submitted, approved, arrived, declined):to>",
          methods=["GET", "POST"])  # fmt: skip
@requires(KEEP_REGISTRATIONS)
def stage(edition: str, uuid: UUID, to: str) -> Answer:
    """Take it to another stage, with a word if one likes; its heads are told."""
    form = WordForm()
    here, row = _row(edition, uuid, lock=form.is_submitted())
    back = url_for(".delegation", edition=edition, uuid=uuid)
    if not may_step(Side.HOST, Stage(row.stage), Stage(to)):
        if form.is_submitted() and row.stage == to:
            return see(back)  # it was taken there already
        abort(404)
    if takes(form):
        word, now = form.word.data or "", clock.now()
        actions.step(row, Stage(to), side=Side.HOST, at=now, actor=actor(), word=word)
        key = letters.step_key(row)
        letters.write_to_heads(row, "stage", key, word=word, step=to)
        db.session.commit()
        jobs.nudge("mail")
        jobs.nudge("offers")
        flash(_("Done. Its heads are told by mail."))
        return see(back)
    return form_page(
        form,
        here,
        title=own_text(name_of(row)),
        template="delegations/stage.html",
        back=back,
        row=row,
        to=to,
        stages=STAGES,
    )


@bp.post("/removal")
@requires(KEEP_REGISTRATIONS)
def removal(edition: str, uuid: UUID) -> Answer:
    """Take away a draft: nobody was invited, nobody named."""
    _here, row = _row(edition, uuid, lock=True)
    if not _removable(row):
        abort(404)
    actions.remove(row, actor=actor())
    db.session.commit()
    flash(_("The draft is removed."))
    return see(url_for("delegations_manage.delegations", edition=edition))


def _invite(form: HostsHeadForm, here: Edition, row: Delegation) -> Answer | None:
    """Invite who the form names; None, and a word at the field, if that cannot be."""
    back = url_for(".delegation", edition=here.slug, uuid=row.uuid)
    if here.lifecycle == Lifecycle.PLANNED:
        form.form_errors.append(
            _("This forum is not announced yet, so nobody can be invited. Announce it first.")
        )
        return None
    submission = claim(form)
    if submission.location:
        return see(submission.location)
    try:
        head = heads.invite(
            row,
            rank=Rank(form.rank.data),
            name=form.name.data or "",
            email=form.email.data or "",
            language=form.language.data,
            at=clock.now(),
            actor=actor(),
        )
    except heads.KnownHeadError:
        form.fail("email", _("Somebody with this address answers for it already."))
        return None
    letters.send_invitation(row, head)
    submission.location = back
    db.session.commit()
    jobs.nudge("mail")
    flash(_("The invitation is on its way to %(email)s.", email=head.email))
    return see(back)


def _removable(row: Delegation) -> bool:
    return row.stage == Stage.INVITED and not row.heads and not queries.has_members(row)


def _row(edition: str, uuid: UUID, *, lock: bool = False) -> tuple[Edition, Delegation]:
    here = edition_in_reach(current_user, edition)
    return here, delegation_of(here, uuid, lock=lock)
