"""Goals whose day is over, judged by the days that are kept, wherever it is told how they stand."""

import io
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
import time_machine
from flask.testing import FlaskClient
from openpyxl import load_workbook
from sqlalchemy import event

from cwf import jobs
from cwf.attendance.exports.report_told import tell
from cwf.attendance.figures import Figure
from cwf.attendance.forms.reported import words_of
from cwf.attendance.judging import Judgement, Outcome
from cwf.attendance.measures import Unit
from cwf.attendance.models import DigestReader, Snapshot, Target
from cwf.attendance.queries.choices import Choices
from cwf.attendance.queries.judging import judgements
from cwf.attendance.queries.report import report_of
from cwf.attendance.queries.targets import targets_of
from cwf.database import db
from cwf.i18n import speaking
from cwf.mail import OutgoingMail
from cwf.people.models import Account
from tests.delegations.parties import takes_part
from tests.programme.conftest import Forum

NOON = datetime(2017, 9, 18, 12, tzinfo=UTC)  # a Monday
TODAY = NOON.date()
BY = date(2017, 9, 10)
PAGE = "/en/manage/editions/2017/attendance"


@pytest.fixture(autouse=True)
def _noon() -> Any:
    with time_machine.travel(NOON, tick=False):
        yield


def target(forum: Forum, **other: Any) -> Target:
    row = Target(
        edition_id=forum.edition.id,
        **{
            "name": {"en": "Participants"}, "definition": {}, "why": {}, "unit": "participant",
            "predicate": {"of": "registered"}, "low": 3, "by": BY, **other,
        },
    )  # fmt: skip
    db.session.add(row)
    db.session.commit()
    return row


def kept(forum: Forum, numbers: dict[date, dict[Target, int]], source: str = "job") -> None:
    for day, told in numbers.items():
        figures = {str(row.uuid): [number, 0, 0, 0] for row, number in told.items()}
        db.session.add(
            Snapshot(
                edition_id=forum.edition.id, day=day, taken=NOON, source=source, figures=figures
            )
        )
    db.session.commit()


def found(forum: Forum, now: dict[Target, int], today: date = TODAY) -> dict[Any, Judgement]:
    figures = {
        row.uuid: Figure(unit=Unit.PARTICIPANT, counted=number) for row, number in now.items()
    }
    return judgements(forum.edition.id, targets_of(forum.edition), figures, today=today)


def on(day: int) -> date:
    return date(2017, 9, day)


def reached_late(forum: Forum) -> Target:
    """Two of three on the day, the third two days later, a fourth since."""
    row = target(forum)
    kept(forum, {on(9): {row: 2}, on(10): {row: 2}, on(11): {row: 2}, on(12): {row: 3}})
    for name in ("Ada", "Bo", "Cy", "Di"):
        takes_part(forum, name)
    db.session.commit()
    return row


def test_each_is_judged_by_its_own_day(forum: Forum) -> None:
    early, late = target(forum), target(forum, by=on(12))
    due_today, endless = target(forum, by=TODAY), target(forum, by=None)
    kept(
        forum,
        {
            on(9): {early: 5, late: 5},
            on(10): {early: 2, late: 2},
            on(11): {early: 3, late: 2},
            on(12): {early: 3, late: 3},
        },
    )
    assert found(forum, dict.fromkeys((early, late, due_today, endless), 3)) == {
        early.uuid: Judgement(
            outcome=Outcome.LATE, day=on(10), at=on(10), since=on(11),
            figure=Figure(unit=Unit.PARTICIPANT, counted=2),
        ),
        late.uuid: Judgement(
            outcome=Outcome.ON_TIME, day=on(12), at=on(12),
            figure=Figure(unit=Unit.PARTICIPANT, counted=3),
        ),
    }  # fmt: skip


def test_the_day_is_over_when_the_next_begins(forum: Forum) -> None:
    row = target(forum)
    kept(forum, {on(10): {row: 3}})
    assert found(forum, {row: 3}, today=on(10)) == {}
    assert found(forum, {row: 3}, today=on(11))[row.uuid].outcome is Outcome.ON_TIME


def test_of_what_is_not_known_now_nothing_is_judged(forum: Forum) -> None:
    row, other = target(forum), target(forum)
    kept(forum, {on(10): {row: 3, other: 3}})
    assert list(found(forum, {row: 3})) == [row.uuid]


def test_a_day_that_does_not_tell_this_number_is_not_kept_for_it(forum: Forum) -> None:
    """The last that does tells, however long before; days of files count as others do."""
    row, other = target(forum), target(forum)
    kept(forum, {on(10): {other: 9}})
    kept(forum, {on(1): {row: 3}, on(8): {other: 9}, on(15): {row: 4}}, source="file")
    came_off = found(forum, {row: 4, other: 9})
    assert (came_off[row.uuid].outcome, came_off[row.uuid].at) == (Outcome.ON_TIME, on(1))
    assert (came_off[other.uuid].outcome, came_off[other.uuid].at) == (Outcome.ON_TIME, on(10))


def test_days_are_read_once_and_only_where_they_are_needed(forum: Forum) -> None:
    rows = [target(forum) for _number in range(3)]
    kept(forum, {on(day): dict.fromkeys(rows, day) for day in range(1, 18)})
    asked = dict.fromkeys(rows, 17)
    assert statements(forum, asked, low=10) == 1
    assert statements(forum, asked, low=11) == 2
    assert statements(forum, asked, low=18) == 1
    assert statements(forum, asked, low=11, by=None) == 0


def statements(forum: Forum, now: dict[Target, int], **values: Any) -> int:
    for row in now:
        for name, value in values.items():
            setattr(row, name, value)
    db.session.commit()
    lines = targets_of(forum.edition)
    figures = {row.uuid: Figure(unit=Unit.PARTICIPANT, counted=n) for row, n in now.items()}
    edition_id, seen = forum.edition.id, []

    def note(*args: Any) -> None:
        seen.append(args[2])

    event.listen(db.engine, "before_cursor_execute", note)
    try:
        judgements(edition_id, lines, figures, today=TODAY)
    finally:
        event.remove(db.engine, "before_cursor_execute", note)
    return len(seen)


@pytest.fixture
def editor(
    forum: Forum, staff: Callable[..., Account], signed_in: Callable[[Account], FlaskClient]
) -> FlaskClient:
    return signed_in(staff(forum, "editor"))


SENTENCE = (
    "2 on 10 September 2017: the goal of 3 was reached late, on 12 September 2017. Known now: 4."
)
SHORT = "reached late, on 12 September 2017; 2 on 10 September 2017"


def test_dashboard_and_report_say_it_in_a_sentence(forum: Forum, editor: FlaskClient) -> None:
    row = reached_late(forum)
    page = editor.get(f"{PAGE}/").text
    assert f'<p class="verdict">{SENTENCE}</p>' in page
    assert "<dt>on 10 Sep</dt><dd>2</dd>" in page
    report = editor.get(f"{PAGE}/report").text
    assert f"Participants: {SENTENCE}" in report
    assert SHORT in report
    row.by = None
    db.session.commit()
    assert "late" not in editor.get(f"{PAGE}/report").text.partition("<main")[2]


@pytest.mark.parametrize("below", ["/targets/", "/targets/{uuid}", "/comparison"])
def test_it_is_told_in_short_beside_the_day_and_the_figure(
    forum: Forum, editor: FlaskClient, below: str
) -> None:
    row = reached_late(forum)
    assert SHORT in editor.get(PAGE + below.format(uuid=row.uuid)).text
    row.by = TODAY + timedelta(days=1)
    db.session.commit()
    assert SHORT not in editor.get(PAGE + below.format(uuid=row.uuid)).text


def test_the_report_has_it_in_its_tables_parts_too(forum: Forum) -> None:
    row = reached_late(forum)
    part = target(
        forum, parent_id=row.id, axis="channel", value="own", low=4,
        predicate={"of": "registered", "channels": ["own"]},
    )  # fmt: skip
    day = db.session.get_one(Snapshot, (forum.edition.id, BY))
    day.figures = {**day.figures, str(part.uuid): [4, 0, 0, 0]}
    db.session.commit()
    with speaking("en"):
        told = tell(report_of(forum.edition, at=NOON), words_of(Choices(regions={}, days=())))
    assert (told.goals.heads[-1], told.goals.rows[0][-1]) == ("By its day", SHORT)
    (parts,) = [one for one in told.tables if one.title.startswith("Participants, ")]
    assert [line[-1] for line in parts.rows] == ["reached on time; 4 on 10 September 2017"]


def test_the_workbook_has_numbers_and_days_of_their_own(forum: Forum, editor: FlaskClient) -> None:
    reached_late(forum)
    book = load_workbook(io.BytesIO(editor.get(f"{PAGE}/report.xlsx").data))
    heads, values = ([cell.value for cell in line] for line in book.worksheets[0])
    row = dict(zip(heads, values, strict=True))
    asked = ("By when", "Counted by then", "By its day", "Reached late on", "Counted")
    assert [row[one] for one in asked] == [
        datetime(2017, 9, 10), 2, SHORT, datetime(2017, 9, 12), 4,
    ]  # fmt: skip


def test_the_mail_of_the_week_says_it(forum: Forum, staff: Callable[..., Account]) -> None:
    reached_late(forum)
    account = staff(forum, "editor")
    db.session.add(
        DigestReader(edition_id=forum.edition.id, account_id=account.id, since=NOON, week="")
    )
    db.session.commit()
    jobs.run_job("digests")
    assert SENTENCE in db.session.query(OutgoingMail).one().body
