"""Places of delegations: granted, asked for, moved between roles; exact under concurrency."""

from collections.abc import Callable
from datetime import timedelta
from threading import Barrier, Thread
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select

from cwf import clock
from cwf.audit import SYSTEM
from cwf.database import db
from cwf.delegations.actions import delegations as actions
from cwf.delegations.actions import quotas
from cwf.delegations.actions.members import name_members
from cwf.delegations.models import Delegation, PlaceRequest
from cwf.delegations.naming import Named
from cwf.delegations.queries.groups import group_of_all
from cwf.delegations.queries.members import members_of
from cwf.delegations.queries.quotas import ANY, Part, quotas_of
from cwf.delegations.queries.seats import free_of
from cwf.delegations.roles import Role
from cwf.delegations.stages import Side, Stage
from cwf.editions.models import Edition
from cwf.registration.actions.admission import open_places
from cwf.registration.models import Admission, Claim
from cwf.registration.places import NotFree, Wait
from cwf.registration.queries.nodes import Node, nodes
from tests.delegations.conftest import MANAGE, NOW
from tests.programme.views.conftest import fields
from tests.registration.conftest import Visitor, last_mail, mails

Make = Callable[..., Delegation]


def grant(row: Delegation, total: int | None, **roles: int) -> int:
    by_role = {Role(role): number for role, number in roles.items()}
    over = quotas.grant(row, total, by_role, at=clock.now(), actor=SYSTEM)
    db.session.commit()
    return over


def ask(row: Delegation, source: str, target: str, number: int) -> PlaceRequest:
    made = quotas.ask(
        row, source=source, target=target, number=number, reason="", at=NOW, actor=SYSTEM
    )
    db.session.commit()
    return made


def decide(row: Delegation, request: PlaceRequest, *, granted: bool = True) -> bool:
    done = quotas.decide(row, request, granted=granted, answer="", at=clock.now(), actor=SYSTEM)
    db.session.commit()
    return done


def name(row: Delegation, role: Role, *names: str) -> None:
    people = [Named(name=one, role=role, country="GB") for one in names]
    name_members(row, people, at=clock.now(), actor=SYSTEM, wait=Wait.NO)
    db.session.commit()


def short(row: Delegation) -> tuple[int | None, int, dict[str, tuple[int | None, int, int | None]]]:
    found = quotas_of(row, clock.now())
    roles = {str(r): (p.granted, p.named, p.free) for r, p in found.roles.items()}
    return found.total, found.named, roles


def node_of(row: Delegation, at: Any = None) -> Node:
    root = db.session.scalar(select(Admission.root_id))
    assert root is not None
    group = group_of_all(row)
    return next(one for one in nodes(root, at or clock.now()) if one.group == group)


def test_granting_makes_the_edition_s_tree_without_bound(made: Make) -> None:
    row = made()
    grant(row, 10, official=4, student=3)
    assert short(row) == (10, 0, {"official": (4, 0, 4), "student": (3, 0, 3)})
    assert quotas_of(row, NOW).shared == Part(granted=3, named=0, free=3)
    root = db.session.scalars(select(Admission)).one()
    assert root.root_id is not None
    assert [(one.group, one.capacity) for one in nodes(root.root_id, NOW)] == [
        ("", None), ("int/d1", 10), ("int/d1/official", 4), ("int/d1/student", 3),
    ]  # fmt: skip


def test_named_and_free_by_role(made: Make) -> None:
    row = made(stage=Stage.FORMING)
    grant(row, 6, official=2)
    name(row, Role.OFFICIAL, "Ailsa Morrison")
    name(row, Role.BUSINESS, "Callum Reid", "Isla Drummond")
    assert short(row) == (6, 3, {"official": (2, 1, 1), "business": (None, 2, None)})
    assert quotas_of(row, NOW).shared == Part(granted=4, named=2, free=2)


def test_granting_less_than_are_named_takes_nobody_s_place(made: Make) -> None:
    row = made(stage=Stage.FORMING)
    grant(row, 4, official=4)
    name(row, Role.OFFICIAL, "A One", "B Two", "C Three")
    assert grant(row, 2, official=2) == 1
    assert short(row) == (2, 3, {"official": (2, 3, 0)})
    assert quotas_of(row, NOW).over == 1


def test_no_number_means_no_nodes(made: Make) -> None:
    row = made()
    grant(row, 4, official=2)
    grant(row, None)
    assert short(row) == (None, 0, {})


def test_a_request_granted_moves_places_at_once(made: Make) -> None:
    row = made(stage=Stage.FORMING)
    grant(row, 9, official=5, student=4)
    assert decide(row, ask(row, "official", "student", 2))
    assert short(row) == (9, 0, {"official": (3, 0, 3), "student": (6, 0, 6)})


def test_a_request_is_decided_once(made: Make) -> None:
    row = made(stage=Stage.FORMING)
    grant(row, 9, official=5, student=4)
    asked = ask(row, "official", "student", 2)
    assert [decide(row, asked), decide(row, asked)] == [True, False]
    assert short(row)[2]["student"] == (6, 0, 6)


def test_a_request_refused_moves_nothing(made: Make) -> None:
    row = made()
    grant(row, 9, official=5, student=4)
    assert decide(row, ask(row, "official", "student", 2), granted=False)
    assert short(row) == (9, 0, {"official": (5, 0, 5), "student": (4, 0, 4)})


@pytest.mark.parametrize(
    ("source", "target", "number", "expected"),
    [
        ("", "student", 3, (12, {"official": 5, "student": 5})),
        ("", ANY, 3, (12, {"official": 5, "student": 2})),
        ("", "press", 1, (10, {"official": 5, "student": 2, "press": 1})),
        (ANY, "student", 2, (9, {"official": 5, "student": 4})),
        ("official", ANY, 5, (9, {"official": 0, "student": 2})),
        ("official", "", 4, (5, {"official": 1, "student": 2})),
        (ANY, "", 2, (7, {"official": 5, "student": 2})),
    ],
)
def test_places_come_and_go(
    made: Make, source: str, target: str, number: int, expected: tuple[int, dict[str, int]]
) -> None:
    row = made()
    grant(row, 9, official=5, student=2)
    decide(row, ask(row, source, target, number))
    total, _named, roles = short(row)
    assert (total, {role: one[0] for role, one in roles.items()}) == expected


@pytest.mark.parametrize(
    ("source", "number", "free"), [("official", 3, 2), (ANY, 3, 2), ("press", 1, 0)]
)
def test_places_that_somebody_has_are_not_moved(
    made: Make, source: str, number: int, free: int
) -> None:
    row = made(stage=Stage.FORMING)
    grant(row, 6, official=3)
    name(row, Role.OFFICIAL, "Ailsa Morrison")
    name(row, Role.BUSINESS, "Callum Reid")
    asked = ask(row, source, "student", number)
    with pytest.raises(NotFree) as refused:
        decide(row, asked)
    db.session.rollback()
    assert refused.value.free == free
    assert short(row)[0] == 6
    assert db.session.get_one(PlaceRequest, asked.id).decided is None


def test_who_waits_is_named_and_has_no_place(made: Make) -> None:
    row = made(stage=Stage.FORMING)
    grant(row, 5, official=1, student=2)
    waits = [
        Named(name=one, role=Role.OFFICIAL, country="GB")
        for one in ("Ailsa Morrison", "Isla Drummond", "Ewan Reid")
    ]
    name_members(row, waits, at=clock.now(), actor=SYSTEM, wait=Wait.PARTS)
    db.session.commit()
    found = quotas_of(row, NOW)
    assert (found.named, found.waiting, found.placed, found.left) == (3, 2, 1, 4)
    assert found.shared == Part(granted=2, named=0, free=2)
    assert decide(row, ask(row, ANY, "official", 1))
    offered = quotas_of(row, NOW)
    assert (offered.placed, offered.left) == (1, 3)
    assert offered.shared == Part(granted=1, named=0, free=1)


def test_an_offered_place_is_not_moved_and_a_moved_one_is_offered(made: Make) -> None:
    row = made(stage=Stage.FORMING)
    grant(row, 3, official=1, student=1, press=1)
    name(row, Role.OFFICIAL, "Ailsa Morrison")
    row_id, waits = row.id, [
        Named(name=one, role=Role.OFFICIAL, country="GB") for one in ("Isla Drummond", "Ewan Reid")
    ]  # fmt: skip
    name_members(row, waits, at=clock.now(), actor=SYSTEM, wait=Wait.PARTS)
    db.session.commit()
    assert decide(row, ask(row, "student", "official", 1))
    claims = select(Claim.state).order_by(Claim.id)
    assert db.session.scalars(claims).all() == ["place", "offered", "waiting"]
    assert short(row)[2]["official"][2] == 0
    with pytest.raises(NotFree) as refused:
        decide(row, ask(row, "official", "press", 1))
    db.session.rollback()
    assert refused.value.free == 0
    again = db.session.get_one(Delegation, row_id)
    assert decide(again, ask(again, "press", "official", 1))
    assert db.session.scalars(claims).all() == ["place", "offered", "offered"]


def test_more_than_the_forum_has_cannot_be_granted_on_request(made: Make, edition: Edition) -> None:
    row = made()
    open_places(edition, 8, NOW, SYSTEM)
    grant(row, 5)
    assert quotas_of(row, NOW).above == 3
    with pytest.raises(NotFree) as refused:
        decide(row, ask(row, "", ANY, 4))
    db.session.rollback()
    assert refused.value.free == 3
    assert decide(row, ask(row, "", ANY, 3))
    assert short(row)[0] == 8


def test_places_are_held_until_their_instant(made: Make, edition: Edition, noon: Any) -> None:
    until = NOW + timedelta(days=10)
    row = made(places_held_until=until)
    open_places(edition, 8, NOW, SYSTEM)
    grant(row, 5)
    assert (node_of(row).kept, node_of(row).held_until) == (5, until)
    noon.shift(timedelta(days=10))
    assert (node_of(row).kept, node_of(row).capacity) == (0, 5)


def test_the_instant_can_be_put_off(made: Make, edition: Edition) -> None:
    row = made(places_held_until=NOW + timedelta(days=1))
    grant(row, 5)
    later = NOW + timedelta(days=20)
    actions.change(row, at=NOW, actor=SYSTEM, places_held_until=later)
    db.session.commit()
    assert node_of(row).held_until == later


def test_who_declines_holds_nothing_back_and_is_given_it_again(
    made: Make, edition: Edition
) -> None:
    row = made(stage=Stage.FORMING)
    open_places(edition, 8, NOW, SYSTEM)
    grant(row, 5)
    actions.step(row, Stage.DECLINED, side=Side.HOST, at=NOW, actor=SYSTEM)
    db.session.commit()
    assert node_of(row).kept == 0
    actions.step(row, Stage.FORMING, side=Side.HOST, at=NOW, actor=SYSTEM)
    db.session.commit()
    assert node_of(row).kept == 5


def test_places_of_roles_go_back_with_the_rest(made: Make, edition: Edition, noon: Any) -> None:
    until = NOW + timedelta(days=10)
    row = made(stage=Stage.FORMING, places_held_until=until)
    open_places(edition, 8, NOW, SYSTEM)
    grant(row, 5, official=3, student=1)
    name(row, Role.OFFICIAL, "A One")
    assert node_of(row).kept == 4
    noon.shift(timedelta(days=10))
    assert node_of(row).kept == 0
    assert quotas_of(row, clock.now()).free_of(ANY) == 1, "what roles have can still be moved alone"
    actions.change(row, at=clock.now(), actor=SYSTEM, places_held_until=until + timedelta(days=9))
    db.session.commit()
    assert node_of(row).kept == 4


def test_who_declines_holds_back_no_places_of_roles_either(made: Make, edition: Edition) -> None:
    row = made(stage=Stage.FORMING)
    open_places(edition, 8, NOW, SYSTEM)
    grant(row, 5, official=3, student=2)
    actions.step(row, Stage.DECLINED, side=Side.HOST, at=NOW, actor=SYSTEM)
    db.session.commit()
    assert node_of(row).kept == 0
    actions.step(row, Stage.FORMING, side=Side.HOST, at=NOW, actor=SYSTEM)
    db.session.commit()
    assert node_of(row).kept == 5


def test_a_role_without_a_number_is_told_only_what_no_role_has(
    made: Make, edition: Edition
) -> None:
    row = made(stage=Stage.FORMING)
    grant(row, 6, official=3, student=2)
    name(row, Role.PRESS, "A One")
    free = free_of(row, members_of(row.id))
    assert (free[Role.OFFICIAL], free[Role.STUDENT], free[Role.PRESS]) == (3, 2, 0)
    grant(row, 5, official=3, student=2)
    assert free_of(row, members_of(row.id))[Role.ARTIST] == 0


def test_two_requests_for_the_last_free_place_and_one_gets_it(app: Flask, made: Make) -> None:
    row = made(stage=Stage.FORMING)
    grant(row, 3, official=1, student=1, press=1)
    asked = [ask(row, "official", target, 1).id for target in ("student", "press")]
    row_id, barrier, found = row.id, Barrier(2), list[str]()
    db.session.rollback()

    def run(number: int) -> None:
        with app.app_context():
            barrier.wait()
            here = select(Delegation).where(Delegation.id == row_id).with_for_update(of=Delegation)
            locked = db.session.scalars(here).one()
            try:
                decide(locked, db.session.get_one(PlaceRequest, number))
                found.append("moved")
            except NotFree as refused:
                db.session.rollback()
                found.append(f"{refused.free} free")

    threads = [Thread(target=run, args=(one,)) for one in asked]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    assert sorted(found) == ["0 free", "moved"]
    db.session.rollback()
    total, _named, roles = short(db.session.get_one(Delegation, row_id))
    assert (total, sorted(one[0] for one in roles.values() if one[0] is not None)) == (3, [0, 1, 2])


def test_pages_ask_grant_and_tell(
    made: Make, host: Visitor, entered: Callable[..., Visitor]
) -> None:
    row = made()
    head = entered(row)
    manage, own = f"{MANAGE}/{row.uuid}/places", f"/en/delegations/{row.uuid}/places"
    granted = host.send(manage, total="9", role_official="5", role_student="4")
    assert (granted.status_code, short(row)[0]) == (303, 9)
    sent = head.send(own, number="2", source="official", target="student", reason="More apply.")
    assert sent.status_code == 303
    assert mails()[-1] == ("org@example.org", "Scotland asks for places: Aarhus 2027")
    assert "2 places from Officials to Students" in last_mail().body
    assert "More apply." in last_mail().body
    asked = db.session.scalars(select(PlaceRequest)).one()
    path = f"{MANAGE}/{row.uuid}/requests/{asked.id}"
    done = host.send(path, answer="Gladly.", decision="grant")
    assert done.status_code == 303
    assert mails()[-1] == (
        "ailsa@gov.example", "Your request for places is granted: Aarhus 2027",
    )  # fmt: skip
    assert "Gladly." in last_mail().body
    assert short(row)[2] == {"official": (3, 0, 3), "student": (6, 0, 6)}
    assert host.get(path).status_code == 303, "it was answered already"
    assert "Gladly." in head.get(own).text


def test_a_request_that_cannot_be_met_any_more_says_how_many_are_free(
    made: Make, host: Visitor, entered: Callable[..., Visitor]
) -> None:
    row = made()
    head = entered(row)
    grant(row, 4, official=4)
    own = f"/en/delegations/{row.uuid}/places"
    assert head.send(own, number="3", source="official", target="student").status_code == 303
    name(row, Role.OFFICIAL, "A One", "B Two")
    asked = db.session.scalars(select(PlaceRequest)).one()
    answer = host.send(f"{MANAGE}/{row.uuid}/requests/{asked.id}", decision="grant")
    assert answer.status_code == 422
    assert "only 2 places are free there" in answer.text
    assert short(row)[2]["official"] == (4, 2, 2)
    assert mails()[-1][0] == "org@example.org", "nothing is told to the heads"


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"number": "0"}, "Write a number from 1 to 500."),
        ({"number": "x"}, "Write a whole number"),
        ({"source": "student", "target": "student"}, "Choose another than they come from."),
        ({"number": "5"}, "Only 4 are free."),
        ({"source": "press"}, "Not a valid choice"),
        ({"target": "boss"}, "Not a valid choice"),
    ],
)
def test_what_cannot_be_asked_is_said_beside_the_field(
    made: Make, entered: Callable[..., Visitor], wrong: dict[str, str], sentence: str
) -> None:
    row = made()
    head = entered(row)
    grant(row, 8, student=4)
    values = {"number": "1", "source": "student", "target": "official", **wrong}
    answer = head.send(f"/en/delegations/{row.uuid}/places", **values)
    assert answer.status_code == 422
    assert sentence in answer.text or "Choose one of the list" in answer.text
    assert db.session.scalars(select(PlaceRequest)).all() == []


def test_a_form_sent_twice_asks_once(made: Make, entered: Callable[..., Visitor]) -> None:
    row = made()
    head = entered(row)
    grant(row, 8, student=4)
    own = f"/en/delegations/{row.uuid}/places"
    values = {**fields(head.get(own).text), "number": "1", "source": "student", "target": "any"}
    assert [head.post(own, values).status_code for _ in range(2)] == [303, 303]
    assert len(db.session.scalars(select(PlaceRequest)).all()) == 1
