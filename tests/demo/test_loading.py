"""Loading the demonstration: all of it, once, and never dated anew."""

from collections import Counter
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise

from flask import Flask
from sqlalchemy import func, select

from cwf.database import db
from cwf.delegations.models import Delegation, Head, Member
from cwf.demo import accounts, large, loading, network
from cwf.editions.models import Edition, Fact, Staff
from cwf.people.models import Account
from cwf.programme import models
from cwf.programme.changes import compare
from cwf.programme.conflicts import Severity, find_conflicts
from cwf.programme.queries import published, timetables
from cwf.regions.models import Region
from cwf.registration.conditions import faults
from cwf.registration.fees import fee_on
from cwf.registration.models import Admission, Participant, Quota
from cwf.registration.queries.counting import untrue
from cwf.registration.queries.fees import prices, rules

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
TABLES = (Region, Edition, Fact, models.Session, models.Slot, models.Release, models.Speaker)


def rows() -> dict[str, int]:
    """How many rows of each kind there are."""
    return {
        table.__tablename__: db.session.scalar(select(func.count()).select_from(table)) or 0
        for table in TABLES
    }


def released(slug: str) -> tuple[Edition, list[published.Release]]:
    """An edition with its releases, the first one first."""
    edition = loading.edition_of(slug)
    return edition, sorted(published.releases(edition.id, newest=9), key=lambda one: one.number)


def test_reference_keeps_what_is_unknown_empty(app: Flask) -> None:
    assert (network.add_regions(), network.add_editions(now=NOW)) == (19, 18)
    first, city = loading.edition_of("2004"), loading.edition_of("2024").city
    assert (first.city, first.starts, first.theme, first.website) == ({}, None, {}, None)
    assert city["en"] == "Bilbao, Donostia-San Sebastián, Vitoria-Gasteiz"
    assert (network.add_regions(), network.add_editions(now=NOW)) == (0, 0)


def test_reference_leaves_alone_what_somebody_changed(app: Flask) -> None:
    network.add_regions()
    network.add_editions(now=NOW)
    loading.edition_of("2019").city = {"en": "Found"}
    network.add_editions(now=NOW)
    assert loading.edition_of("2019").city == {"en": "Found"}


def test_load_tells_everything_once(app: Flask) -> None:
    lines = list(loading.load(now=NOW))
    db.session.commit()
    assert lines == [
        "19 regions",
        "18 editions",
        "the programme of 2015",
        "the programme of 2017",
        "the invented coming edition with 4 releases",
        "220 invented participants of next",
        "12 sessions of next with few places",
        "6 questions of the form, and 544 answers",
        "fees of 4 categories, and 3 rules for cancelling",
        "7 delegations to next",
        "4 people in line for next",
        "9 targets of next",
        "4 targets of 2017",
        "1900 invented counts by date before next",
        "4 stations of next, and tickets",
        "190 days of next",
        "4 invented counts of next",
        "2 invented campaigns of next",
    ]
    _look_at_aarhus()
    _look_at_the_invented()
    before = rows()
    assert list(loading.load(now=NOW + timedelta(days=30))) == ["0 regions", "0 editions"]
    assert (rows(), loading.edition_of("next").starts) == (before, date(2027, 1, 20))


def _look_at_aarhus() -> None:
    edition, (release,) = released("2017")
    shown = release.timetable
    kinds = Counter(str(one.kind) for one in shown.sessions)
    assert (edition.illustrative, edition.lifecycle, edition.ordinal) == (True, "held", 13)
    assert (kinds["keynote"], kinds["breakout"], len(shown.venues)) == (9, 38, 27)
    assert [one for one in find_conflicts(shown) if one.severity is Severity.SERIOUS] == []
    assert {slot.ends for slot in released("2015")[1][0].timetable.slots} == {None}


def _look_at_the_invented() -> None:
    edition, releases = released("next")
    assert (edition.starts, edition.ends) == (date(2027, 1, 20), date(2027, 1, 22))
    assert [(NOW - one.at).days for one in releases] == [40, 26, 12, 3]
    kinds = [
        {str(change.kind) for change in compare(one.timetable, other.timetable)}
        for one, other in pairwise(releases)
    ]
    assert kinds == [
        {"added", "moved"},
        {"cancelled", "moved", "retitled", "substituted", "text"},
        {"moved", "removed", "retitled"},
    ]
    draft = timetables.draft_timetable(edition)
    serious = [str(c.code) for c in find_conflicts(draft) if c.severity is Severity.SERIOUS]
    assert sorted(serious) == [
        "room_taken_twice", "room_too_small", "speaker_in_two_places", "unplaced",
    ]  # fmt: skip


def _look_at_places() -> None:
    """Whoever takes part has a place, and counts as international by where they live."""
    edition = loading.edition_of("next")
    confirmed = Participant.edition_id == edition.id, Participant.standing == "confirmed"
    numbers = [
        db.session.scalar(select(func.count()).select_from(Participant).where(*confirmed, *more))
        for more in ((), (Participant.country != "DK",))
    ]
    root = db.session.get_one(Admission, edition.id).root_id
    abroad = Quota.root_id == root, Quota.group == "int"
    taken = [
        db.session.scalar(select(Quota.taken).where(*one)) for one in ((Quota.id == root,), abroad)
    ]
    assert taken == numbers


def test_accounts_have_their_roles(app: Flask) -> None:
    list(loading.load(now=NOW))
    assert (accounts.add_accounts(now=NOW), accounts.add_accounts(now=NOW)) == (6, 0)
    staff = db.session.execute(
        select(Account.email, Edition.slug, Staff.role)
        .join(Staff, Staff.account_id == Account.id)
        .join(Edition, Edition.id == Staff.edition_id)
        .order_by(Account.email, Edition.slug)
    ).all()
    assert [tuple(one) for one in staff] == [
        ("editor@example.org", "next", "editor"),
        ("organiser@example.org", "2017", "organiser"),
        ("organiser@example.org", "next", "organiser"),
    ]
    attending = db.session.execute(
        select(Account.email, Edition.slug, Participant.standing)
        .join(Participant, Participant.person_id == Account.person_id)
        .join(Edition, Edition.id == Participant.edition_id)
        .order_by(Account.email)
    ).all()
    assert [tuple(one) for one in attending] == [
        ("attendee@example.org", "next", "confirmed"),
        ("deputy@example.org", "next", "confirmed"),
        ("head@example.org", "next", "confirmed"),
    ]
    _look_at_places()
    heads = db.session.execute(
        select(Account.email, Delegation.stage, Head.rank)
        .join(Head, Head.account_id == Account.id)
        .join(Delegation, Delegation.id == Head.delegation_id)
        .order_by(Account.email)
    ).all()
    assert [tuple(one) for one in heads] == [
        ("deputy@example.org", "forming", "deputy"),
        ("head@example.org", "forming", "head"),
    ]


def test_delegations_come_in_every_stage_but_arrived(app: Flask) -> None:
    list(loading.load(now=NOW))
    rows = db.session.scalars(select(Delegation).order_by(Delegation.id)).all()
    members = Counter(db.session.scalars(select(Member.delegation_id)).all())
    assert [(one.stage, members[one.id]) for one in rows] == [
        ("forming", 18),
        ("approved", 12),
        ("submitted", 9),
        ("forming", 3),
        ("invited", 0),
        ("declined", 0),
        ("forming", 2),
    ]
    nodes = db.session.execute(select(Quota.group, Quota.capacity, Quota.taken)).all()
    assert {(one.group, one.capacity) for one in nodes if one.group.endswith("student")} == {
        (f"int/d{rows[0].id}/student", 5),
        (f"int/d{rows[2].id}/student", 2),
        ("student", 8),  # the places that a session keeps for students
    }
    held = {one.group: one.held_until for one in db.session.scalars(select(Quota))}
    for one in rows:
        for group in (name for name in held if f"/d{one.id}" in f"/{name}"):
            assert held[group] == one.places_held_until


def test_coming_edition_has_fees_a_gap_in_its_rules_and_people_in_line(app: Flask) -> None:
    list(loading.load(now=NOW))
    edition = loading.edition_of("next")
    gap = date(2026, 12, 22)
    assert [(one.first, one.last) for one in faults(rules(edition.id))] == [(gap, gap)]
    assert fee_on(prices(edition.id), "full", date(2026, 12, 2)) == 23000
    assert fee_on(prices(edition.id), "full", date(2026, 12, 3)) == 29000
    people = db.session.execute(
        select(Participant.category, Participant.standing, Participant.payment)
    ).all()
    found = Counter((one.category, str(one.standing)) for one in people)
    assert (found["press", "applied"], found["day", "waiting"]) == (1, 4)
    assert {str(one.payment) for one in people} == {"none", "unpaid", "invoiced", "paid"}
    day = db.session.scalars(select(Quota).where(Quota.group == "+day")).one()
    assert (day.capacity, day.taken) == (found["day", "confirmed"], found["day", "confirmed"])
    assert untrue() == []


def test_large_edition_keeps_its_proportions_and_clashes_nowhere(app: Flask) -> None:
    assert large.add(sessions=60, now=NOW) == "edition large-60 with 60 sessions"
    _, (release,) = released("large-60")
    shown = release.timetable
    assert (len(shown.sessions), len(shown.rooms), len(shown.speakers)) == (60, 6, 40)
    assert [c for c in find_conflicts(shown) if c.severity is Severity.SERIOUS] == []
    assert large.add(sessions=60, now=NOW) == "nothing, edition large-60 is there"
