"""10,000 people come in through HTTP, at two stations: none is lost, none is there twice.

wrk sends scans of different people over connections that stay open, by the address that stations
use; each answer says that somebody came in. The yardstick answers between every two slices. What
was on its way when a slice ended has no answer, as at a door that lost its network: in the end it
is sent again, with its key, as are those who were not scanned yet. Then the rows are counted: one
for each, under the key that was sent.
"""

import http.client
import json
import os
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from uuid import UUID, uuid4

from sqlalchemy import func, insert, select

from cwf import clock
from cwf.attendance.models import CheckIn, Station, Ticket
from cwf.attendance.queries.stations import token_of
from cwf.attendance.stations import Kind, Purpose
from cwf.database import db
from cwf.editions.lifecycle import Lifecycle
from cwf.editions.models import Edition
from cwf.people.models import Person
from cwf.registration.links import token
from cwf.registration.models import Participant
from tests.bench.load import CONNECTIONS, GZIP, Load, aim_at, press
from tests.bench.rows import Figure, ratios
from tests.bench.serving import TIMEOUT, Server
from tests.bench.stand import Stand

ROWS = ("check-ins",)
PEOPLE = 10_000
PATH = "/en/door/check-ins"
SCRIPT = Path(__file__).with_name("check_ins.lua")


@dataclass(frozen=True, kw_only=True)
class Scan:
    """What is sent, by which station."""

    station: str
    key: str
    body: str


def measure(
    stand: Stand, planner: Server, hello: Server, *, rounds: int, seconds: int
) -> Iterator[Figure]:
    """Slices of scans, hello between every two."""
    app = stand.app()
    with app.app_context():
        edition, scans = _make(app.config["SECRET_KEY"])
        db.session.remove()
        yardstick, file, sent = aim_at(hello, "/", GZIP), stand.folder / "scans.txt", 0
        chain, answers = [press(yardstick, seconds=seconds)], 0
        for _ in range(rounds):
            load, more, answered = _press(planner, scans[sent:] or scans, file, seconds=seconds)
            sent, answers = sent + more, answers + answered
            chain += [load, press(yardstick, seconds=seconds)]
        known = _rows(edition)
        if known < min(answers, PEOPLE):
            raise RuntimeError(f"{answers} were told that they are in, {known} are")
        _again(planner, edition, scans, sent, rounds)
        _all_once(edition, scans)
        db.session.remove()
        db.engine.dispose()
    best, bare = (max(load.rate for load in chain[start::2]) for start in (1, 0))
    slowest = max(load.p99 for load in chain[1::2])
    yield Figure(
        name=ROWS[0],
        rounds=tuple(ratios([load.rate for load in chain])),
        note=f"at best {best:.0f}/s (hello {bare:.0f}/s), p99 {slowest:.0f} ms at most; "
        f"{min(sent, PEOPLE)} of {PEOPLE} under load, the rest after it",
    )


def _make(secret: str) -> tuple[int, list[Scan]]:
    """An edition that takes place today, its people with tickets, and a scan of each."""
    now = clock.now()
    edition = Edition(
        slug="doors", year=now.year, zone="UTC", starts=now.date() - timedelta(days=1),
        ends=now.date() + timedelta(days=1), lifecycle=Lifecycle.PUBLISHED, languages=["en"],
    )  # fmt: skip
    db.session.add(edition)
    db.session.flush()
    stations = [
        Station(edition_id=edition.id, kind=Kind.DOOR, name=f"Door {one}", made=now, seen=now)
        for one in range(2)
    ]
    db.session.add_all(stations)
    people = range(PEOPLE)
    named = [{"name": f"Guest {one}", "sort_name": f"Guest {one}"} for one in people]
    persons = db.session.scalars(insert(Person).returning(Person.id), named).all()
    common = {"edition_id": edition.id, "category": "full", "consented": now, "asked": now}
    rows = [{**common, "person_id": one, "standing": "confirmed"} for one in persons]
    ids = db.session.scalars(insert(Participant).returning(Participant.id), rows).all()
    tickets = {one: uuid4() for one in ids}
    made = [{"participant_id": one, "uuid": uuid, "made": now} for one, uuid in tickets.items()]
    db.session.execute(insert(Ticket), made)
    db.session.commit()
    cookies = [token_of(one) for one in stations]
    return edition.id, [
        _scan(secret, uuid, cookies[number % 2]) for number, uuid in enumerate(tickets.values())
    ]


def _scan(secret: str, ticket: UUID, station: str) -> Scan:
    key, at = uuid4().hex, clock.now().isoformat()
    said = {"key": key, "code": token(secret, Purpose.TICKET, ticket, 1), "at": at, "sent": at}
    return Scan(station=station, key=key, body=json.dumps(said))


def _press(
    planner: Server, scans: list[Scan], file: Path, *, seconds: int
) -> tuple[Load, int, int]:
    """Send as many as there is time for; the load, how many were sent, and how many answered."""
    file.write_text("".join(f"{one.station} {one.body}\n" for one in scans))
    done = subprocess.run(
        ["wrk", "-t1", f"-c{CONNECTIONS}", f"-d{seconds}s", "-s", str(SCRIPT),
         f"http://127.0.0.1:{planner.port}{PATH}"],
        env={**os.environ, "BENCH_SCANS": str(file)},
        capture_output=True,
        text=True,
        check=True,
    )  # fmt: skip
    told = json.loads(done.stdout.rpartition("JSON ")[2])
    if told["wrong"] or told["failed"] or not told["answers"]:
        raise RuntimeError(f"check-ins: wrong answers: {told}")
    load = Load(rate=told["answers"] / told["seconds"], p50=told["p50"], p99=told["p99"])
    return load, told["sent"], told["answers"]


def _again(planner: Server, edition: int, scans: list[Scan], sent: int, slices: int) -> None:
    """Send what got no answer, what was never sent, and the very last ones twice."""
    there = set(db.session.scalars(select(CheckIn.key).where(CheckIn.edition_id == edition)))
    db.session.rollback()
    last = scans[max(0, min(sent, PEOPLE) - slices * CONNECTIONS) : sent]
    connection = http.client.HTTPConnection("127.0.0.1", planner.port, timeout=TIMEOUT)
    for one in [*(one for one in scans if one.key not in there), *last]:
        head = {"Content-Type": "application/json", "Cookie": f"cwf_station={one.station}"}
        connection.request("POST", PATH, body=one.body, headers=head)
        answer = connection.getresponse()
        told = json.loads(answer.read())
        if (answer.status, told.get("state"), told.get("key")) != (200, "entered", one.key):
            raise RuntimeError(f"a scan that was sent again: {answer.status} {told}")
    connection.close()


def _rows(edition: int) -> int:
    found = db.session.scalar(select(func.count()).where(CheckIn.edition_id == edition))
    db.session.rollback()
    return found or 0


def _all_once(edition: int, scans: list[Scan]) -> None:
    """Raises RuntimeError unless everybody came in once, by the scan that was sent for them."""
    rows = db.session.execute(
        select(CheckIn.key, CheckIn.participant_id).where(CheckIn.edition_id == edition)
    ).all()
    if {key for key, _who in rows} != {one.key for one in scans}:
        raise RuntimeError("check-ins: some were lost")
    if not len(rows) == len({who for _key, who in rows}) == PEOPLE:
        raise RuntimeError("check-ins: somebody is there twice")
