"""Curves of this edition and of earlier ones, of equal unit and definition."""

from datetime import date

import time_machine
from flask import Flask
from sqlalchemy import event, select
from sqlalchemy.engine import Engine

from cwf import jobs
from cwf.attendance.actions.targets import set_target
from cwf.attendance.forecast import Past
from cwf.attendance.measures import Unit
from cwf.attendance.models import Snapshot, Target
from cwf.attendance.predicates import Of, Predicate, Where
from cwf.attendance.queries.curves import curve_of, pasts
from cwf.audit import SYSTEM
from cwf.database import db
from cwf.editions.models import Edition
from tests.attendance.growing import make_edition, registered, utc

EVERYBODY = Predicate(of=Of.REGISTERED)
ABROAD = Predicate(of=Of.REGISTERED, where=Where(international=True))
PEOPLE = Unit.PARTICIPANT


def aimed(edition: Edition, predicate: Predicate = EVERYBODY) -> Target:
    row = set_target(
        edition, unit=PEOPLE, predicate=predicate, name={"en": "People"}, low=10,
        at=utc(5, 15), actor=SYSTEM,
    )  # fmt: skip
    db.session.commit()
    return row


def grown(edition: Edition) -> None:
    """Somebody from abroad and somebody from home on the 15th of May, one more on the 17th."""
    registered(edition, utc(5, 15), "Ada")
    registered(edition, utc(5, 15), "Bo", country="DK")
    registered(edition, utc(5, 17), "Cy")
    with time_machine.travel(utc(5, 18, 22, 30), tick=False):
        jobs.run_job("snapshots")


def by_file(slug: str, starts: date, days: dict[date, int], predicate: Predicate) -> Edition:
    """An edition whose days came of a file."""
    made = make_edition(slug, starts=starts, ends=starts)
    key = str(aimed(made, predicate).uuid)
    for day, number in days.items():
        db.session.add(
            Snapshot(edition_id=made.id, day=day, taken=utc(1, 1), source="file",
                     figures={key: [number, 0, 0, 0]})
        )  # fmt: skip
    db.session.commit()
    return made


def test_a_curve_counts_days_back_to_the_eve(app: Flask) -> None:
    edition = make_edition()
    aimed(edition)
    grown(edition)
    assert curve_of(edition, EVERYBODY, PEOPLE) == ((3, 2), (2, 2), (1, 3), (0, 3))


def test_what_no_target_counts_is_counted_of_the_cells(app: Flask) -> None:
    edition = make_edition()
    grown(edition)
    assert curve_of(edition, ABROAD, PEOPLE) == ((3, 1), (2, 1), (1, 2), (0, 2))
    assert curve_of(edition, Predicate(of=Of.SPEAKERS), Unit.SPEAKER) == ()


def test_an_edition_without_dates_has_no_curve(app: Flask) -> None:
    edition = make_edition(starts=None, ends=None)
    grown(edition)
    assert curve_of(edition, EVERYBODY, PEOPLE) == ()
    assert db.session.scalar(select(Snapshot.day).limit(1)) is not None


def test_earlier_editions_count_where_unit_and_definition_are_the_same(app: Flask) -> None:
    edition = make_edition()
    days = {date(2019, 10, 1): 300, date(2019, 10, 20): 1800}
    by_file("2019", date(2019, 10, 21), days, EVERYBODY)
    by_file("2017", date(2017, 11, 1), {date(2017, 10, 1): 9, date(2017, 10, 2): 9}, ABROAD)
    by_file("2015", date(2015, 3, 31), {date(2015, 3, 1): 9}, EVERYBODY)  # one day is no curve
    by_file("2028", date(2028, 3, 31), {date(2027, 3, 1): 9, date(2027, 3, 2): 9}, EVERYBODY)
    people, guests = (EVERYBODY, PEOPLE), (EVERYBODY, Unit.GUEST)
    assert pasts(edition, [people, guests], at=utc(5, 1)) == {
        people: (Past(name="2019", curve=((19, 300), (0, 1800)), final=1800),),
        guests: (),
    }


def test_however_much_is_asked_earlier_editions_are_read_once(app: Flask) -> None:
    edition = make_edition()
    days = {date(2019, 10, 1): 300, date(2019, 10, 20): 1800}
    by_file("2021", date(2021, 10, 21), days, EVERYBODY)
    by_file("2020", date(2020, 11, 1), days, EVERYBODY)
    everybody, of_denmark, of_sweden = EVERYBODY, of("DK"), of("SE")
    statements(edition, [everybody])  # what the session forgot when it was committed
    assert statements(edition, [everybody, of_denmark]) == 2 + statements(edition, [everybody])
    assert statements(edition, [of_sweden]) == statements(edition, [of_denmark, of_sweden])


def of(country: str) -> Predicate:
    return Predicate(of=Of.REGISTERED, where=Where(countries=frozenset({country})))


def statements(edition: Edition, asked: list[Predicate]) -> int:
    said: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
        said.append(statement)

    event.listen(Engine, "before_cursor_execute", note)
    try:
        pasts(edition, [(one, PEOPLE) for one in asked], at=utc(5, 1))
    finally:
        event.remove(Engine, "before_cursor_execute", note)
    return len(said)


def test_what_was_known_last_long_before_a_forum_is_no_history(app: Flask) -> None:
    edition = make_edition()
    eve, before = date(2019, 10, 20), date(2019, 10, 19)
    by_file("2019", date(2019, 10, 21), {date(2019, 9, 1): 300, before: 1800}, EVERYBODY)
    assert pasts(edition, [(EVERYBODY, PEOPLE)], at=utc(5, 1)) == {(EVERYBODY, PEOPLE): ()}
    by_file("2018", date(2019, 10, 21), {date(2019, 9, 1): 300, eve: 1800}, EVERYBODY)
    (found,) = pasts(edition, [(EVERYBODY, PEOPLE)], at=utc(5, 1)).values()
    assert [one.final for one in found] == [1800]


def test_invented_forums_foretell_invented_ones_alone(app: Flask) -> None:
    real, asked = make_edition(), (EVERYBODY, PEOPLE)
    days = {date(2019, 10, 1): 300, date(2019, 10, 20): 1800}
    by_file("2019", date(2019, 10, 21), days, EVERYBODY).invented = True
    db.session.commit()
    assert [pasts(of, [asked], at=utc(5, 1)) for of in (real, None)] == [{asked: ()}] * 2
    real.invented = True
    (found,) = pasts(real, [asked], at=utc(5, 1)).values()
    assert [one.final for one in found] == [1800]
