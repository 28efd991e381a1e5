"""Spreadsheets in and out from the shell."""

from pathlib import Path

import pytest
from flask import Flask

from cwf.audit import AuditEntry
from cwf.database import db
from cwf.programme.models import Session
from tests.programme.conftest import Forum

TEXT = "Title,Day,Start,End,Room,Speakers\nNew,2017-11-02,9:00,10:00,{room},Jan Gehl\n"


def run(app: Flask, *words: object) -> tuple[int, list[str]]:
    """Exit code and what was said, progress apart."""
    result = app.test_cli_runner().invoke(args=["programme", *map(str, words)])
    db.session.rollback()
    lines = result.output.strip().splitlines()
    return result.exit_code, [line for line in lines if not line.startswith("Reading")]


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "sessions.csv"


def sessions() -> list[str]:
    """The titles in the draft."""
    return sorted(row.title["en"] for row in db.session.query(Session))


def test_a_sheet_goes_in_whole_and_once(app: Flask, forum: Forum, file: Path) -> None:
    file.write_text(TEXT.format(room="Lille Sal"))
    once = run(app, "import-sheet", file, "--edition", "2017")
    assert once == (0, ["Sessions: 1 added, 0 changed, 0 moved, 0 cancelled, 0 unchanged."])
    assert sessions() == ["New", "Opening", "Panel"]
    again = run(app, "import-sheet", file, "--edition", "2017")
    assert again == (0, ["Sessions: 0 added, 0 changed, 0 moved, 0 cancelled, 1 unchanged."])


def test_an_error_keeps_all_of_it_out(app: Flask, forum: Forum, file: Path) -> None:
    file.write_text(TEXT.format(room="Lile Sal") + "Fine,,,,,\n")
    before = db.session.query(AuditEntry).count()
    assert run(app, "import-sheet", file, "--edition", "2017") == (
        1,
        [
            "Error: Row 2, column Room: There is no room called Lile Sal. Did you mean Lille Sal?",
            "Error: nothing was imported: mend the file first",
        ],
    )
    assert (sessions(), db.session.query(AuditEntry).count()) == (["Opening", "Panel"], before)


def test_what_is_missing_is_added_if_wanted(app: Flask, forum: Forum, file: Path) -> None:
    file.write_text(TEXT.format(room="Attic"))
    assert run(app, "import-sheet", file, "--edition", "2017", "--create-missing") == (
        0,
        [
            "Note: Row 2, column Room: The room Attic is new and will be added.",
            "Sessions: 1 added, 0 changed, 0 moved, 0 cancelled, 0 unchanged. Also 1 room added.",
        ],
    )


def test_a_dry_run_changes_nothing(app: Flask, forum: Forum, file: Path) -> None:
    file.write_text("Name\nKim Ny\n")
    code, lines = run(app, "import-sheet", file, "--edition", "2017", "--noun", "speaker",
                      "--dry-run")  # fmt: skip
    assert (code, lines[-1]) == (
        0,
        "Sessions: 0 added, 0 changed, 0 moved, 0 cancelled, 0 unchanged. Also 1 speaker added. "
        "(nothing was changed: a dry run)",
    )
    code, lines = run(app, "import-sheet", file, "--edition", "2017", "--noun", "speaker")
    assert "Also 1 speaker added." in lines[-1]


@pytest.mark.parametrize("name", ["draft.xlsx", "draft.ods", "draft.csv"])
def test_a_draft_that_went_out_comes_back_unchanged(
    app: Flask, forum: Forum, tmp_path: Path, name: str
) -> None:
    path = tmp_path / name
    assert run(app, "export-sheet", path, "--edition", "2017") == (
        0, [f"The draft of 2017 is in {path}."],
    )  # fmt: skip
    assert run(app, "import-sheet", path, "--edition", "2017") == (
        0, ["Sessions: 0 added, 0 changed, 0 moved, 0 cancelled, 2 unchanged."],
    )  # fmt: skip


def test_what_is_wrong_with_a_command_is_said(app: Flask, forum: Forum, tmp_path: Path) -> None:
    pdf = tmp_path / "x.pdf"
    pdf.write_bytes(b"%PDF-1.7 and so on")
    assert run(app, "import-sheet", pdf, "--edition", "2017") == (
        1,
        ["Error: This is no spreadsheet that can be read. Save it as .xlsx, .ods or .csv."],
    )
    assert run(app, "import-sheet", pdf, "--edition", "1999") == (
        1, ["Error: there is no edition 1999"],
    )  # fmt: skip
    assert run(app, "export-sheet", pdf, "--edition", "2017")[0] == 2
    nowhere = tmp_path / "none" / "draft.xlsx"
    assert run(app, "export-sheet", nowhere, "--edition", "2017") == (
        1, [f"Error: {nowhere} cannot be written: No such file or directory"],
    )  # fmt: skip
