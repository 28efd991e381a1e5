"""Counts reported, estimated, withdrawn and imported by an organiser; read by an editor."""

import re
from collections.abc import Callable
from datetime import UTC, date, datetime
from io import BytesIO
from typing import Any

import pytest
from flask.testing import FlaskClient
from sqlalchemy import func, select
from werkzeug.test import TestResponse

from cwf.attendance.actions.targets import set_target
from cwf.attendance.figures import Tally
from cwf.attendance.measures import Method, Unit
from cwf.attendance.models import Clicks, Count, Snapshot, Station
from cwf.attendance.predicates import Of, Predicate
from cwf.attendance.queries.counts import counted as of_all
from cwf.attendance.queries.tallies import tallies
from cwf.audit import SYSTEM
from cwf.database import db
from cwf.people.models import Account
from tests.programme.conftest import Forum
from tests.programme.views.conftest import Browser, fields

LATER = datetime(2030, 1, 1, tzinfo=UTC)
HERE = "attendance/counts/"
REPORT = {"number": "120", "unit": "guest", "evidence": "The museum's own count."}


@pytest.fixture
def organiser(
    forum: Forum, staff: Callable[..., Account], signed_in: Callable[[Account], FlaskClient]
) -> Browser:
    return Browser(signed_in(staff(forum, "organiser")))


@pytest.fixture
def editor(
    forum: Forum, staff: Callable[..., Account], signed_in: Callable[[Account], FlaskClient]
) -> Browser:
    return Browser(signed_in(staff(forum, "editor")))


def rows() -> list[Count]:
    db.session.rollback()
    return list(db.session.scalars(select(Count).order_by(Count.id)))


def counted(forum: Forum) -> list[Tally]:
    db.session.rollback()
    return tallies(forum.edition.id, at=LATER)


def test_a_number_is_reported_with_its_period_and_grounds(
    forum: Forum, organiser: Browser, logged: Any
) -> None:
    answer = organiser.send(
        f"{HERE}new", **REPORT, day="2017-11-01", starts_at="20:00", ends_at="1:30",
        place="Museum", channel="own", method="report", confidence="A",
    )  # fmt: skip
    assert answer.status_code == 303, answer.text
    (row,) = rows()
    assert (row.number, row.unit, row.method, row.place) == (120, "guest", "report", "Museum")
    assert (row.starts, row.ends) == (
        datetime(2017, 11, 1, 19, tzinfo=UTC), datetime(2017, 11, 2, 0, 30, tzinfo=UTC),
    )  # fmt: skip
    assert (row.day, row.channel, row.confidence, row.by) == (
        date(2017, 11, 1), "own", "A", "Organiser",
    )  # fmt: skip
    assert logged()[-1][:2] == ("count.report", "120 guest Museum")
    page = organiser.get(HERE).text
    assert "120 guests" in page
    assert "20:00–01:30" in page
    assert "Museum" in page


def test_what_is_sent_twice_is_kept_once(forum: Forum, organiser: Browser) -> None:
    values = {**fields(organiser.get(f"{HERE}new").text), **REPORT}
    assert [organiser.post(f"{HERE}new", values).status_code for _ in range(2)] == [303, 303]
    assert len(rows()) == 1


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"number": "many"}, "Write a whole number"),
        ({"number": "-1"}, "Write a number from 0 to 10,000,000."),
        ({"number": ""}, "Fill this in."),
        ({"evidence": " "}, "Fill this in."),
        ({"starts_at": "9:00", "ends_at": "10:00"}, "Choose the day, too."),
        ({"day": "2017-11-01", "starts_at": "9:00"}, "Write both hours, or none."),
        ({"day": "2017-03-26", "starts_at": "2:30", "ends_at": "4:00"}, "The clocks go forward"),
        ({"unit": "noses"}, "Choose one of the list."),
        ({"region": "atlantis"}, "Choose one of the list."),
        ({"method": "clicker"}, "Clickers and turnstiles count visits"),
        ({"unit": "share"}, "Write a number up to 100."),
    ],
)
def test_a_number_that_cannot_be_is_refused_beside_the_field(
    forum: Forum, organiser: Browser, wrong: dict[str, str], said: str
) -> None:
    answer = organiser.send(f"{HERE}new", **{**REPORT, **wrong})
    assert answer.status_code == 422
    assert said in answer.text
    assert rows() == []


def test_a_later_number_of_the_same_corrects(forum: Forum, organiser: Browser) -> None:
    for number in ("120", "130"):
        organiser.send(f"{HERE}new", **{**REPORT, "number": number, "place": "Museum"})
    assert [one.number for one in counted(forum)] == [130]
    page = organiser.get(HERE).text
    assert page.index("130 guests") < page.index("120 guests")
    assert page.count("corrected by a later one") == 1


def test_the_report_lists_what_counts_with_its_grounds(forum: Forum, organiser: Browser) -> None:
    """What was corrected or withdrawn is not in it; hours of a turnstile are one number."""
    for number, place in (("120", "Museum"), ("130", "Museum"), ("9", "Shed")):
        organiser.send(f"{HERE}new", **{**REPORT, "number": number, "place": place})
    organiser.send(f"{HERE}{rows()[-1].uuid}", why="Another shed.")
    taken(organiser, f"{HERE}turnstiles", sent(organiser, f"{HERE}turnstiles", TURNSTILE))
    listed = [(one.tally.number, one.tally.place, one.evidence) for one in of_all(forum.edition.id)]
    assert listed == [(130, "Museum", REPORT["evidence"]), (3, "North", ""), (1, "South", "")]


def test_a_number_of_the_whole_and_one_of_a_place_are_added_up_and_told(
    forum: Forum, organiser: Browser
) -> None:
    organiser.send(f"{HERE}new", **{**REPORT, "number": "900"}, day="2017-11-01")
    assert "Some may be counted twice" not in organiser.get(HERE).text
    organiser.send(f"{HERE}new", **REPORT, day="2017-11-01", place="Museum")
    page = organiser.get(HERE).text
    assert "900 guests (everywhere, Wednesday 1 November 2017), and within it 120 guests" in page
    assert '<td class="number" data-label="Together">1,020</td>' in page


def test_a_withdrawn_number_stays_and_counts_no_more(
    forum: Forum, organiser: Browser, logged: Any
) -> None:
    organiser.send(f"{HERE}new", **REPORT)
    path = f"{HERE}{rows()[0].uuid}"
    assert organiser.send(path, why="").status_code == 422
    assert organiser.send(path, why="Counted twice").status_code == 303
    assert counted(forum) == []
    assert rows()[0].withdrawn_why == "Counted twice"
    assert "Counted twice" in organiser.get(path).text
    assert logged()[-1] == (
        "count.withdraw", "120 guest",
        dict(logged()[-2][3].items()), {"reason": "Counted twice"},
    )  # fmt: skip


def test_recapture_is_kept_with_its_method_interval_and_inputs(
    forum: Forum, organiser: Browser
) -> None:
    answer = organiser.send(
        f"{HERE}estimates/recapture", marked="200", met="150", again="30", evidence="Stickers.",
        place="Foyer", day="2017-11-01",
    )  # fmt: skip
    assert answer.status_code == 303
    (row,) = rows()
    assert (row.number, row.low, row.high, row.method) == (978, 699, 1257, "lincoln_petersen")
    assert row.inputs == {"marked": 200, "met": 150, "again": 30}
    page = organiser.get(HERE).text
    assert "between 699 and 1,257 (95 %)" in page
    assert "Lincoln–Petersen" in page
    assert "200" in organiser.get(f"{HERE}{row.uuid}").text


def test_duplication_is_kept_with_its_survey(forum: Forum, organiser: Browser) -> None:
    answer = organiser.send(
        f"{HERE}estimates/duplication", visits="3000", asked="afterwards", days_1="50",
        days_2="50", evidence="A letter to all.",
    )  # fmt: skip
    assert answer.status_code == 303
    (row,) = rows()
    assert (row.number, row.low, row.high, row.unit) == (2000, 1876, 2141, "guest")
    assert row.inputs == {"visits": 3000, "asked": "afterwards", "days": [50, 50]}


@pytest.mark.parametrize(
    ("kind", "values", "said"),
    [
        ("recapture", {"marked": "10", "met": "5", "again": "6"}, "No more can be met again"),
        ("recapture", {"marked": "10", "met": "5", "again": "0"}, "Nobody was met again"),
        ("recapture", {"marked": "0", "met": "5", "again": "0"}, "there is nobody"),
        ("duplication", {"visits": "0", "days_1": "5"}, "there are no guests"),
        ("duplication", {"visits": "10", "days_1": "1"}, "At least two answers"),
        ("duplication", {"visits": "4", "days_1": "5", "asked": "afterwards"}, "more visits"),
        ("duplication", {"visits": "9", "days_1": "5", "unit": "visit"}, "Choose one of the list."),
        ("recapture", {"marked": "9", "met": "9", "again": "5", "unit": "share"}, "Choose one of"),
    ],
)
def test_an_estimate_of_nonsense_is_refused(
    forum: Forum, organiser: Browser, kind: str, values: dict[str, str], said: str
) -> None:
    answer = organiser.send(f"{HERE}estimates/{kind}", **values, evidence="A survey.")
    assert answer.status_code == 422
    assert said in answer.text
    assert rows() == []


def test_clickers_are_visits_and_nobody_is_there_less_than_never(
    forum: Forum, organiser: Browser
) -> None:
    station = Station(
        edition_id=forum.edition.id, kind="clicker", name="Foyer", made=datetime.now(UTC)
    )
    db.session.add(station)
    db.session.flush()
    at = datetime(2017, 11, 1, 9, tzinfo=UTC)
    for key, came, left in (("a", 30, 10), ("b", 5, 40)):
        db.session.add(Clicks(key=key, station_id=station.id, day=at.date(), at=at, received=at,
                              came=came, left=left))  # fmt: skip
    db.session.commit()
    page = organiser.get(HERE).text
    row = re.search(r"<tr><th scope=\"row\">Foyer.*?</tr>", page, re.S)
    assert row
    assert re.findall(r">(\d+)</td>", row[0]) == ["35", "0"]
    assert counted(forum) == [
        Tally(unit=Unit.VISIT, method=Method.CLICKER, number=35, day=at.date(), place="Foyer")
    ]


TURNSTILE = b"""time;place;direction
2017-11-01 08:10;North;in
2017-11-01 08:10;North;in
2017-11-01 08:50;North;out
2017-11-01 09:00;North;in
2017-11-02 09:00;South;in
"""


def sent(browser: Browser, path: str, body: bytes, **changes: Any) -> TestResponse:
    file = (BytesIO(body), "gates.csv")
    return browser.send(path, file=file, **changes)


def taken(browser: Browser, path: str, shown: TestResponse, **changes: Any) -> TestResponse:
    return browser.post(path, {**fields(shown.text), "do": "take-over", **changes})


def test_turnstiles_are_shown_before_they_are_taken_over(forum: Forum, organiser: Browser) -> None:
    shown = sent(organiser, f"{HERE}turnstiles", TURNSTILE)
    assert shown.status_code == 200, shown.text
    assert "The file can be taken over." in shown.text
    assert rows() == []
    assert taken(organiser, f"{HERE}turnstiles", shown).status_code == 303
    assert [(row.place, f"{row.starts:%d %H}", row.number) for row in rows()] == [
        ("North", "01 07", 2), ("North", "01 08", 1), ("South", "02 08", 1),
    ]  # fmt: skip
    assert {row.method for row in rows()} == {"turnstile"}
    assert sum(one.number for one in counted(forum)) == 4


def test_the_same_lines_once_more_change_nothing_and_more_of_them_add(
    forum: Forum, organiser: Browser
) -> None:
    path = f"{HERE}turnstiles"
    for _ in range(2):
        taken(organiser, path, sent(organiser, path, TURNSTILE))
    assert len(rows()) == 3
    more = TURNSTILE + b"2017-11-01 08:40;North;in\n"
    taken(organiser, path, sent(organiser, path, more))
    assert len(rows()) == 4
    assert sum(one.number for one in counted(forum)) == 5


def test_a_file_with_wrong_lines_is_refused_whole(forum: Forum, organiser: Browser) -> None:
    path = f"{HERE}turnstiles"
    wrong = TURNSTILE + b"soon;North;in\n2017-11-05 08:00;North;in\n"
    shown = sent(organiser, path, wrong)
    assert shown.status_code == 422
    assert "2 lines cannot be taken." in shown.text
    assert "This is no time" in shown.text
    assert "not among the days" in shown.text
    assert taken(organiser, path, shown).status_code == 422
    assert rows() == []


def test_columns_can_be_said_where_headings_are_strange(forum: Forum, organiser: Browser) -> None:
    path = f"{HERE}turnstiles"
    shown = sent(organiser, path, b"wann,wo,wieviel\n2017-11-01 08:10,Nord,12\n")
    assert shown.status_code == 422
    assert "Choose the column." in shown.text
    said = {"column_time": "0", "column_place": "1", "column_number": "2", "column_direction": ""}
    assert taken(organiser, path, shown, **said).status_code == 303
    assert [(row.place, row.number) for row in rows()] == [("Nord", 12)]


@pytest.mark.parametrize(
    ("body", "said"),
    [
        (b"", "The file is empty."),
        (b"time,place\n", "no lines below its headings"),
        (b"PK\x03\x04" + bytes(range(32)) * 40, "cannot be read as CSV"),
        (b"time\n" + b"2017-11-01 08:10\n" * 20_001, "more than 20,000 lines"),
    ],
)
def test_what_is_no_file_of_lines_is_refused(
    forum: Forum, organiser: Browser, body: bytes, said: str
) -> None:
    answer = sent(organiser, f"{HERE}turnstiles", body)
    assert answer.status_code == 422
    assert said in answer.text


@pytest.mark.parametrize("kept", ["nonsense", "AAAA", "eJwDAAAAAAE", "é"])
def test_what_did_not_come_along_is_refused(forum: Forum, organiser: Browser, kept: str) -> None:
    answer = organiser.send(f"{HERE}turnstiles", kept=kept, kept_name="x", do="take-over")
    assert answer.status_code == 422
    assert rows() == []


def test_counts_by_date_become_days_of_a_file(forum: Forum, organiser: Browser) -> None:
    target = set_target(
        forum.edition, unit=Unit.PARTICIPANT, predicate=Predicate(of=Of.REGISTERED), low=3000,
        name={"en": "Participants"}, at=LATER, actor=SYSTEM,
    )  # fmt: skip
    db.session.commit()
    key, path = str(target.uuid), f"{HERE}days"
    body = b"date,number\n2017-09-01,120\n2017-10-01,800\n"
    for more in (b"", b"2017-10-30,1900\n"):
        answer = taken(organiser, path, sent(organiser, path, body + more, target=key))
        assert answer.status_code == 303, answer.text
    db.session.rollback()
    days = db.session.scalars(select(Snapshot).order_by(Snapshot.day)).all()
    assert [(row.day, row.source, row.figures) for row in days] == [
        (date(2017, 9, 1), "file", {key: [120, 0, 0, 0]}),
        (date(2017, 10, 1), "file", {key: [800, 0, 0, 0]}),
        (date(2017, 10, 30), "file", {key: [1900, 0, 0, 0]}),
    ]


def test_no_file_replaces_a_day_that_was_counted(forum: Forum, organiser: Browser) -> None:
    set_target(
        forum.edition, unit=Unit.PARTICIPANT, predicate=Predicate(of=Of.REGISTERED), low=3000,
        name={"en": "Participants"}, at=LATER, actor=SYSTEM,
    )  # fmt: skip
    db.session.add(
        Snapshot(edition_id=forum.edition.id, day=date(2017, 9, 1), taken=LATER, source="job")
    )
    db.session.commit()
    answer = sent(organiser, f"{HERE}days", b"date,number\n2017-09-01,120\n2017-09-02,9\n")
    assert answer.status_code == 422
    assert "counted here already" in answer.text
    assert db.session.scalar(select(func.count()).select_from(Snapshot)) == 1


def test_an_editor_reads_and_changes_nothing(forum: Forum, editor: Browser) -> None:
    page = editor.get(HERE)
    assert page.status_code == 200
    assert "Report a number" not in page.text
    for path in ("new", "estimates/recapture", "turnstiles", "days"):
        assert editor.get(f"{HERE}{path}").status_code == 403


def test_a_count_of_another_edition_is_not_found(
    forum: Forum, elsewhere: Forum, organiser: Browser
) -> None:
    organiser.send(f"{HERE}new", **REPORT)
    (row,) = rows()
    row.edition_id = elsewhere.edition.id
    uuid = row.uuid
    db.session.commit()
    assert organiser.get(f"{HERE}{uuid}").status_code == 404
