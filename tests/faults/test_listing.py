"""Workers that are killed over lists of members: each list is wholly there once, or not at all."""

import random
import signal
from collections import Counter
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from subprocess import TimeoutExpired

import pytest
from flask import Flask
from sqlalchemy import func, select

from cwf import clock
from cwf.audit import SYSTEM, AuditEntry
from cwf.database import db
from cwf.delegations.models import Delegation, Member, MemberImport
from cwf.delegations.stages import Stage
from cwf.editions.models import Edition
from cwf.people.models import Person
from cwf.regions.models import Region
from cwf.registration.actions.admission import open_places
from cwf.registration.models import Claim, Participant, Quota
from tests.faults.listing import EACH, STEADY, names_of
from tests.faults.test_killed import started, until

PLACES, AHEAD = 60, 300


@pytest.fixture
def forming(app: Flask) -> Delegation:
    """A delegation that names members, to a forum with bounded places."""
    region = Region(slug="scotland", name={"en": "Scotland"}, country="GB")
    edition = Edition(slug="2099", year=2099, country="DK")
    db.session.add_all([region, edition])
    db.session.commit()
    open_places(edition, PLACES, clock.now(), SYSTEM)
    row = Delegation(
        edition_id=edition.id,
        region_id=region.id,
        name={},
        country="GB",
        stage=Stage.FORMING,
        stage_since=clock.now(),
        zone="Europe/London",
        made=clock.now(),
    )
    db.session.add(row)
    db.session.commit()
    return row


def members() -> Counter[str]:
    """How often each name is a member's."""
    db.session.rollback()
    found = select(Person.name).join(Participant).join(Member)
    return Counter(db.session.scalars(found))


def taken_over() -> set[int]:
    """The lists that say of themselves that they were taken over."""
    db.session.rollback()
    found = db.session.scalars(select(MemberImport.name).where(MemberImport.state == "done"))
    return {int(name.removesuffix(".csv")) for name in found}


def whole() -> None:
    """Members, what lists say of themselves, the log and places agree; no list is there in part."""
    lists, here = taken_over(), members()
    expected = {name for number in lists for name in names_of(number)}
    assert here == Counter([*expected, *([STEADY] if lists else [])])
    people = db.session.scalar(select(func.count()).select_from(Participant))
    assert people == db.session.scalar(select(func.count()).select_from(Person)) == here.total()
    beside = select(func.count()).where(Member.accompanies_id.is_not(None))
    assert db.session.scalar(beside) == len(lists)
    log = select(func.count()).where(AuditEntry.action == "delegation.import")
    assert db.session.scalar(log) == len(lists)
    said = db.session.scalar(
        select(Participant.affiliation).join(Person).where(Person.name == STEADY)
    )
    assert said == (f"List {max(lists)}" if lists else None)
    claims = Counter(db.session.scalars(select(Claim.state)))
    taken = db.session.scalar(select(Quota.taken).where(Quota.root_id.is_(None)))
    assert taken == claims["place"] == min(PLACES, here.total())
    assert claims["waiting"] == here.total() - claims["place"]


def listing(told: Path, first: int, last: int, *more: str) -> tuple[str, ...]:
    return ("tests.faults.listing", str(told), str(first), str(last), *more)


@pytest.mark.parametrize(
    ("step", "state"),
    [
        ("reading a list", "reading"),
        ("rehearsing", "reading"),
        ("amid a list", "checked"),
        ("list taken over", "checked"),
    ],
)
def test_killed_at_a_step_nothing_of_the_list_is_there_and_the_next_brings_all_of_it(
    app: Flask, forming: Delegation, tmp_path: Path, step: str, state: str
) -> None:
    told, reached = tmp_path / "told", tmp_path / "reached"
    with started(app, *listing(told, 0, 1, step, str(reached))) as worker:
        until(lambda: reached.exists() or worker.poll() is not None)
        assert worker.poll() is None, "it ended before that step"
    assert members() == Counter()
    assert db.session.scalars(select(MemberImport.state)).all() == [state]
    whole()
    with started(app, *listing(told, 0, 1)) as worker:
        assert worker.wait(300) == 0
    assert (taken_over(), members().total()) == ({0}, EACH + 1)
    whole()


def test_killed_at_any_moment_no_list_is_lost_in_part_or_there_twice(
    app: Flask, forming: Delegation, tmp_path: Path, long: bool
) -> None:
    """Worker after worker is killed at a chance moment, and the next begins where it was told to.

    What somebody was told of stands; what they were not told of they bring in once more.
    """
    chance, told, begun = random.Random(7), tmp_path / "told", 0
    for _ in range(70 if long else 5):
        before = len(told.read_text().split()) if told.exists() else 0
        with started(app, *listing(told, begun, begun + AHEAD)) as worker:
            until(some_more(told, before))
            with suppress(TimeoutExpired):
                worker.wait(chance.uniform(0.0, 1.2))
            worker.send_signal(signal.SIGKILL)
            worker.wait()
        numbers = [int(one) for one in told.read_text().split()]
        assert set(numbers) <= taken_over()
        whole()
        begun = numbers[-1] + 1
    with started(app, *listing(told, 0, begun + 2)) as worker:
        assert worker.wait(300) == 0
    assert taken_over() == set(range(begun + 2))
    assert members().total() == EACH * (begun + 2) + 1
    whole()


def some_more(told: Path, before: int) -> Callable[[], bool]:
    """Whether more lists were told of than before."""
    return lambda: told.exists() and len(told.read_text().split()) > before
