"""Inviting the regions of the network to an edition, all on one page."""

from flask import Blueprint, flash, url_for
from flask_babel import gettext as _
from flask_babel import ngettext
from flask_login import current_user

from cwf import clock, jobs
from cwf.database import db
from cwf.delegations.actions import delegations as actions
from cwf.delegations.actions import heads, letters
from cwf.delegations.forms.delegation import beginning
from cwf.delegations.forms.inviting import RegionsForm
from cwf.delegations.queries import overview as queries
from cwf.delegations.queries.access import Edition
from cwf.delegations.roles import Rank
from cwf.delegations.stages import Stage
from cwf.editions.lifecycle import Lifecycle
from cwf.editions.queries import KEEP_REGISTRATIONS, edition_in_reach
from cwf.editions.views.answers import Answer, claim, form_page, see, takes
from cwf.i18n import language
from cwf.people.sign_in import actor
from cwf.programme.collation import order
from cwf.registration.forms.registration import PlainForm
from cwf.web.access import requires
from cwf.web.templating import own_text

bp = Blueprint(
    "delegations_invite", __name__, url_prefix="/<lang:lang>/manage/editions/<edition>/delegations"
)


@bp.route("/invitations", methods=["GET", "POST"])
@requires(KEEP_REGISTRATIONS)
def invitations(edition: str) -> Answer:
    """Tick regions, say who leads, until when; one mail to each."""
    here = edition_in_reach(current_user, edition)
    key = order(language())
    # A second submit names regions that are invited by the first.
    offered = queries.regions() if PlainForm().is_submitted() else queries.uninvited_regions(here)
    regions = sorted(offered, key=lambda one: key(own_text(one.name)))
    regions = [one for one in regions if one.id != here.host_region_id]
    form = RegionsForm.of(regions, wall=here.zone, languages=here.languages)
    back = url_for("delegations_manage.delegations", edition=edition)
    if takes(form) and _may_invite(form, here):
        submission = claim(form)
        if submission.location:
            return see(submission.location)
        if _are_open(form, here):
            _tell(*_take(form, here))
            submission.location = back
            db.session.commit()
            jobs.nudge("mail")
            return see(back)
        db.session.rollback()
    template = "delegations/inviting.html"
    return form_page(form, here, title=_("Invite regions"), back=back, template=template)


def _may_invite(form: RegionsForm, here: Edition) -> bool:
    """Mails go out once the forum is announced: their links lead to its public pages."""
    if here.lifecycle != Lifecycle.PLANNED or not any(email for *_one, email in form.taken()):
        return True
    form.form_errors.append(
        _("This forum is not announced yet, so nobody can be invited. Leave the addresses empty "
          "to make drafts, or announce it first.")
    )  # fmt: skip
    return False


def _are_open(form: RegionsForm, here: Edition) -> bool:
    """Whether none of those ticked was invited meanwhile, by somebody else."""
    for region, *_one in form.taken():
        row = queries.draft_of(here, region.id)
        if row is not None and (row.heads or row.stage != Stage.INVITED):
            name = own_text(region.name)
            form.form_errors.append(_("%(region)s is invited already.", region=name))
    return not form.form_errors


def _tell(invited: int, drafts: int) -> None:
    if invited:
        flash(ngettext("%(num)d region is invited.", "%(num)d regions are invited.", invited))
    if drafts:
        flash(
            ngettext(
                "%(num)d region has a draft, to be invited later.",
                "%(num)d regions have a draft, to be invited later.",
                drafts,
            )
        )


def _take(form: RegionsForm, here: Edition) -> tuple[int, int]:
    """Make and invite what was ticked; gives how many were invited, and how many drafts made."""
    invited = drafts = 0
    now, who = clock.now(), actor()
    for region, name, email in form.taken():
        row = queries.draft_of(here, region.id)
        if row is None:
            values = {**beginning(region), **form.dates}
            row = actions.make(here, region_id=region.id, actor=who, at=now, **values)
        elif any(form.dates.values()):
            said = {key: at for key, at in form.dates.items() if at}
            actions.change(row, at=now, actor=who, **said)
        if not email:
            drafts += 1
            continue
        head = heads.invite(
            row, rank=Rank.HEAD, name=name, email=email, language=row.language, at=now, actor=who
        )
        letters.send_invitation(row, head)
        invited += 1
    return invited, drafts
