"""A thousand registrations in a nested tree by web processes at once, against one without a rival.

Total, international, region and role, and a category across: as `signups` does it for one number.
Ours decide on every level; the yardstick executes the same statements through a session, in one
transaction each, and reads the same rows. That they are the same is looked at in every run.
"""

import time
from collections.abc import Callable, Iterator
from datetime import datetime

from sqlalchemy import event, insert, or_, select
from sqlalchemy.orm import Session

from cwf import clock
from cwf.database import db
from cwf.registration.actions.claims import FIRST
from cwf.registration.actions.nested import AROUND, ROOT
from cwf.registration.actions.nodes import put_node
from cwf.registration.actions.places import open_tree, take
from cwf.registration.actions.settling import COUNT_IN
from cwf.registration.groups import paths
from cwf.registration.queries.trees import QUOTAS
from tests.bench.rows import Figure, ratios
from tests.bench.signing import REGIONS, ROLES, THREADS, member_of
from tests.bench.signups import PROCESSES, people_of_an_edition, signing
from tests.bench.stand import settled, stand

ROWS = ("registrations",)


def measure(postgresql: str | None, *, rounds: int) -> Iterator[Figure]:
    """Ours between two of the yardstick, each for a tree of its own."""
    with stand(postgresql, sizes=()) as here, signing(here, nested=True) as register:
        app = here.app()
        with app.app_context():
            people = people_of_an_edition()
            model = _model(people)
            settled()
            _same(model, people)
            _yardstick(model, people)  # connections, and what is compiled once
            _ours(model, people, register)
            chain = [_yardstick(model, people)]
            for _ in range(rounds):
                chain += [_ours(model, people, register), _yardstick(model, people)]
            db.session.remove()
            db.engine.dispose()
    yield Figure(
        name=ROWS[0],
        rounds=tuple(ratios(chain)),
        note=f"{PROCESSES} processes of {THREADS} threads; at best {max(chain[1::2]):.0f}/s,"
        f" the yardstick {max(chain[::2]):.0f}/s",
    )


def _model(people: range) -> int:
    """A tree with a place for each, at each level, which nobody takes: the others are like it."""
    number, now = len(people), clock.now()
    root = open_tree(1, capacity=2 * number, offer_minutes=60)
    put_node(root, "int", capacity=number, until=None, at=now)
    for region in range(REGIONS):
        put_node(root, f"int/d{region}", capacity=number // REGIONS, until=None, at=now)
        for role in ROLES:
            each = number // REGIONS // len(ROLES)
            put_node(root, f"int/d{region}/{role}", capacity=each, until=None, at=now)
    put_node(root, "+delegate", capacity=number, until=None, across=True, at=now)
    db.session.commit()
    return root


def _tree(model: int) -> int:
    """A tree like that one; its rows alone, for to grant 122 nodes takes longer than a round."""
    asked = select(QUOTAS).where(or_(QUOTAS.c.id == model, QUOTAS.c.root_id == model))
    left = list(db.session.execute(asked.order_by(QUOTAS.c.id)).mappings())
    made: dict[int | None, int | None] = {None: None}
    put = insert(QUOTAS).returning(QUOTAS.c.id, sort_by_parameter_order=True)
    while left:
        level = [row for row in left if row["parent_id"] in made]
        left = [row for row in left if row["parent_id"] not in made]
        rows = [
            {name: value for name, value in row.items() if name != "id"}
            | {"parent_id": made[row["parent_id"]], "root_id": made[row["root_id"]]}
            for row in level
        ]
        ids = db.session.scalars(put, rows)
        made |= dict(zip((row["id"] for row in level), ids, strict=True))
    db.session.commit()
    root = made[model]
    assert root is not None
    return root


def _ours(model: int, people: range, register: Callable[[int, range], int]) -> float:
    """Registrations a second."""
    root = _tree(model)
    began = time.perf_counter()
    got = register(root, people)
    cost = time.perf_counter() - began
    return _rate(people, got, cost)


def _yardstick(model: int, people: range) -> float:
    """Registrations a second."""
    root = _tree(model)
    nodes = _nodes(root)
    began = time.perf_counter()
    with Session(db.engine) as session:
        got = sum(_plain(session, root, nodes, who, clock.now()) for who in people)
    cost = time.perf_counter() - began
    return _rate(people, got, cost)


def _rate(people: range, got: int, cost: float) -> float:
    if got != len(people):
        raise RuntimeError(f"{got} of {len(people)} places were taken")
    return len(people) / cost


def _nodes(root: int) -> dict[str, int]:
    wanted = select(QUOTAS.c.group_code, QUOTAS.c.id).where(QUOTAS.c.root_id == root)
    found = {row.group_code: row.id for row in db.session.execute(wanted)}
    db.session.commit()
    return found


def _plain(session: Session, root: int, nodes: dict[str, int], who: int, now: datetime) -> bool:
    """The statements of a registration, and nothing else."""
    group = member_of(who)
    session.execute(ROOT, {"root": root}).one()
    session.execute(AROUND, {"root": root, "paths": paths(group)}).all()
    line = sorted([root, nodes["+delegate"], *(nodes[path] for path in paths(group))])
    got = session.execute(COUNT_IN, {"nodes": line, "number": 1}).rowcount == len(line)
    whose = {"root_id": root, "quota_id": nodes[paths(group)[0]], "participant_id": who}
    claim = {**whose, "group_code": group, "state": "place", "since": now}
    session.execute(FIRST[session.get_bind().dialect.name], claim).one()
    session.commit()
    return got


def _same(model: int, people: range) -> None:
    """Raises RuntimeError unless both sides say the same to the database, word for word."""
    said: list[str] = []

    def note(connection: object, cursor: object, statement: str, *more: object) -> None:
        said.append(statement)

    event.listen(db.engine, "before_cursor_execute", note)
    both = []
    for plain in (False, True):
        root = _tree(model)
        nodes = _nodes(root)
        said.clear()
        for who in people[:3]:
            if plain:
                with Session(db.engine) as session:
                    _plain(session, root, nodes, who, clock.now())
            else:
                take(root, who, group=member_of(who), at=clock.now())
                db.session.commit()
        both.append(list(said))
    event.remove(db.engine, "before_cursor_execute", note)
    if both[0] != both[1]:
        raise RuntimeError(f"not the same statements: {both}")
