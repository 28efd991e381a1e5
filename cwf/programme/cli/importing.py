"""Importing from the shell: read and check without a lock, then one short transaction."""

import re
from dataclasses import replace
from pathlib import Path

import click
from flask.cli import with_appcontext

from cwf import clock
from cwf.audit import SYSTEM
from cwf.database import db, only_reading
from cwf.i18n import LANGUAGES
from cwf.programme.actions import importing
from cwf.programme.actions.importing import DraftMoved
from cwf.programme.actions.importing.founding import found_edition
from cwf.programme.cli.telling import conclude, reading, shown
from cwf.programme.imports.schedules import Setting, head_of, parse_schedule, understand
from cwf.programme.imports.schedules.clocks import is_zone
from cwf.programme.imports.schedules.conference import language_of_texts
from cwf.programme.imports.schedules.raw import MOST_BYTES, RawSchedule
from cwf.programme.incoming import Head, Progress, Remark
from cwf.programme.merging import Plan, plan
from cwf.programme.queries.content import edition_named
from cwf.programme.queries.standing import nothing_yet, standing
from cwf.programme.standing import Standing

SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


@click.command("import-schedule", short_help="Import another system's schedule into a draft.")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--edition", "slug", required=True, metavar="SLUG", help="The edition's address.")
@click.option("--create", is_flag=True, help="Make the edition from the file if there is none.")
@click.option(
    "--zone",
    metavar="ZONE",
    help="The zone of its clock times, as Europe/Brussels, if the file names none.",
)
@click.option(
    "--source",
    default="",
    metavar="NAME",
    help="Where it comes from; else the conference's acronym or title.",
)
@click.option("--dry-run", is_flag=True, help="Say what would change, and change nothing.")
@with_appcontext
def import_schedule(
    file: Path, slug: str, create: bool, zone: str | None, source: str, dry_run: bool
) -> None:
    """Import the schedule FILE into a draft: frab, pentabarf or pretalx XML, or c3voc JSON."""
    if zone and not is_zone(zone):
        raise click.BadParameter(
            f"{zone} is no time zone; try Europe/Brussels", param_hint="--zone"
        )
    with reading():
        done = import_file(
            file,
            slug,
            create=create,
            zone=zone,
            source=source,
            dry_run=dry_run,
            progress=shown(),
        )
    conclude(done, dry_run=dry_run)


def import_file(
    file: Path,
    slug: str,
    *,
    create: bool = False,
    zone: str | None = None,
    source: str = "",
    dry_run: bool = False,
    progress: Progress = lambda done, total: None,
) -> Plan:
    """Import a schedule into the draft of an edition, and commit; gives what was done.

    Nothing is changed where the plan is refused. Raises Unreadable, DraftMoved, SlugTaken.
    """
    with file.open("rb") as stream:
        data = stream.read(MOST_BYTES + 1)
    with only_reading():
        raw = parse_schedule(data, progress)
        here, head, notes = _standing(slug, raw, create=create, zone=zone)
        setting = Setting.of(here, zone=zone)
        incoming, remarks = understand(raw, setting, source=source, progress=progress)
        made = plan(here, incoming, [*notes, *remarks])
    if dry_run or made.refused:
        return made
    at = clock.now()
    edition = edition_named(slug)
    if edition is None:
        if head is None:
            raise DraftMoved
        edition = found_edition(here, head, source=made.source, actor=SYSTEM, at=at)
    importing.carry_out(edition, made, actor=SYSTEM, at=at)
    db.session.commit()
    return made


def _standing(
    slug: str, raw: RawSchedule, *, create: bool, zone: str | None
) -> tuple[Standing, Head | None, list[Remark]]:
    """The draft; of an edition that is to be made its head, too, and a note if it has no zone."""
    found = edition_named(slug)
    if found is not None:
        return standing(found), None, []
    if not create:
        raise click.ClickException(f"there is no edition {slug}; --create makes it")
    if not SLUG.fullmatch(slug) or len(slug) > 80:
        raise click.BadParameter(
            "use small letters, digits and hyphens, such as aarhus-2027", param_hint="--edition"
        )
    head = head_of(raw, Setting(zone=zone or "UTC"))
    known = head.zone or zone
    change = head.day_change_hour
    here = nothing_yet(
        slug,
        zone=known or "UTC",
        day_change_hour=4 if change is None else change,
        languages=(language_of_texts(raw, LANGUAGES),),
    )
    notes = [] if known else [Remark(code="zone-assumed", error=False)]
    return here, replace(head, zone=known), notes
