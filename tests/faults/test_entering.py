"""Web processes that are killed while people come in: none is lost, none is there twice."""

import json
import random
import signal
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path
from subprocess import TimeoutExpired

from flask import Flask

from cwf import clock
from cwf.attendance.queries.stations import token_of
from cwf.database import db
from tests.attendance.coming import code, forum, rows, station
from tests.faults.test_killed import started, until

PEOPLE, PER_WORKER = 400, 300


def test_killed_at_any_moment_nobody_is_lost_and_nobody_there_twice(
    app: Flask, tmp_path: Path, long: bool
) -> None:
    """Process after process is killed at a chance moment; what has no answer is sent once more.

    What somebody was told stands, to the second, and is told again to whoever sends it again.
    """
    edition, people = forum(people=PEOPLE)
    now = clock.now()
    edition.starts, edition.ends = now.date() - timedelta(days=1), now.date() + timedelta(days=1)
    db.session.commit()
    device, told = token_of(station(edition)), tmp_path / "told"
    at = (now - timedelta(hours=1)).astimezone(UTC).isoformat()
    sent = [{"key": f"key-{who.id:05}", "code": code(who), "at": at} for who in people]
    Path(f"{told}.scans").write_text("".join(f"{device} {json.dumps(one)}\n" for one in sent))
    chance, begun = random.Random(6), 0
    for _ in range(30 if long else 4):
        before = len(answers(told))
        last = min(begun + PER_WORKER, PEOPLE)
        with started(app, "tests.faults.entering", str(told), str(begun), str(last)) as process:
            until(lambda: len(answers(told)) > before)  # noqa: B023
            with suppress(TimeoutExpired):
                process.wait(chance.uniform(0.0, 0.3))
            process.send_signal(signal.SIGKILL)
            process.wait()
        there = {row.key for row in rows()}
        assert {sent[number]["key"] for number, _at in answers(told)} <= there
        assert len(there) - len({number for number, _at in answers(told)}) in (0, 1)
        db.session.rollback()
        begun = min(answers(told)[-1][0] + 1, PEOPLE - 10)
    with started(app, "tests.faults.entering", str(told), "0", str(PEOPLE)) as process:
        assert process.wait(300) == 0
    assert sorted(row.key for row in rows()) == sorted(one["key"] for one in sent)
    assert len({row.participant_id for row in rows()}) == PEOPLE
    assert {instant for _number, instant in answers(told)} == {datetime.fromisoformat(at)}


def answers(told: Path) -> list[tuple[int, datetime]]:
    """Of whom it was answered that they are in, and since when; a line that was cut is none."""
    lines = told.read_text().split("\n")[:-1] if told.exists() else []
    parts = [line.split() for line in lines]
    return [(int(number), datetime.fromisoformat(instant)) for number, instant in parts]
