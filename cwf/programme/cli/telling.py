"""What commands say while they read a file and of what it changed."""

import gc
import sys
from collections.abc import Iterator
from contextlib import contextmanager

import click

from cwf.editions.actions.settings import SlugTaken
from cwf.programme.actions.importing import DraftMoved
from cwf.programme.exports.remark_words import place
from cwf.programme.exports.remarks import remark_words
from cwf.programme.incoming import Noun, Progress, Remark, Unreadable
from cwf.programme.merging import Plan, Verb

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


@contextmanager
def reading() -> Iterator[None]:
    """What can go wrong with a file or a draft within is told in a sentence.

    The collector is kept from going over all of the application again and again meanwhile.
    """
    gc.freeze()
    try:
        yield
    except Unreadable as error:
        raise click.ClickException(said(error.remark)) from None
    except (DraftMoved, SlugTaken):
        raise click.ClickException(
            "the draft changed meanwhile; nothing was imported, try again"
        ) from None
    finally:
        gc.unfreeze()


def shown() -> Progress:
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


def said(remark: Remark) -> str:
    """A remark with its place, the sheet's name before that of the row."""
    at = place(remark.where)
    if remark.where.row is not None and remark.where.path:
        at = f"{remark.where.path}: {at}"
    words = remark_words(remark)
    return f"{at}: {words}" if at else words


def conclude(done: Plan, *, dry_run: bool) -> None:
    """The remarks, then the numbers; what was refused ends the command."""
    _tell(done)
    if done.refused:
        raise click.ClickException("nothing was imported: mend the file first")
    click.echo(_summary(done) + (" (nothing was changed: a dry run)" if dry_run else ""))


def _tell(done: Plan) -> None:
    """The remarks on standard error, errors first."""
    remarks = sorted(done.remarks, key=lambda remark: not remark.error)
    for remark in remarks[:TOLD]:
        click.echo(f"{'Error' if remark.error else 'Note'}: {said(remark)}", err=True)
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
