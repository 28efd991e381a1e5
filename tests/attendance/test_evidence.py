"""What is known of an edition, counted by hand beside what the database counts."""

from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import uuid4

from cwf.attendance.figures import Cell, Evidence, Tally
from cwf.attendance.measures import Method, Unit
from cwf.attendance.models import CheckIn, Clicks, Count, Station
from cwf.attendance.queries.evidence import begun, evidence
from cwf.database import db
from cwf.delegations.models import Delegation
from cwf.programme.models import Appearance
from cwf.programme.timetable import PersonRole, Status
from cwf.registration.models import Admission
from tests.delegations.parties import comes, delegation, takes_part
from tests.programme.conftest import Forum

DAY_1, DAY_2 = date(2017, 11, 1), date(2017, 11, 2)
MORNING = datetime(2017, 11, 1, 7, tzinfo=UTC)
AFTER = datetime(2017, 11, 3, 12, tzinfo=UTC)


def came(forum: Forum, who: int, day: date, at: datetime = MORNING, **values: Any) -> CheckIn:
    """A check-in; to the forum itself where no slot is said."""
    made = CheckIn(
        edition_id=forum.edition.id,
        participant_id=who,
        day=day,
        at=at,
        received=at,
        **{"key": uuid4().hex, **values},
    )
    db.session.add(made)
    db.session.commit()
    return made


def counted(forum: Forum, number: int, at: datetime = MORNING, **values: Any) -> Count:
    """A count of guests."""
    made = Count(
        edition_id=forum.edition.id,
        **{
            "key": uuid4().hex,
            "unit": "guest",
            "method": "report",
            "number": number,
            "made": at,
            **values,
        },
    )
    db.session.add(made)
    db.session.commit()
    return made


def cell(number: int, **values: Any) -> Cell:
    """A cell of somebody who registered for themselves, from Denmark."""
    said: dict[str, Any] = {
        "standing": "confirmed",
        "category": "full",
        "country": "DK",
        "region": "",
        "role": "",
        "channel": "own",
        "international": False,
        "days": (),
        **values,
    }
    return Cell(number=number, **said)


def test_nobody_is_nobody(forum: Forum) -> None:
    """An edition at which nothing is known but its programme."""
    found = evidence(forum.edition, at=datetime(2017, 10, 31, 12, tzinfo=UTC))

    assert found == Evidence(sessions=(("keynote", 1),), speakers=1)


def test_who_is_alike_is_one_cell(forum: Forum, elsewhere: Forum) -> None:
    """Counted by standing, category, residence, region, role and channel; of this edition alone."""
    forum.edition.country = "DK"
    scotland = delegation(forum, "scotland", "Scotland", "Europe/London")
    none_of_ours = Delegation(
        edition_id=forum.edition.id, name={"en": "Tirol"}, country="AT", stage="approved",
        stage_since=MORNING, made=MORNING,
    )  # fmt: skip
    db.session.add(none_of_ours)
    db.session.commit()
    for name in ("Ailsa A", "Blair B"):
        comes(forum, scotland, name, country="GB", channel="delegation")
    comes(forum, scotland, "Callum C", country="GB", channel="delegation", role="political")
    scotland.row = none_of_ours
    comes(forum, scotland, "Dora D", country="AT", channel="delegation")
    takes_part(forum, "Else E", country="DK")
    takes_part(forum, "Finn F", country="DK")
    takes_part(forum, "Gro G", country=None)
    takes_part(forum, "Hans H", country="DK", standing="cancelled")
    takes_part(elsewhere, "Ida I", country="DK")

    found = evidence(forum.edition, at=AFTER).cells

    away: dict[str, Any] = {"category": "delegate", "channel": "delegation", "international": True}
    assert found == (
        cell(1, standing="cancelled"),
        cell(1, country="AT", region=f"d{none_of_ours.id}", role="official", **away),
        cell(2, country="GB", region="scotland", role="official", **away),
        cell(1, country="GB", region="scotland", role="political", **away),
        cell(1, country=None, international=None),
        cell(2),
    )


def test_whom_the_regions_definition_calls_international(forum: Forum) -> None:
    """Where the region decides, who comes with the host's is not, wherever they live."""
    forum.edition.country = "DK"
    db.session.add(Admission(edition_id=forum.edition.id, basis="region"))
    scotland = delegation(forum, "scotland", "Scotland", "Europe/London")
    host = delegation(forum, "home", "Home", "Europe/Copenhagen", country="DK")
    host.row.region_id = forum.region.id
    comes(forum, host, "Anna A", country="SE")
    comes(forum, scotland, "Bo B", country="DK")
    takes_part(forum, "Carl C", country="SE")
    db.session.commit()

    found = evidence(forum.edition, at=AFTER).cells

    said = {(one.region, one.country): one.international for one in found}
    assert said == {("denmark", "SE"): False, ("scotland", "DK"): True, ("", "SE"): True}


def test_days_are_those_of_check_ins_that_stand(forum: Forum) -> None:
    """Each day once; what was taken back, came later, or was to a slot, is none."""
    forum.edition.country = "DK"
    both, first, undone, at_slot, later = (
        takes_part(forum, f"{letter} {letter}", country="DK") for letter in "ABCDE"
    )
    came(forum, both, DAY_1)
    came(forum, both, DAY_2, at=MORNING + timedelta(days=1))
    came(forum, first, DAY_1)
    came(forum, undone, DAY_1, undone=MORNING + timedelta(hours=1))
    came(forum, at_slot, DAY_1, slot="f" * 32)
    came(forum, later, DAY_1, at=AFTER + timedelta(seconds=1))

    found = evidence(forum.edition, at=AFTER).cells

    assert found == (cell(3), cell(1, days=(DAY_1,)), cell(1, days=(DAY_1, DAY_2)))


def test_an_instant_that_is_past_knows_what_was_known_then(forum: Forum) -> None:
    """A check-in that was taken back later stood then, and one that came later did not."""
    forum.edition.country = "DK"
    one, other = (takes_part(forum, f"{letter} {letter}", country="DK") for letter in "AB")
    came(forum, one, DAY_1, undone=MORNING + timedelta(hours=2))
    came(forum, one, DAY_1, at=MORNING + timedelta(hours=3))
    came(forum, other, DAY_1, at=MORNING + timedelta(hours=3))

    then = evidence(forum.edition, at=MORNING + timedelta(hours=1)).cells
    between = evidence(forum.edition, at=MORNING + timedelta(hours=2)).cells
    now = evidence(forum.edition, at=MORNING + timedelta(hours=3)).cells

    assert then == (cell(1), cell(1, days=(DAY_1,)))
    assert between == (cell(2),)
    assert now == (cell(2, days=(DAY_1,)),)


def test_of_one_place_and_period_the_latest_count_stands(forum: Forum, elsewhere: Forum) -> None:
    """Counts of other days, places and units stand beside; one that was withdrawn does not."""
    counted(forum, 90, place="Square", day=DAY_1)
    counted(forum, 100, place="Square", day=DAY_1, at=MORNING + timedelta(hours=1),
            method="duplication", low=80, high=130)  # fmt: skip
    counted(forum, 70, place="Square", day=DAY_2)
    counted(forum, 40, place="Hall", day=DAY_1)
    counted(forum, 7, place="Hall", day=DAY_1, at=MORNING + timedelta(hours=1), withdrawn=MORNING
            + timedelta(hours=2))  # fmt: skip
    counted(forum, 12, place="Hall", day=DAY_1, unit="reporter")
    counted(forum, 999, at=AFTER + timedelta(seconds=1))
    counted(elsewhere, 5)

    found = evidence(forum.edition, at=AFTER).tallies

    report, guests = Method.REPORT, Unit.GUEST
    square = Tally(unit=guests, method=Method.DUPLICATION, number=100, low=80, high=130,
                   day=DAY_1, place="Square")  # fmt: skip
    assert found == (
        Tally(unit=guests, method=report, number=70, day=DAY_2, place="Square"),
        Tally(unit=guests, method=report, number=40, day=DAY_1, place="Hall"),
        Tally(unit=Unit.REPORTER, method=report, number=12, day=DAY_1, place="Hall"),
        square,  # the order is that in which they were made
    )


def test_clicks_are_visits(forum: Forum) -> None:
    """A clicker's clicks add up by day; who comes in twice is counted twice, so they are visits."""
    station = Station(edition_id=forum.edition.id, kind="clicker", name="Square", made=MORNING)
    db.session.add(station)
    db.session.flush()
    for key, day, number in (("a", DAY_1, 30), ("b", DAY_1, 12), ("c", DAY_2, 5)):
        db.session.add(
            Clicks(key=key, station_id=station.id, day=day, at=MORNING, received=MORNING,
                   came=number, left=1)
        )  # fmt: skip
    db.session.commit()

    found = evidence(forum.edition, at=AFTER).tallies

    clicker, visits = Method.CLICKER, Unit.VISIT
    assert found == (
        Tally(unit=visits, method=clicker, number=42, day=DAY_1, place="Square"),
        Tally(unit=visits, method=clicker, number=5, day=DAY_2, place="Square"),
    )


def test_the_programme_counts_what_is_sure(forum: Forum) -> None:
    """Sessions that are confirmed, by kind; who speaks in two is one, who hosts a table is none."""
    ming, gehl = forum.speaker["ming"], forum.speaker["gehl"]
    panel = forum.session["panel"]
    panel.people = [Appearance(speaker=ming), Appearance(speaker=gehl, role=PersonRole.HOST)]
    db.session.commit()
    before = evidence(forum.edition, at=AFTER)
    panel.status = Status.CONFIRMED
    db.session.commit()
    after = evidence(forum.edition, at=AFTER)
    panel.people[1].role = PersonRole.MODERATOR
    db.session.commit()

    assert (before.sessions, before.speakers) == ((("keynote", 1),), 1)
    assert (after.sessions, after.speakers) == ((("keynote", 1), ("panel", 1)), 1)
    assert evidence(forum.edition, at=AFTER).speakers == 2


def test_a_day_begins_at_the_hour_of_day_change(forum: Forum) -> None:
    """The forum has begun at four o'clock of its first day by its clock, not at midnight."""
    four = datetime(2017, 11, 1, 3, tzinfo=UTC)

    assert begun(forum.edition, at=four)
    assert not begun(forum.edition, at=four - timedelta(seconds=1))
    forum.edition.starts = forum.edition.ends = None
    assert not begun(forum.edition, at=AFTER)
