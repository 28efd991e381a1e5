"""The worker reads files: once each, within limits, and says what went wrong."""

import multiprocessing
import os
import signal
import time
from typing import Any

import pytest
from sqlalchemy import select

from cwf import clock, jobs
from cwf.database import db
from cwf.programme.actions import imports, reading
from cwf.programme.jobs import imports as job
from cwf.programme.models import Import, Session
from cwf.web.confined import Limits, TooBig, TooSlow, Unfinished
from tests.programme.conftest import ADA, Forum

GOOD = b"Title,Kind\nBells,Talk\n"
SCHEDULE = b"""<schedule><conference><title>Small</title><acronym>small</acronym></conference>
<day date="2017-11-02" index="1"><room name="Store Sal"><event id="7" guid="g7"><start>10:00</start>
<duration>01:00</duration><title>Bells</title><type>lecture</type></event></room></day></schedule>"""


def sent(forum: Forum, body: bytes = GOOD, name: str = "a.csv", **options: Any) -> Import:
    row = imports.receive(
        forum.edition, actor=ADA, name=name, body=body, language="en", brings="",
        options=options, at=clock.now(),
    )  # fmt: skip
    db.session.commit()
    return row


def titles() -> list[str]:
    return sorted(one.title["en"] for one in db.session.scalars(select(Session)))


def test_schedule_needs_no_questions_and_what_it_lacks_next_time_is_cancelled(
    forum: Forum,
) -> None:
    row = sent(forum, SCHEDULE, "schedule.xml")
    jobs.run_job("imports")
    assert (row.state, row.columns) == ("checked", None)
    imports.complete(forum.edition, row, actor=ADA, at=clock.now())
    db.session.commit()
    assert titles() == ["Bells", "Opening", "Panel"]
    same = sent(forum, SCHEDULE, "schedule.xml")
    gone = sent(forum, SCHEDULE.replace(b"g7", b"g8").replace(b"Bells", b"Drums"), "schedule.xml")
    jobs.run_job("imports")
    assert (same.state, same.summary["counts"]) == ("checked", [])
    assert gone.summary["counts"] == [["session", "add", 1], ["session", "cancel", 1]]


def test_rehearsal_leaves_nothing_behind(forum: Forum) -> None:
    row = sent(forum, SCHEDULE.replace(b"2017-11-02", b"2017-11-01").replace(b"10:00", b"9:30"))
    jobs.run_job("imports")
    assert titles() == ["Opening", "Panel"]
    conflicts = row.summary["conflicts"]
    heads = {language: conflicts["shown"][0][language][0] for language in ("en", "da")}
    assert (conflicts["serious"], heads) == (
        1,
        {
            "en": "Store Sal is taken twice, Wed 1 Nov, 09:30–10:00.",
            "da": "Store Sal er optaget af to, ons. 1. nov., kl. 09.30–10.00.",
        },
    )


@pytest.mark.parametrize(
    ("error", "failure"),
    [(TooBig("x"), "too_big"), (TooSlow("x"), "too_slow"), (Unfinished("x"), "broken"),
     (RuntimeError("x"), "broken")],
)  # fmt: skip
def test_failure_has_a_name_and_holds_back_no_other(
    forum: Forum, monkeypatch: pytest.MonkeyPatch, error: Exception, failure: str
) -> None:
    bad, good = sent(forum, b"bad"), sent(forum)
    really = job.confine

    def confine(program: str, given: bytes, **more: Any) -> None:
        if given.endswith(b"bad"):
            raise error
        really(program, given, **more)

    monkeypatch.setattr(job, "confine", confine)
    jobs.run_job("imports")
    assert (bad.state, bad.summary, good.state) == ("failed", {"failure": failure}, "asks")


def test_reader_without_memory_is_told(forum: Forum, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(job, "LIMITS", Limits(memory=60 * 2**20))
    row = sent(forum, GOOD + b"Talk,Talk\n" * 500_000)
    jobs.run_job("imports")
    assert (row.state, row.summary) == ("failed", {"failure": "too_big"})


def test_reader_that_tells_nonsense_does_no_harm(
    forum: Forum, monkeypatch: pytest.MonkeyPatch
) -> None:
    told = """{"source":"","steps":[{"verb":"add","noun":"room","slug":"x","name":"x","before":{},
    "values":{"seats":"all of them"}}],"same":{},"remarks":[],"standing":"x"}"""
    lie = f"print('plan ' + {' '.join(told.split())!r})"
    monkeypatch.setattr(job, "_program", lambda module: lie)
    row = sent(forum)
    jobs.run_job("imports")
    assert (row.state, row.summary) == ("failed", {"failure": "broken"})


def test_two_workers_read_a_file_once(forum: Forum) -> None:
    sent(forum)
    taken = [reading.take(clock.now()), reading.take(clock.now())]
    assert [order is not None for order in taken] == [True, False]


def test_worker_killed_while_it_reads_leaves_the_file_whole(
    forum: Forum, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A real worker, really killed; the next one has the file once the lease is over."""
    row = sent(forum, SCHEDULE)
    number = row.id
    monkeypatch.setattr(job, "_program", lambda module: "import time; time.sleep(300)")
    db.session.remove()
    db.engine.dispose()
    worker = multiprocessing.get_context("fork").Process(target=jobs.run_job, args=("imports",))
    worker.start()
    try:
        for _look in range(2000):
            if db.session.scalar(select(Import.state).where(Import.id == number)) == "reading":
                break
            db.session.rollback()
            time.sleep(0.05)
        assert worker.pid
        os.kill(worker.pid, signal.SIGKILL)
    finally:
        worker.kill()
        worker.join()
    monkeypatch.undo()
    db.session.rollback()
    row = db.session.get_one(Import, number)
    assert row.state == "reading"
    jobs.run_job("imports")
    assert row.state == "reading"
    row.leased_until = clock.now() - reading.LEASE
    db.session.commit()
    jobs.run_job("imports")
    assert (row.state, row.attempts, titles()) == ("checked", 2, ["Opening", "Panel"])
