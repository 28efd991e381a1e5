"""Importing from the shell: read and check without a lock, then one short transaction."""

import gc
import re
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import click
from flask.cli import with_appcontext

from cwf import clock
from cwf.audit import SYSTEM
from cwf.database import db, only_reading
from cwf.editions.actions.settings import SlugTaken
from cwf.programme.actions import importing
from cwf.programme.actions.importing import DraftMoved
from cwf.programme.actions.importing.founding import found_edition
from cwf.programme.exports import remark_words
from cwf.programme.imports.schedules import Setting, head_of, parse_schedule, understand
from cwf.programme.imports.schedules.clocks import is_zone
from cwf.programme.imports.schedules.raw import MOST_BYTES, RawSchedule
from cwf.programme.incoming import Head, Noun, Progress, Remark, Unreadable
from cwf.programme.merging import Plan, Verb, plan
from cwf.programme.queries.content import edition_named
from cwf.programme.queries.standing import nothing_yet, standing
from cwf.programme.standing import Standing

SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
TOLD = 100
STEP = 25  # per cent, where nobody watches a terminal
WORDS = {
    Verb.ADD: "added",
    Verb.CHANGE: "changed",
    Verb.MOVE: "moved",
    Verb.CANCEL: "cancelled",
}
OTHERS = {
    Noun.VENUE: ("venue", "venues"),
    Noun.ROOM: ("room", "rooms"),
    Noun.TRACK: ("track", "tracks"),
    Noun.SPEAKER: ("speaker", "speakers"),
}


@click.command("import-schedule")
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
    try:
        with _undisturbed():
            done = import_file(
                file,
                slug,
                create=create,
                zone=zone,
                source=source,
                dry_run=dry_run,
                progress=_shown(),
            )
    except Unreadable as error:
        raise click.ClickException(_said(error.remark)) from None
    except (DraftMoved, SlugTaken):
        raise click.ClickException(
            "the draft changed meanwhile; nothing was imported, try again"
        ) from None
    _tell(done)
    if done.refused:
        raise click.ClickException("nothing was imported: mend the file first")
    click.echo(_summary(done) + (" (nothing was changed: a dry run)" if dry_run else ""))


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


@contextmanager
def _undisturbed() -> Iterator[None]:
    """Keep the collector from going over all of the application again and again meanwhile."""
    gc.freeze()
    try:
        yield
    finally:
        gc.unfreeze()


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
        languages=("en",),
    )
    notes = [] if known else [Remark(code="zone-assumed", error=False)]
    return here, replace(head, zone=known), notes


def _shown() -> Progress:
    """Progress on standard error: a line that grows on a terminal, else a few."""
    watched = sys.stderr.isatty()
    told = 0

    def show(done: int, total: int) -> None:
        nonlocal told
        percent = 100 * done // (total or 1)
        if watched and percent != told:
            click.echo(f"\rReading and checking: {percent} %", nl=percent == 100, err=True)
        elif not watched and percent // STEP > told // STEP:
            click.echo(f"Reading and checking: {percent} %", err=True)
        told = percent

    return show


def _said(remark: Remark) -> str:
    place = remark_words.place(remark.where)
    words = remark_words.tell(remark)
    return f"{place}: {words}" if place else words


def _tell(done: Plan) -> None:
    """The remarks on standard error, errors first."""
    remarks = sorted(done.remarks, key=lambda remark: not remark.error)
    for remark in remarks[:TOLD]:
        click.echo(f"{'Error' if remark.error else 'Note'}: {_said(remark)}", err=True)
    if len(remarks) > TOLD:
        click.echo(f"… and {len(remarks) - TOLD} more remarks.", err=True)


def _summary(done: Plan) -> str:
    """Sessions in numbers; of everything else what was added or changed."""
    counts = done.counts
    told = [f"{counts[Noun.SESSION, verb]} {word}" for verb, word in WORDS.items()]
    line = ", ".join([*told, f"{done.same.get(Noun.SESSION, 0)} unchanged"])
    others = [
        f"{number} {one if number == 1 else several} {WORDS[verb]}"
        for noun, (one, several) in OTHERS.items()
        for verb in (Verb.ADD, Verb.CHANGE)
        if (number := counts[noun, verb])
    ]
    return f"Sessions: {line}." + (f" Also {', '.join(others)}." if others else "")
