"""Spreadsheets in and out from the shell."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import click
from flask.cli import with_appcontext

from cwf import clock
from cwf.audit import SYSTEM
from cwf.database import db, only_reading
from cwf.programme.actions import importing
from cwf.programme.cli.telling import conclude, reading, shown
from cwf.programme.exports.sheets import workbook as sheets
from cwf.programme.imports.sheets import BYTES, read_tables
from cwf.programme.incoming import Noun, Progress
from cwf.programme.merging import Plan, plan
from cwf.programme.queries.content import edition_named
from cwf.programme.queries.imports import vocabulary
from cwf.programme.queries.standing import standing
from cwf.programme.sheets import Sheet, choose, guess, incoming_of, mapping_of
from cwf.programme.sheets.table import Table
from cwf.programme.standing import Standing

NOUN = click.Choice([noun.value for noun in Noun])
EDITION = click.option("--edition", "slug", required=True, metavar="SLUG", help="Its address.")


@click.command("import-sheet", short_help="Import a spreadsheet into a draft.")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@EDITION
@click.option("--noun", type=NOUN, help="What the rows of the first sheet are.")
@click.option("--create-missing", is_flag=True, help="Add rooms, speakers … that nobody knows yet.")
@click.option("--dry-run", is_flag=True, help="Say what would change, and change nothing.")
@with_appcontext
def import_sheet(
    file: Path, slug: str, noun: str | None, create_missing: bool, dry_run: bool
) -> None:
    """Import the spreadsheet FILE into a draft: CSV, XLSX or ODS."""
    with reading():
        done = import_file(
            file,
            slug,
            noun=Noun(noun) if noun else None,
            create_missing=create_missing,
            dry_run=dry_run,
            progress=shown(),
        )
    conclude(done, dry_run=dry_run)


def import_file(
    file: Path,
    slug: str,
    *,
    noun: Noun | None = None,
    create_missing: bool = False,
    dry_run: bool = False,
    progress: Progress = lambda done, total: None,
) -> Plan:
    """Import sheets into the draft of an edition, and commit; gives what was done.

    Nothing is changed where the plan is refused. Raises Unreadable, DraftMoved.
    """
    with file.open("rb") as stream:
        body = stream.read(BYTES + 1)
    with only_reading():
        edition = _edition(slug)
        here, words = standing(edition), vocabulary(edition)
    chosen = _chosen(read_tables(body, file.name, progress=progress), noun, here)
    incoming, remarks = incoming_of(
        chosen, here, vocabulary=words, create_missing=create_missing, progress=progress
    )
    made = plan(here, incoming, remarks)
    if dry_run or made.refused:
        return made
    importing.carry_out(_edition(slug), made, actor=SYSTEM, at=clock.now())
    db.session.commit()
    return made


def _chosen(tables: Sequence[Table], noun: Noun | None, here: Standing) -> list[Sheet]:
    """The sheets to be read, their columns as they are guessed."""
    pairs = [(tables[0], noun)] if noun else choose(tables)
    return [
        Sheet(
            table=table,
            noun=found,
            mapping=mapping_of(guess(table, found, languages=here.languages)),
        )
        for table, found in pairs
    ]


@click.command("export-sheet", short_help="Write the draft into a spreadsheet.")
@click.argument("file", type=click.Path(dir_okay=False, writable=True, path_type=Path))
@EDITION
@click.option("--noun", type=NOUN, default=Noun.SESSION.value, help="What a CSV file is to hold.")
@with_appcontext
def export_sheet(file: Path, slug: str, noun: str) -> None:
    """Write the draft into FILE: .xlsx or .ods with everything, or .csv with one noun."""
    with only_reading():
        edition = _edition(slug)
        here, words = standing(edition), vocabulary(edition)
    match file.suffix.lower():
        case ".xlsx":
            made = sheets.workbook(here, vocabulary=words)
        case ".ods":
            made = sheets.open_document(here, vocabulary=words)
        case ".csv":
            made = sheets.csv_of(here, Noun(noun), vocabulary=words)
        case _:
            raise click.BadParameter("end its name in .xlsx, .ods or .csv", param_hint="FILE")
    try:
        file.write_bytes(made)
    except OSError as error:
        raise click.ClickException(f"{file} cannot be written: {error.strerror}") from None
    click.echo(f"The draft of {slug} is in {file}.")


def _edition(slug: str) -> Any:
    found = edition_named(slug)
    if found is None:
        raise click.ClickException(f"there is no edition {slug}")
    return found
