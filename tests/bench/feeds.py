"""10,000 different feeds of 20 picks among 300 sessions: fetched, found unchanged, made."""

import json
import os
import subprocess
import time
from collections.abc import Iterator
from datetime import timedelta
from gzip import decompress
from pathlib import Path
from random import Random

from sqlalchemy import insert, select

from cwf import clock
from cwf.agendas.exports import feed as export
from cwf.agendas.feeds import Choice, Kind, address_of
from cwf.agendas.models import Agenda, Favourite, Feed
from cwf.database import db
from cwf.editions.models import Edition
from cwf.programme.exports.addresses import Addresses
from cwf.programme.models import Slot
from cwf.programme.queries import published
from cwf.web.joined import gzipped, joined
from tests.bench.cold import release_id
from tests.bench.load import CONNECTIONS, GZIP, Load, aim_at, press
from tests.bench.rows import Figure, ratios
from tests.bench.serving import Server
from tests.bench.stand import SLUG, Stand

ROWS = ("feed", "feed 304", "feed bodies")
FEEDS, PICKS = 10_000, 20
SCRIPT = Path(__file__).with_name("feeds.lua")


def measure(
    stand: Stand, planner: Server, hello: Server, *, rounds: int, seconds: int
) -> Iterator[Figure]:
    """Slices of load in turn, hello between every two; then the bodies by themselves."""
    app = stand.app()
    with app.app_context():
        paths = _make(app.config["SECRET_KEY"])
        yield _bodies(rounds)
        db.session.remove()
        db.engine.dispose()
    expected = _ask_all(planner, paths, stand.folder / "feeds.txt")
    yardstick = aim_at(hello, "/", GZIP)
    loads: dict[str, list[Load]] = {"hello": [], "feed": [], "feed 304": []}
    found: dict[str, list[float]] = {"feed": [], "feed 304": []}
    for status in (200, 304):
        _press(planner, expected, status=status, seconds=seconds)
    for _ in range(rounds):
        chain = [press(yardstick, seconds=seconds)]
        for status in (200, 304):
            chain.append(_press(planner, expected, status=status, seconds=seconds))
            chain.append(press(yardstick, seconds=seconds))
        for name, ratio in zip(found, ratios([load.rate for load in chain]), strict=True):
            found[name].append(ratio)
        for name, load in zip(found, chain[1::2], strict=True):
            loads[name].append(load)
        loads["hello"] += chain[::2]
    for name in ROWS[:2]:
        best = max(load.rate for load in loads[name])
        bare = max(load.rate for load in loads["hello"])
        note = f"at best {best:.0f}/s (hello {bare:.0f}/s), ratio of the best {best / bare:.2f}"
        yield Figure(name=name, rounds=tuple(found[name]), note=note)


def _make(secret: str) -> list[str]:
    """The rows; each feed noted as just fetched, since that is written once an hour."""
    edition = db.session.scalars(select(Edition.id).where(Edition.slug == SLUG)).one()
    slots = list(db.session.scalars(select(Slot.uuid).where(Slot.edition_id == edition)))
    now = clock.now()
    later, chance = now + timedelta(hours=12), Random(4)
    whole = {"edition_id": edition, "created": now}
    numbers = range(1, FEEDS + 1)
    db.session.execute(insert(Agenda), [{**whole, "id": number, "used": now} for number in numbers])
    for first in range(1, FEEDS + 1, 1000):
        starred = [
            {"agenda_id": number, "slot_uuid": slot, "added": now}
            for number in range(first, first + 1000)
            for slot in chance.sample(slots, PICKS)
        ]
        db.session.execute(insert(Favourite), starred)
    feed = {**whole, "kind": Kind.AGENDA, "language": "en", "options": {}, "fetched": later}
    db.session.execute(
        insert(Feed), [{**feed, "id": number, "agenda_id": number} for number in numbers]
    )
    db.session.commit()
    return [f"/calendar/{address_of(secret, number, 1)}.ics" for number in numbers]


def _ask_all(planner: Server, paths: list[str], file: Path) -> Path:
    """Each feed once: it holds its entries, and no two are alike; that is expected from now on."""
    tags, lines = set(), []
    for path in paths:
        status, headers, body = planner.get(path, GZIP)
        if status != 200 or decompress(body).count(b"BEGIN:VEVENT") != PICKS:
            raise RuntimeError(f"{path} does not hold its {PICKS} entries")
        tags.add(headers["ETag"])
        lines.append(f"{path} {headers['ETag']} {len(body)}\n")
    if len(tags) != FEEDS:
        raise RuntimeError("two feeds are alike")
    file.write_text("".join(lines))
    return file


def _press(planner: Server, expected: Path, *, status: int, seconds: int) -> Load:
    done = subprocess.run(
        ["wrk", "-t1", f"-c{CONNECTIONS}", f"-d{seconds}s", "-s", str(SCRIPT),
         f"http://127.0.0.1:{planner.port}/"],
        env={**os.environ, "BENCH_FEEDS": str(expected), "BENCH_STATUS": str(status)},
        capture_output=True,
        text=True,
        check=True,
    )  # fmt: skip
    told = json.loads(done.stdout.rpartition("JSON ")[2])
    if told["wrong"] or told["failed"] or not told["answers"]:
        raise RuntimeError(f"feeds: wrong answers: {told}")
    return Load(rate=told["answers"] / told["seconds"], p50=told["p50"], p99=told["p99"])


def _bodies(rounds: int) -> Figure:
    """All bodies in one process, from picks as the database gives them, ÷ a bare join.

    Both are given the same 10,000 choices. The join is of the same finished entries and nothing
    else: no look-up of who picked what, no tag, no gzip; with tag and gzip is told beside.
    """
    release = published.shown(release_id(SLUG)).release
    found = export.blocks(release, Addresses("http://127.0.0.1", SLUG, "en"), None)
    slots, chance = sorted(found.wish), Random(4)
    choices = [_picks(chance.sample(slots, PICKS)) for _ in range(FEEDS)]
    head = export.agenda_head(found, "en", "", "http://127.0.0.1/")
    ready = [
        [head.plain, *(found.wish[slot].plain for slot, _firm in picks), export.END.plain]
        for picks in choices
    ]
    ratio, whole = [], []
    for _ in range(4 * rounds):
        bare = _timed(lambda: [b"".join(parts) for parts in ready])
        made = _timed(lambda: [joined(export.picked(found, picks, head)) for picks in choices])
        sent = _timed(
            lambda: [
                (export.tag(found, picks, head), gzipped(export.picked(found, picks, head)))
                for picks in choices
            ]
        )
        ratio.append(made / bare)
        whole.append((sent / bare, made, sent))
    best = min(whole, key=lambda one: one[1])
    return Figure(
        name="feed bodies",
        rounds=tuple(ratio),
        note=f"{best[1] * 1000:.0f} ms of CPU for {FEEDS}; with tag and gzip "
        f"{best[2] * 1000:.0f} ms, {best[0]:.1f} × the join",
    )


def _picks(slots: list[str]) -> tuple[Choice, ...]:
    return tuple((slot, number % 4 == 0) for number, slot in enumerate(sorted(slots)))


def _timed(work: object) -> float:
    began = time.process_time()
    work()  # type: ignore[operator]
    return time.process_time() - began
