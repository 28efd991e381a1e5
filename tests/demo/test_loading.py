"""Loading the demonstration: all of it, once, and never dated anew."""

from collections import Counter
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise

from flask import Flask
from sqlalchemy import func, select

from cwf.database import db
from cwf.demo import accounts, large, loading, network
from cwf.editions.models import Edition, Fact, Staff
from cwf.people.models import Account
from cwf.programme import models
from cwf.programme.changes import compare
from cwf.programme.conflicts import Severity, find_conflicts
from cwf.programme.queries import published, timetables
from cwf.regions.models import Region
from cwf.registration.models import Participant

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


def test_accounts_have_their_roles(app: Flask) -> None:
    list(loading.load(now=NOW))
    assert (accounts.add_accounts(now=NOW), accounts.add_accounts(now=NOW)) == (4, 0)
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
    ).all()
    assert [tuple(one) for one in attending] == [("attendee@example.org", "next", "confirmed")]


def test_large_edition_keeps_its_proportions_and_clashes_nowhere(app: Flask) -> None:
    assert large.add(sessions=60, now=NOW) == "edition large-60 with 60 sessions"
    _, (release,) = released("large-60")
    shown = release.timetable
    assert (len(shown.sessions), len(shown.rooms), len(shown.speakers)) == (60, 6, 40)
    assert [c for c in find_conflicts(shown) if c.severity is Severity.SERIOUS] == []
    assert large.add(sessions=60, now=NOW) == "nothing, edition large-60 is there"
