"""Lists of members come in by the worker: once, wholly, and a second time without adding."""

from collections.abc import Callable, Collection
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import select

from cwf import clock, jobs
from cwf.audit import Actor
from cwf.database import db
from cwf.delegations.actions import member_imports as actions
from cwf.delegations.actions.taking_over import Barred, Moved
from cwf.delegations.models import Delegation, Member, MemberImport
from cwf.delegations.sheets.plans import MemberPlan
from cwf.delegations.stages import Side, Stage
from cwf.editions.models import Edition
from cwf.programme.actions.desk import NotReady
from cwf.registration.places import Wait

ANN = Actor(account_id=1, name="Ann Head")
GOOD = (
    "First name;Last name;E-mail;Role;Country;Born\n"
    "Ada;Berg;ada@example.org;Political;Denmark;1970-05-01\n"
    "Søren;Østergård;;Official;Danmark;\n"
)


@pytest.fixture
def forming(made: Callable[..., Delegation]) -> Delegation:
    """A delegation that names its members."""
    return made(stage=Stage.FORMING)


def sent(edition: Edition, of: Delegation | None, body: str | bytes, name: str = "m.csv") -> Any:
    """A list that was sent."""
    whole = body.encode() if isinstance(body, str) else body
    row = actions.receive(
        edition, of, actor=ANN, name=name, body=whole, language="en", at=clock.now()
    )
    db.session.commit()
    return row


def read(edition: Edition, of: Delegation | None, body: str | bytes, **more: Any) -> MemberImport:
    """A list that was read, its columns taken as they are guessed."""
    row = sent(edition, of, body, **more)
    jobs.run_job("member_imports")
    if row.state == "asks":
        actions.choose(row, row.columns["sheets"], role="")
        db.session.commit()
        jobs.run_job("member_imports")
    return row  # type: ignore[no-any-return]


def plan(row: MemberImport) -> MemberPlan:
    """What a list would change."""
    assert row.state == "checked", (row.state, row.remarks, row.summary)
    return actions.plan_of(row)


def accept(
    edition: Edition, row: MemberImport, *, gone: Collection[UUID] = (), wait: Wait = Wait.PARTS,
    side: Side = Side.HOST,
) -> Any:  # fmt: skip
    """Take a list over."""
    done = actions.complete(
        edition, row, gone=gone, wait=wait, side=side, actor=ANN, at=clock.now()
    )
    db.session.commit()
    return done


def told(row: MemberImport) -> list[tuple[Any, ...]]:
    """Row, column and code of the remarks."""
    return [
        (one["where"]["row"], one["where"]["column"], one["code"].partition("_")[2])
        for one in row.remarks
    ]


def names() -> list[str]:
    found = db.session.scalars(select(Member).order_by(Member.id))
    return [one.participant.person.name for one in found]


def test_list_is_asked_about_compared_and_taken_over(edition: Edition, forming: Delegation) -> None:
    row = sent(edition, forming, GOOD)
    jobs.run_job("member_imports")
    assert (row.state, row.columns["sheets"][0]["holds"]) == (
        "asks",
        {"First name": "first_name", "Last name": "last_name", "E-mail": "email", "Role": "role",
         "Country": "country", "Born": "born"},
    )  # fmt: skip
    actions.choose(row, row.columns["sheets"], role="")
    db.session.commit()
    jobs.run_job("member_imports")
    assert (row.summary["counts"], names()) == ({"add": 2}, [])
    accept(edition, row)
    assert (row.state, row.body, row.plan, names()) == (
        "done", None, None, ["Ada Berg", "Søren Østergård"],
    )  # fmt: skip
    assert row.columns is None  # they quote the first rows


def test_same_list_again_changes_nothing_and_asks_nothing(
    edition: Edition, forming: Delegation
) -> None:
    accept(edition, read(edition, forming, GOOD))
    again = plan(read(edition, forming, GOOD))
    assert (again.steps, again.same, again.undecided, again.absent) == ((), 2, 0, ())


def test_corrected_list_updates_instead_of_adding(edition: Edition, forming: Delegation) -> None:
    accept(edition, read(edition, forming, GOOD))
    row = read(
        edition, forming, GOOD.replace("Political", "Press").replace("Østergård", "Oestergaard")
    )
    made = plan(row)
    assert [(one.verb, one.name, one.values) for one in made.steps if one.verb == "change"] == [
        ("change", "Ada Berg", {"role": "press"})
    ]
    assert [(pair.said.name, pair.other.name, pair.why) for pair in made.pairs if pair.other] == [
        ("Søren Oestergaard", "Søren Østergård", ("spelling",))
    ]
    with pytest.raises(NotReady):
        accept(edition, row)
    actions.decide(row, {made.pairs[0].key: "same"})
    db.session.commit()
    jobs.run_job("member_imports")
    assert [(one.verb, dict(one.values)) for one in plan(row).steps] == [
        ("change", {"role": "press"}), ("change", {"name": "Søren Oestergaard"}),
    ]  # fmt: skip
    accept(edition, row)
    assert names() == ["Ada Berg", "Søren Oestergaard"]


def test_what_the_list_lacks_goes_by_a_tick_alone(edition: Edition, forming: Delegation) -> None:
    accept(edition, read(edition, forming, GOOD))
    less = "\n".join(GOOD.splitlines()[:2])
    row = read(edition, forming, less)
    absent = plan(row).absent
    assert [one.name for one in absent] == ["Søren Østergård"]
    accept(edition, row)
    assert names() == ["Ada Berg", "Søren Østergård"]
    row = read(edition, forming, less)
    accept(edition, row, gone=[UUID(plan(row).absent[0].uuid)])
    assert names() == ["Ada Berg"]


def test_all_errors_are_told_at_once_and_nothing_is_saved(
    edition: Edition, forming: Delegation
) -> None:
    row = read(
        edition, forming,
        "Name,E-mail,Role,Country,Born,Phone,Photo,Arrives on,Departs on\n"
        "Ada Berg,ada(at)example.org,Sheriff,Atlantis,03/04/1970,none,perhaps,"
        "2027-05-18,2027-05-17\n"
        ",x@example.org,,,,,,,\n",
    )  # fmt: skip
    assert row.state == "refused"
    assert told(row) == [
        (2, "E-mail", "not_email"), (2, "Role", "role_unknown"), (2, "Country", "unknown"),
        (2, "Born", "date_unclear"), (2, "Phone", "not_phone"), (2, "Photo", "not_yes_no"),
        (2, "Departs on", "leaves_early"), (3, "Name", "required"), (3, "Role", "role_missing"),
    ]  # fmt: skip
    with pytest.raises(NotReady):
        accept(edition, row)
    assert names() == []


def test_list_compared_with_what_moved_is_not_taken(edition: Edition, forming: Delegation) -> None:
    first, second = read(edition, forming, GOOD), read(edition, forming, GOOD)
    accept(edition, first)
    with pytest.raises(Moved):
        accept(edition, second)
    db.session.rollback()
    assert names() == ["Ada Berg", "Søren Østergård"]


def test_delegation_past_its_deadline_names_nobody(edition: Edition, forming: Delegation) -> None:
    row = read(edition, forming, GOOD)
    forming.deadline = clock.now()
    db.session.commit()
    row = read(edition, forming, GOOD)
    with pytest.raises(Barred):
        accept(edition, row, side=Side.DELEGATION)
    db.session.rollback()
    assert names() == []
    accept(edition, row)
    assert len(names()) == 2
