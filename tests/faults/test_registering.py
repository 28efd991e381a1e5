"""Workers that are killed while they register people: none is lost, none is there twice."""

import random
import signal
from collections import Counter
from contextlib import suppress
from pathlib import Path
from subprocess import TimeoutExpired

from flask import Flask
from sqlalchemy import func, select

from cwf import clock
from cwf.audit import SYSTEM
from cwf.database import db
from cwf.editions.models import Edition
from cwf.mail import OutgoingMail
from cwf.registration.actions.admission import open_places
from cwf.registration.models import Claim, Participant, Quota
from tests.faults.test_killed import started, until

PER_WORKER, PLACES = 300, 200


def standings() -> dict[str | None, str]:
    db.session.rollback()
    found = db.session.execute(select(Participant.email, Participant.standing))
    return {one.email: one.standing for one in found}


def whole() -> None:
    """Counts, places and mails say the same of everybody."""
    here = Counter(standings().values())
    claims = Counter(db.session.scalars(select(Claim.state)))
    taken = db.session.scalar(select(Quota.taken).where(Quota.root_id.is_(None)))
    assert (claims["place"], claims["waiting"]) == (here["confirmed"], here["waiting"])
    assert taken == here["confirmed"] <= PLACES
    mails = Counter(db.session.scalars(select(OutgoingMail.recipient)))
    assert set(mails.values()) <= {1}
    assert set(mails) == {
        email for email, standing in standings().items() if standing in ("confirmed", "waiting")
    }


def test_killed_at_any_moment_nobody_is_lost_and_nobody_there_twice(
    app: Flask, tmp_path: Path, long: bool
) -> None:
    """Worker after worker is killed at a chance moment, and the next begins where it was told to.

    What somebody was told of stands; what they were not told of they send once more.
    """
    edition = Edition(slug="2099", year=2099, country="DK")
    db.session.add(edition)
    db.session.commit()
    open_places(edition, PLACES, clock.now(), SYSTEM)
    db.session.commit()
    chance, told, begun = random.Random(5), tmp_path / "told", 0
    for _ in range(70 if long else 5):
        before = len(told.read_text().split()) if told.exists() else 0
        words = ("tests.faults.registering", str(told), str(begun), str(begun + PER_WORKER))
        with started(app, *words) as worker:
            until(lambda: told.exists() and len(told.read_text().split()) > before)  # noqa: B023
            with suppress(TimeoutExpired):
                worker.wait(chance.uniform(0.0, 0.4))
            worker.send_signal(signal.SIGKILL)
            worker.wait()
        numbers = [int(one) for one in told.read_text().split()]
        assert {f"p{one}@example.org" for one in numbers} <= {
            email for email, standing in standings().items() if standing != "asked"
        }
        whole()
        begun = numbers[-1] + 1
    with started(app, "tests.faults.registering", str(told), "0", str(begun + 5)) as worker:
        assert worker.wait(300) == 0
    everybody = {f"p{one}@example.org" for one in range(begun + 5)}
    assert set(standings()) == everybody
    assert "asked" not in standings().values()
    whole()
    confirmed = min(PLACES, len(everybody))
    assert Counter(standings().values())["confirmed"] == confirmed
    assert db.session.scalar(select(func.count()).select_from(Participant)) == len(everybody)
