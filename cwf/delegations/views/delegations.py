"""All delegations of an edition on one page, for its host; new ones, and reminders."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from flask import Blueprint, Response, flash, render_template, request, url_for
from flask_babel import gettext as _
from flask_babel import ngettext
from flask_login import current_user

from cwf import clock, jobs
from cwf.database import db
from cwf.delegations.actions import delegations as actions
from cwf.delegations.actions.reminding import remind
from cwf.delegations.exports import overview_sheet
from cwf.delegations.forms.delegation import NewDelegationForm
from cwf.delegations.forms.tasks import missing, said
from cwf.delegations.forms.words import RANKS, STAGES, STANDINGS
from cwf.delegations.overview import Line, Order, arranged
from cwf.delegations.queries import overview as queries
from cwf.delegations.queries.reminders import locked, told_on
from cwf.delegations.stages import Stage
from cwf.editions.queries import KEEP_REGISTRATIONS, edition_in_reach
from cwf.editions.views.answers import Answer, claim, form_page, see, takes
from cwf.i18n import language
from cwf.people.sign_in import actor
from cwf.programme.collation import order
from cwf.programme.exports.sheets.plain import MEDIA_TYPES, csv_of, xlsx_of
from cwf.registration.forms.registration import PlainForm
from cwf.web.access import requires
from cwf.web.forms.fields import read_uuids
from cwf.web.templating import own_text

bp = Blueprint(
    "delegations_manage", __name__, url_prefix="/<lang:lang>/manage/editions/<edition>/delegations"
)


@bp.get("/")
@requires(KEEP_REGISTRATIONS)
def delegations(edition: str) -> Answer:
    """Each with its state, places, what is missing, and when it was last written to."""
    here = edition_in_reach(current_user, edition)
    now = clock.now()
    lines = queries.lines(here, now)
    stage, sort = _asked(request.args)
    return render_template(
        "delegations/overview.html",
        edition=here,
        lines=_arranged(lines, stage, sort),
        every=lines,
        stage=stage,
        sort=sort,
        orders=Order,
        stages=STAGES,
        standings=STANDINGS,
        ranks=RANKS,
        missing=missing,
        now=now,
    )


@bp.get("/delegations.<any(xlsx, csv):extension>")
@requires(KEEP_REGISTRATIONS)
def delegations_file(edition: str, extension: str) -> Response:
    """The same list, filtered and sorted as the page is."""
    here = edition_in_reach(current_user, edition)
    stage, sort = _asked(request.args)
    lines = _arranged(queries.lines(here, clock.now()), stage, sort)
    words = overview_sheet.Words(
        stages={str(code): str(word) for code, word in STAGES.items()},
        standings={str(code): str(word) for code, word in STANDINGS.items()},
        left={line.uuid.hex: ", ".join(missing(task) for task in line.left) for line in lines},
    )
    made = overview_sheet.sheet(lines, words, zone=here.zone)
    body = xlsx_of(made) if extension == "xlsx" else csv_of(made.rows, language=language())
    answer = Response(body, content_type=MEDIA_TYPES[extension])
    name = f"{here.slug}-delegations.{extension}"
    answer.headers.set("Content-Disposition", "attachment", filename=name)
    return answer


@bp.route("/new", methods=["GET", "POST"])
@requires(KEEP_REGISTRATIONS)
def delegation_new(edition: str) -> Answer:
    """Make a delegation: of a region of the network, or of one that comes as a guest."""
    here = edition_in_reach(current_user, edition)
    sent = PlainForm().is_submitted()  # a second submit names a region that has one by the first
    regions = queries.regions() if sent else queries.regions_without(here)
    data = {"language": "en", "zone": "UTC"}
    form = NewDelegationForm(data=data, wall=here.zone, languages=here.languages, regions=regions)
    if takes(form):
        submission = claim(form)
        if submission.location:
            return see(submission.location)
        region = form.known.get(form.region.data)
        try:
            row = actions.make(
                here,
                region_id=region.id if region else None,
                actor=actor(),
                at=clock.now(),
                **form.values,
            )
        except actions.KnownRegionError:
            form.fail("region", _("This region has a delegation already."))
        else:
            submission.location = url_for(
                "delegation_manage.delegation", edition=edition, uuid=row.uuid
            )
            db.session.commit()
            flash(_("Made. Nobody is invited yet: name the head below."))
            return see(submission.location)
    back = url_for(".delegations", edition=edition)
    template = "delegations/new.html"
    return form_page(form, here, title=_("New delegation"), back=back, template=template)


@bp.post("/reminders")
@requires(KEEP_REGISTRATIONS)
def reminders(edition: str) -> Answer:
    """Remind the heads of one, some or all of what is left; once a day at most."""
    here = edition_in_reach(current_user, edition)
    back = url_for(".delegations", edition=edition)
    if not takes(PlainForm()):
        return see(back)
    wanted = set(read_uuids(request.form.getlist("uuid")))
    now = clock.now()
    day = now.astimezone(ZoneInfo(here.zone)).date()
    sent = 0
    for one in queries.of_edition(here):
        row = locked(one.id) if one.uuid in wanted and one.stage != Stage.DECLINED else None
        if row is not None and not told_on(row.id, day, here.zone):
            known = queries.known(row, now)
            sent += remind(row, known, key=f"by hand:{day}", said=said, at=now, actor=actor())
    db.session.commit()
    jobs.nudge("mail")
    if sent:
        flash(
            ngettext("%(num)d delegation is reminded.", "%(num)d delegations are reminded.", sent)
        )
    else:
        flash(_("Nobody is reminded: nothing is left, nobody is invited, or it was done today."))
    return see(back)


def _asked(sent: Mapping[str, str]) -> tuple[Stage | None, Order]:
    """What an address asks for; a value that there is not asks for nothing."""
    stage, sort = sent.get("stage", ""), sent.get("sort", "")
    return (
        Stage(stage) if stage in list(Stage) else None,
        Order(sort) if sort in list(Order) else Order.REGION,
    )


def _arranged(lines: Sequence[Line], stage: Stage | None, sort: Order) -> list[Line]:
    key = order(language())
    names: dict[UUID, Any] = {line.uuid: key(own_text(dict(line.region))) for line in lines}
    return arranged(lines, stage=stage, order=sort, names=names)
