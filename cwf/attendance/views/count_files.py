"""Files of counts: shown line by line before anything is changed, then taken over whole.

Nothing is kept in between: the file goes along with the page that shows what would become of it.
"""

from collections import Counter
from collections.abc import Callable
from datetime import date
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from flask import flash, render_template, request, url_for
from flask_babel import gettext as _
from flask_babel import ngettext
from flask_login import current_user
from limits import RateLimitItemPerMinute

from cwf import clock
from cwf.attendance.actions import counts as actions
from cwf.attendance.counted_files import (
    Fault,
    Forum,
    Passage,
    Table,
    numbers_by_day,
    passages,
)
from cwf.attendance.forms.counted_files import (
    CountedFileForm,
    DaysForm,
    TurnstileForm,
    fault_words,
    unreadable_words,
)
from cwf.attendance.imports.counted import NoTableError, packed, table_of, unpacked
from cwf.attendance.queries import counts as queries
from cwf.attendance.queries.targets import Edition, targets_of
from cwf.attendance.views.counts import bp
from cwf.database import db
from cwf.editions.queries import RUN_EDITION, edition_in_reach
from cwf.editions.views.answers import Answer, claim, see
from cwf.people.sign_in import actor
from cwf.web.access import requires
from cwf.web.limits import count

A_MINUTE = RateLimitItemPerMinute(20)  # files that one address may send
TAKE_OVER = "take-over"  # the button that says so
Read = tuple[Any, list[Fault]]  # what a file says, and what is wrong with it


@bp.route("/turnstiles", methods=["GET", "POST"])
@requires(RUN_EDITION)
def turnstiles(edition: str) -> Answer:
    """A file of turnstiles: what it says of each place and day, then taken over."""
    here, form = edition_in_reach(current_user, edition, lock=_sent()), TurnstileForm()

    def read(table: Table) -> Read:
        found, faults = passages(table, form.holds(table), _forum(here))
        place = form.place.data or ""
        return [one if one.place else _placed(one, place) for one in found], faults

    def take(found: list[Passage]) -> str:
        taken = actions.take_turnstiles(
            here, found, name=form.said_name, at=clock.now(), actor=actor()
        )
        return ngettext(
            "Taken over: %(num)s hour is new or corrected.",
            "Taken over: %(num)s hours are new or corrected.",
            taken.changed,
        )

    return _page(here, form, read, take, title=_("Import a file of turnstiles"), shown=_by_day)


@bp.route("/days", methods=["GET", "POST"])
@requires(RUN_EDITION)
def days(edition: str) -> Answer:
    """Counts by date of a target, such as of an earlier edition."""
    here, form = edition_in_reach(current_user, edition, lock=_sent()), DaysForm()
    form.offer(targets_of(here))
    today = clock.now().astimezone(ZoneInfo(here.zone)).date()

    def read(table: Table) -> Read:
        kept = queries.counted_days(here.id)
        return numbers_by_day(table, form.holds(table), before=today, kept=kept)

    def take(found: dict[date, int]) -> str:
        target = queries.target_in(here.id, UUID(form.target.data))
        changed = actions.take_days(
            here, target, found, name=form.said_name, at=clock.now(), actor=actor()
        )
        return ngettext(
            "Taken over: %(num)s day is new or corrected.",
            "Taken over: %(num)s days are new or corrected.",
            changed,
        )

    return _page(here, form, read, take, title=_("Import counts by date"), shown=_as_rows)


def _page(
    here: Edition,
    form: CountedFileForm,
    read: Callable[[Table], Read],
    take: Callable[[Any], str],
    *,
    title: str,
    shown: Callable[[Any], list[tuple[str, date, int]]],
) -> Answer:
    """The form; what a file says, with all that is wrong; or, taken over, back to the counts."""
    back = url_for(".counts", edition=here.slug)
    table = _table(form) if form.is_submitted() and form.validate() else None
    found, faults = _read(form, table, read) if table is not None else (None, [])
    sound = found is not None and not faults and not form.errors
    if sound and not form.came and request.form.get("do") == TAKE_OVER:
        submission = claim(form)
        if not submission.location:
            flash(take(found))
            submission.location = back
            db.session.commit()
        return see(submission.location)
    page = render_template(
        "attendance/count_file.html",
        edition=here,
        form=form,
        title=title,
        back=back,
        table=table,
        rows=shown(found) if found is not None else [],
        faults=faults,
        fault_words=fault_words,
        sound=sound,
        take_over=TAKE_OVER,
    )
    return page, 422 if form.is_submitted() and not sound else 200


def _table(form: CountedFileForm) -> Table | None:
    """The table of the file; None with the reason beside the field."""
    count("imports", A_MINUTE)
    try:
        body = form.body if form.came else unpacked(form.kept.data or "")
        table = table_of(body)
        if form.came:
            form.kept.data, form.kept_name.data = packed(body), form.file_name
            form.kept.raw_data = form.kept_name.raw_data = None
    except NoTableError as error:
        form.kept.data = ""
        form.fail("file", unreadable_words(error.code))
        return None
    return table


def _read(form: CountedFileForm, table: Table, read: Callable[[Table], Read]) -> Read:
    """What the lines say, once every column that is needed was chosen."""
    form.holds(table)
    return (None, []) if form.errors else read(table)


def _sent() -> bool:
    return request.method == "POST"


def _forum(here: Edition) -> Forum:
    return Forum(
        zone=here.zone,
        first=here.starts,
        last=here.ends or here.starts,
        day_change_hour=here.day_change_hour,
    )


def _placed(one: Passage, place: str) -> Passage:
    return Passage(
        line=one.line, at=one.at, day=one.day, place=place, came=one.came, counted=one.counted
    )


def _by_day(found: list[Passage]) -> list[tuple[str, date, int]]:
    """Place, day, and how many came."""
    came: Counter[tuple[str, date]] = Counter()
    for one in found:
        came[one.place, one.day] += one.came
    return [(place, day, number) for (place, day), number in sorted(came.items())]


def _as_rows(found: dict[date, int]) -> list[tuple[str, date, int]]:
    return [("", day, number) for day, number in sorted(found.items())]
