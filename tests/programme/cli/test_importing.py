"""Importing a schedule from the shell."""

from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import func, select, table

from cwf.audit import AuditEntry
from cwf.database import db
from cwf.editions.models import Edition
from cwf.programme import models
from cwf.programme.timetable import Status
from tests.programme.conftest import Forum

EVENT = (
    '<event id="{id}"><title>{title}</title><start>{start}</start><duration>00:30</duration>'
    "<type>lecture</type><persons><person id='{id}'>Person {id}</person></persons></event>"
)


def schedule(*events: str, head: str = "") -> str:
    return (
        "<schedule><conference><title>Small Conf</title><venue>Campus</venue><city>Ghent</city>"
        f"<start>2031-05-20</start><end>2031-05-20</end>{head}</conference>"
        f'<day date="2031-05-20"><room name="Aula">{"".join(events)}</room></day></schedule>'
    )


def event(number: int, title: str = "", start: str = "") -> str:
    return EVENT.format(
        id=number, title=title or f"Talk {number}", start=start or f"{9 + number:02}:00"
    )


ONE, TWO, THREE = event(1), event(2), event(3)


def run(app: Flask, file: Path, text: str, *words: str) -> tuple[int, list[str]]:
    """Exit code and what was said, progress apart."""
    file.write_text(text)
    given = ["programme", "import-schedule", str(file), "--edition", *(words or ("small",))]
    result = app.test_cli_runner().invoke(args=given)
    db.session.rollback()
    lines = result.output.strip().splitlines()
    return result.exit_code, [line for line in lines if not line.startswith("Reading")]


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "schedule.txt"


def counts() -> dict[str, int]:
    return {
        name: db.session.scalar(select(func.count()).select_from(table(name))) or 0
        for name in db.metadata.tables
    }


def test_create_makes_the_edition_of_the_conference(app: Flask, file: Path) -> None:
    text = schedule(ONE, TWO, head="<time_zone_name>Europe/Brussels</time_zone_name>")
    assert run(app, file, text, "small", "--create") == (
        0,
        [
            "Sessions: 2 added, 0 changed, 0 moved, 0 cancelled, 0 unchanged."
            " Also 1 venue added, 1 room added, 2 speakers added."
        ],
    )
    edition = db.session.scalars(select(Edition)).one()
    assert (edition.slug, edition.year, edition.zone, edition.lifecycle) == (
        "small", 2031, "Europe/Brussels", "announced",
    )  # fmt: skip
    assert (edition.theme, edition.city, edition.venue) == (
        {"en": "Small Conf"}, {"en": "Ghent"}, {"en": "Campus"},
    )  # fmt: skip
    assert str(edition.starts) == str(edition.ends) == "2031-05-20"
    actions = db.session.scalars(select(AuditEntry.action).order_by(AuditEntry.id)).all()
    assert actions == ["edition.create", "edition.import", "edition.step", "programme.import"]


def test_a_first_release_publishes_what_was_imported(app: Flask, file: Path) -> None:
    run(app, file, schedule(ONE), "small", "--create", "--zone", "Europe/Brussels")
    words = ["programme", "publish", "--edition", "small", "--note", "Out"]
    assert app.test_cli_runner().invoke(args=words).output == "Release 1 of small is published.\n"
    assert db.session.scalars(select(Edition.lifecycle)).all() == ["published"]
    page = app.test_client().get("/en/editions/small/programme")
    assert (page.status_code, "Talk 1" in page.text) == (200, True)


def test_a_second_run_changes_nothing_and_a_changed_file_updates(app: Flask, file: Path) -> None:
    words = ("small", "--create", "--zone", "Europe/Brussels")
    run(app, file, schedule(ONE, TWO, THREE), *words)
    before = counts()
    assert run(app, file, schedule(ONE, TWO, THREE), *words) == (
        0, ["Sessions: 0 added, 0 changed, 0 moved, 0 cancelled, 3 unchanged."],
    )  # fmt: skip
    assert counts() == before
    text = schedule(event(1, title="Other"), event(2, start="18:00"), event(4))
    assert run(app, file, text, *words) == (
        0,
        ["Sessions: 1 added, 1 changed, 1 moved, 1 cancelled, 0 unchanged. Also 1 speaker added."],
    )
    rows = db.session.scalars(select(models.Session).order_by(models.Session.id)).all()
    assert [(row.source, row.source_key, row.title["en"], row.status) for row in rows] == [
        ("small-conf", "1", "Other", Status.CONFIRMED),
        ("small-conf", "2", "Talk 2", Status.CONFIRMED),
        ("small-conf", "3", "Talk 3", Status.CANCELLED),
        ("small-conf", "4", "Talk 4", Status.CONFIRMED),
    ]


def test_a_dry_run_changes_nothing(app: Flask, forum: Forum, file: Path) -> None:
    before = counts()
    code, told = run(app, file, schedule(ONE), "2017", "--dry-run")
    assert (code, told) == (
        0,
        [
            "Sessions: 1 added, 0 changed, 0 moved, 0 cancelled, 0 unchanged."
            " Also 1 room added, 1 speaker added. (nothing was changed: a dry run)"
        ],
    )
    assert run(app, file, schedule(ONE), "new", "--create", "--dry-run")[0] == 0
    assert counts() == before


def test_an_edition_that_is_not_there_is_made_on_request_only(app: Flask, file: Path) -> None:
    assert run(app, file, schedule(ONE), "none") == (
        1, ["Error: there is no edition none; --create makes it"],
    )  # fmt: skip
    assert run(app, file, schedule(ONE), "No Slug", "--create")[0] == 2
    assert run(app, file, schedule(ONE), "none", "--zone", "Europe/Nowhere")[0] == 2
    assert db.session.scalars(select(Edition)).all() == []


def test_times_of_a_file_without_zone_are_told_to_be_utc(app: Flask, file: Path) -> None:
    code, told = run(app, file, schedule(ONE), "small", "--create")
    assert (code, told[0]) == (
        0,
        "Note: The file names no time zone; its times are taken as UTC. Name the zone (--zone)"
        " if it is another.",
    )


def test_errors_are_told_with_their_lines_and_keep_all_out(
    app: Flask, forum: Forum, file: Path
) -> None:
    before = counts()
    text = schedule("\n", ONE, "\n", event(2, start="25:00"), "\n", event(3, title=" "))
    assert run(app, file, text, "2017") == (
        1,
        [
            "Error: Line 3: “25:00” is no time (Talk 2). Write times as"
            " 2027-05-20T09:00:00+02:00 or 09:00, lengths as 00:45.",
            "Error: Line 4: It has no name (session).",
            "Error: nothing was imported: mend the file first",
        ],
    )
    assert run(app, file, "<schedule>", "2017") == (
        1, ["Error: Line 1: From here on the file is no XML."],
    )  # fmt: skip
    assert counts() == before


def test_open_forms_notice(app: Flask, forum: Forum, file: Path) -> None:
    """A session found by its name is bound to the source, and its version raised."""
    run(app, file, schedule(event(1, title="Panel")), "2017", "--source", "x")
    row = db.session.scalars(select(models.Session).filter_by(slug="panel")).one()
    assert (row.source, row.source_key, row.version, row.status) == (
        "x", "1", 2, Status.CONFIRMED,
    )  # fmt: skip
