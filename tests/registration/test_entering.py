"""Entering people, one or thousands: made, known, revived, each with a place or in line."""

from typing import Any
from uuid import uuid4

import pytest
from sqlalchemy import event, func, select

from cwf.audit import Actor, AuditEntry
from cwf.database import db
from cwf.editions.models import Edition
from cwf.people.models import Account, Person
from cwf.registration.actions import entering, participants
from cwf.registration.actions.entering import Entered, Entrant, enter_all
from cwf.registration.actions.places import open_tree
from cwf.registration.categories import Category, Channel, Standing
from cwf.registration.details import Details
from cwf.registration.models import Admission, Claim, Fee, Participant
from cwf.registration.places import Outcome, Wait
from tests.registration.conftest import NOW, rows

HOST = Actor(account_id=None, name="Host")


def who(number: int, **values: Any) -> Entrant:
    """Somebody by a number."""
    given = {
        "name": f"Person {number:04}",
        "country": "DK",
        "affiliation": "",
        "category": Category.FULL,
        "language": "en",
        **values,
    }
    email = given.pop("email", f"person{number}@example.org")
    group = given.pop("group", None)
    return Entrant(details=Details(**given), email=email, group=group)


def enter(edition: Edition, *entrants: Entrant, **values: Any) -> list[Entered]:
    given = {"channel": Channel.ORGANISER, "at": NOW, "actor": HOST, **values}
    found = enter_all(edition.id, entrants, **given)
    db.session.commit()
    return found


def outcomes(found: list[Entered]) -> list[tuple[str, bool]]:
    return [(str(one.outcome), one.known) for one in found]


@pytest.fixture
def two_places(edition: Edition) -> int:
    """A tree of two places for the whole edition."""
    root = open_tree(edition.id, capacity=2, offer_minutes=60)
    db.session.add(Admission(edition_id=edition.id, root_id=root))
    db.session.commit()
    return root


def test_people_are_entered_in_order_with_all_that_is_said(edition: Edition) -> None:
    found = enter(edition, who(2, name="Åse Østergård", country="SE"), who(1, email=None))
    assert outcomes(found) == [("taken", False), ("taken", False)]
    assert [
        (
            row.person.name, row.person.sort_name, row.email, row.country, row.standing,
            row.channel, row.confirmed, row.asked, row.sort_key, row.search_key,
        )
        for row in rows()
    ] == [
        (
            "Person 0001", "Person 0001", None, "DK", "confirmed", "organiser", NOW, NOW,
            "person 0001", "person 0001",
        ),
        (
            "Åse Østergård", "Østergård, Åse", "person2@example.org", "SE", "confirmed",
            "organiser", NOW, NOW, "ostergard ase",
            "ase ostergard\nperson2 example org",
        ),
    ]  # fmt: skip
    entries = db.session.scalars(select(AuditEntry).order_by(AuditEntry.id)).all()
    assert [(one.action, one.subject, one.actor_name, one.after) for one in entries] == [
        ("registration.enter", name, "Host",
         {"category": "full", "country": country, "state": "confirmed"})
        for name, country in (("Åse Østergård", "SE"), ("Person 0001", "DK"))
    ]  # fmt: skip


def test_who_takes_part_is_known_and_left_alone(edition: Edition) -> None:
    first = enter(edition, who(1))[0].participant
    again = enter(edition, who(1, name="Somebody Else", country="SE"))
    assert outcomes(again) == [("already", True)]
    assert again[0].participant is first
    assert [(row.person.name, row.country) for row in rows()] == [("Person 0001", "DK")]


def test_one_address_twice_in_one_list_is_one_person(edition: Edition) -> None:
    found = enter(edition, who(1), who(2, email="person1@example.org"), who(3))
    assert outcomes(found) == [("taken", False), ("already", True), ("taken", False)]
    assert found[0].participant is found[1].participant
    assert len(rows()) == 2


@pytest.mark.parametrize("standing", ["asked", "cancelled", "waiting"])
def test_who_is_not_in_comes_to_life_with_what_is_said_now(edition: Edition, standing: str) -> None:
    row = enter(edition, who(1))[0].participant
    assert row is not None
    row.standing = standing
    db.session.commit()
    found = enter(edition, who(1, name="Newly Said", country="SE", category=Category.PRESS))
    assert outcomes(found) == [("taken", False)]
    assert [(one.person.name, one.country, one.category, one.standing) for one in rows()] == [
        ("Newly Said", "SE", "press", "confirmed")
    ]


@pytest.mark.parametrize("standing", ["applied", "declined"])
@pytest.mark.parametrize(
    ("channel", "expected"), [("booking", ("already", True)), ("delegation", ("taken", False))]
)
def test_a_buyer_does_not_decide_for_the_organisers(
    edition: Edition, standing: str, channel: str, expected: tuple[str, bool]
) -> None:
    row = enter(edition, who(1))[0].participant
    assert row is not None
    row.standing = standing
    db.session.commit()
    assert outcomes(enter(edition, who(1), channel=Channel(channel))) == [expected]
    assert rows()[0].standing == (standing if channel == "booking" else "confirmed")


def test_an_account_of_the_address_is_the_same_person_and_keeps_its_name(
    edition: Edition, account: Any
) -> None:
    named = Person(name="As They Say", sort_name="Say, As They")
    db.session.add(named)
    made: Account = account("person1@example.org")
    db.session.flush()
    made.person_id = named.id
    nobody: Account = account("person2@example.org")
    db.session.commit()
    enter(edition, who(1), who(2))
    found = {row.email: row for row in rows()}
    assert found["person1@example.org"].person.name == "As They Say"
    assert found["person1@example.org"].sort_key == "say as they"
    assert nobody.person_id == found["person2@example.org"].person_id


def test_under_a_second_address_of_the_account_they_are_known(
    edition: Edition, account: Any
) -> None:
    first = enter(edition, who(1))[0].participant
    assert first is not None
    made: Account = account("other@example.org")
    made.person_id = first.person_id
    db.session.commit()
    found = enter(edition, who(2, email="other@example.org"))
    assert outcomes(found) == [("already", True)]
    assert found[0].participant is first
    assert db.session.scalar(select(func.count()).select_from(Person)) == 1


def test_where_places_are_few_the_first_get_them_and_the_rest_are_not_entered(
    edition: Edition, two_places: int
) -> None:
    found = enter(edition, who(1), who(2), who(3))
    assert outcomes(found) == [("taken", False), ("taken", False), ("full", False)]
    assert found[2].participant is None
    assert [row.person.name for row in rows()] == ["Person 0001", "Person 0002"]
    assert db.session.scalar(select(func.count()).select_from(Person)) == 2


def test_the_rest_wait_where_that_is_asked(edition: Edition, two_places: int) -> None:
    found = enter(edition, who(1), who(2), who(3), wait=Wait.PARTS)
    assert outcomes(found) == [("taken", False), ("taken", False), ("waiting", False)]
    assert [(row.standing, row.confirmed) for row in rows()] == [
        ("confirmed", NOW),
        ("confirmed", NOW),
        ("waiting", None),
    ]


def test_the_group_is_reckoned_unless_it_is_said(edition: Edition, two_places: int) -> None:
    edition.country = "DK"
    db.session.commit()
    enter(edition, who(1, country="SE"), who(2, group="d7/official"))
    claims = db.session.scalars(select(Claim).order_by(Claim.participant_id)).all()
    assert sorted(claim.group for claim in claims) == ["d7/official", "int+full"]


def test_a_fee_is_fixed_with_the_place(edition: Edition, two_places: int) -> None:
    db.session.add(Fee(edition_id=edition.id, category="full", amount=13000))
    db.session.commit()
    enter(edition, who(1), who(2, category=Category.PRESS), who(3), wait=Wait.PARTS)
    assert [(row.person.name, row.fee, row.payment) for row in rows()] == [
        ("Person 0001", 13000, "unpaid"),
        ("Person 0002", None, "none"),
        ("Person 0003", None, "none"),
    ]


def test_who_asked_by_the_form_is_in_and_the_link_is_spent(edition: Edition) -> None:
    participants.ask(edition.id, email="person1@example.org", details=who(1).details, at=NOW)
    db.session.commit()
    found = enter(edition, who(1, name="Said By The Head"), channel=Channel.DELEGATION)
    row = found[0].participant
    assert row is not None
    assert (row.standing, row.wanted, row.person.name) == (
        Standing.CONFIRMED,
        None,
        "Said By The Head",
    )
    assert not participants.confirm(row, at=NOW).other


def test_five_hundred_need_as_few_statements_as_fifty(edition: Edition) -> None:
    counted: list[int] = []
    for first, last in ((0, 50), (100, 600)):
        heard: list[str] = []

        def hear(*given: Any, heard: list[str] = heard) -> None:
            heard.append(given[2])

        event.listen(db.engine, "before_cursor_execute", hear)
        enter(edition, *(who(number) for number in range(first, last)))
        event.remove(db.engine, "before_cursor_execute", hear)
        counted.append(len(heard))
    assert counted[1] <= counted[0] + 2, counted
    assert counted[0] <= 15, counted
    assert len(rows()) == 550


def test_whoever_is_entered_elsewhere_at_the_same_moment_is_known(
    edition: Edition, monkeypatch: pytest.MonkeyPatch
) -> None:
    enter(edition, who(1))
    read, blind = entering.Known, [True]

    class Blind(entering.Known):
        """The first look comes before the other's commit."""

        def __init__(self, edition_id: int, emails: Any) -> None:
            read.__init__(self, edition_id, [] if blind else emails)
            blind.clear()

    monkeypatch.setattr(entering, "Known", Blind)
    found = enter(edition, who(1, name=f"Other {uuid4()}"), who(2))
    assert outcomes(found) == [("already", True), ("taken", False)]
    assert db.session.scalar(select(func.count()).select_from(Person)) == 2
    assert db.session.scalar(select(func.count()).select_from(Participant)) == 2
    assert Outcome.ALREADY is found[0].outcome
