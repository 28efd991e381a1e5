"""Agendas on paper for the tests, out of the small release that all exports are tested with."""

from dataclasses import replace
from uuid import UUID

import pypdf

from cwf.agendas.exports.feed import blocks
from cwf.agendas.exports.paper import AgendaSheet
from cwf.agendas.papers import Content
from cwf.agendas.picks import Hold, Pick
from cwf.programme.exports.addresses import Addresses
from cwf.programme.release import Release
from cwf.registration.places import Held
from tests.programme.exports.material import EN, TIMETABLE, at, release, session, slot


def sheet(
    of: Release,
    picks: dict[UUID, Hold],
    *,
    name: str = "",
    own: bool = False,
    to: Addresses = EN,
    paper: str = "a4",
    held: dict[UUID, Held] | None = None,
) -> AgendaSheet:
    """An agenda of a release, ready to be set."""
    return AgendaSheet(
        release=of,
        content=Content(
            release_id=1,
            picks=tuple(Pick(slot=one, hold=hold) for one, hold in sorted(picks.items())),
            name=name,
            own=own,
            held=held or {},
        ),
        addresses=to,
        blocks=blocks(of, to, None),
        paper=paper,
    )


def programme(entries: int, *, title: str = "Talk") -> Release:
    """A release of so many talks of an hour, one after another over three days."""
    sessions = tuple(
        session(n, f"talk-{n}", title={"en": f"{title} {n}"}) for n in range(1, entries + 1)
    )
    slots = tuple(
        slot(n, one.slug, at(15 + n % 3, 8 + n // 3), at(15 + n % 3, 9 + n // 3), "great")
        for n, one in enumerate(sessions, 1)
    )
    slots = tuple(sorted(slots, key=lambda one: (one.starts, one.uuid)))
    return release(replace(TIMETABLE, sessions=sessions, slots=slots))


def all_of(of: Release, hold: Hold = Hold.WISH) -> dict[UUID, Hold]:
    """Every slot of it."""
    return {one.uuid: hold for one in of.timetable.slots}


def words(reader: pypdf.PdfReader) -> str:
    """All text, each run of white space as one space."""
    return " ".join(" ".join(page.extract_text() for page in reader.pages).split())
