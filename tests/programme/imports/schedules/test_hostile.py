"""Broken, foreign, huge and malicious files: a clear error, bounded memory, nothing changed."""

import socket
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import func, select, table

from cwf.database import db
from cwf.programme.exports.remark_words import WORDS, place, tell
from cwf.programme.imports.schedules import Setting, read_schedule
from cwf.programme.incoming import Noun, Remark, Unreadable
from tests.programme.conftest import Forum
from tests.programme.imports.schedules.hostile import EVENT, LARGE, SMALL, around
from tests.programme.imports.schedules.mutating import JSON, XML, other_texts, other_values

ROOT = Path(__file__).resolve().parents[4]
MEGABYTES = 900  # of addresses, Python and the file itself among them


@pytest.mark.parametrize("name", SMALL)
def test_a_hostile_file_is_refused(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """And nothing is opened or called for."""

    def call(*args: Any, **kwargs: Any) -> None:
        raise AssertionError("went outside")

    monkeypatch.setattr(socket.socket, "connect", call)
    monkeypatch.setattr("builtins.open", call)
    data, code = SMALL[name]
    with pytest.raises(Unreadable) as caught:
        read_schedule(data, Setting(zone="UTC"))
    assert caught.value.remark.code == code


def test_large_files_are_read_or_refused_in_bounded_memory() -> None:
    command = [sys.executable, "-m", "tests.programme.imports.schedules.hostile", str(MEGABYTES)]
    done = subprocess.run(command, capture_output=True, text=True, cwd=ROOT, timeout=300)
    assert done.stderr == ""
    lines = [line.split("\t") for line in done.stdout.splitlines()]
    assert {name: code for name, code, _seconds, _peak in lines} == {
        name: code for name, (_make, code) in LARGE.items()
    }
    assert max(float(seconds) for _name, _code, seconds, _peak in lines) < 30


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (around(EVENT, day='<day date="2031-13-01">'),
         ["Line 1: “2031-13-01” is no day. Write it as 2027-05-20.",
          "Line 1: “2031-13-01” is no time (T). Write times as 2027-05-20T09:00:00+02:00 or 09:00,"
          " lengths as 00:45."]),
        (around(EVENT).replace("</day>", '</day>\n<day date="2031-05-20"/>'),
         ["Line 2: The day 2031-05-20 is in the file twice."]),
        (around(EVENT.replace("09:00", "soon")),
         ["Line 1: “soon” is no time (T). Write times as 2027-05-20T09:00:00+02:00 or 09:00,"
          " lengths as 00:45."]),
        (around(EVENT.replace("00:30", "-5")),
         ["Line 1: “-5” is no time (T). Write times as 2027-05-20T09:00:00+02:00 or 09:00,"
          " lengths as 00:45."]),
        (around(EVENT.replace(">T<", "> <")), ["Line 1: It has no name (session)."]),
        (around(EVENT.replace("</event>", "<person id='1'/></event>")),
         ["Line 1: It has no name (speaker)."]),
        (around(EVENT.replace("09:00", "02:30"), day='<day date="2031-03-29">'),
         ["Line 1: 2031-03-30 02:30:00 does not exist: the clock skips this hour on that day"
          " (T)."]),
    ],
    ids=["no day", "a day twice", "no start", "no length", "no title", "nobody", "a gap"],
)  # fmt: skip
def test_what_is_wrong_is_told_in_its_place(app: Flask, text: str, told: list[str]) -> None:
    _incoming, remarks = read_schedule(text.encode(), Setting(zone="Europe/Copenhagen"))
    assert [f"{place(one.where)}: {tell(one)}" for one in remarks if one.error] == told


def test_an_hour_that_comes_twice_is_the_first_and_noted(app: Flask) -> None:
    text = around(EVENT.replace("09:00", "02:30"), day='<day date="2031-10-25">')
    incoming, remarks = read_schedule(text.encode(), Setting(zone="Europe/Copenhagen"))
    (session,) = (one for one in incoming.items if one.noun is Noun.SESSION)
    assert session.values["placings"][0].starts.isoformat() == "2031-10-26T00:30:00+00:00"
    assert [(one.error, tell(one)) for one in remarks] == [
        (False, "02:30 comes twice on that day; the first is taken (T).")
    ]


def test_an_event_without_length_has_no_end() -> None:
    text = around(EVENT.replace("<duration>00:30</duration>", ""))
    incoming, remarks = read_schedule(text.encode(), Setting(zone="UTC"))
    (session,) = (one for one in incoming.items if one.noun is Noun.SESSION)
    (placing,) = session.values["placings"]
    assert (placing.ends, placing.assumed_minutes) == (None, 30)
    assert [(one.code, one.error) for one in remarks] == [("no-length", False)]


def counts() -> dict[str, int]:
    return {
        name: db.session.scalar(select(func.count()).select_from(table(name))) or 0
        for name in db.metadata.tables
    }


def test_nothing_is_changed_by_any_of_them(app: Flask, forum: Forum, tmp_path: Path) -> None:
    before = counts()
    file = tmp_path / "schedule"
    long_id = around(EVENT.replace('id="1"', f'id="{"x" * 400}"')).encode()
    nul = b'{"schedule":{"conference":{"title":"x"},"events":[{"title":"a\\u0000b",'
    nul += b'"start":"2031-05-20T09:00:00Z","end":"2031-05-20T10:00:00Z"}]}}'
    for data in (*(data for data, _code in SMALL.values()), long_id, nul):
        file.write_bytes(data)
        for slug in ("2017", "new"):
            words = ["programme", "import-schedule", str(file), "--edition", slug, "--create"]
            done = app.test_cli_runner().invoke(args=words)
            assert done.exit_code == 1, data[:80]
            assert "Error: " in done.output
            db.session.rollback()
    assert counts() == before


@pytest.mark.parametrize(("harm", "files"), [(other_texts, XML), (other_values, JSON)])
def test_a_harmed_file_goes_in_whole_or_not_at_all(
    app: Flask, tmp_path: Path, harm: Callable[[Path, int, int], bytes], files: list[Path]
) -> None:
    """Through the command into the database: it says done, or why not, and no more is heard."""
    file = tmp_path / "schedule"
    codes = set()
    for seed in range(24):
        file.write_bytes(harm(files[seed % len(files)], seed, 1 + seed % 3))
        words = ["programme", "import-schedule", str(file), "--edition", f"e{seed}", "--create"]
        before = counts()
        done = app.test_cli_runner().invoke(args=words)
        assert isinstance(done.exception, SystemExit | None), (seed, done.exception)
        db.session.rollback()
        assert (counts() == before) == (done.exit_code != 0)
        codes.add(done.exit_code)
    assert codes == {0, 1}


def test_every_remark_has_words(app: Flask) -> None:
    """Of whatever code, with the data that it comes with."""
    data = dict.fromkeys(("name", "number", "text", "minutes", "megabytes", "root"), "7")
    more = {"noun": "room", "value": "title", "most": "9", "least": "1"}
    assert all(tell(Remark(code=code, data={**data, **more})) for code in WORDS)
