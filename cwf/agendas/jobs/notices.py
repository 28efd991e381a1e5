"""Telling readers what a release changed of what they picked: one digest each, never twice.

A round takes readers in batches. Of each it compares the release that they know with the newest,
so whoever waits for the morning is told once of all that came meanwhile, or of nothing where it
came to nothing. Who was told stands in the transaction of the mail.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

import structlog

from cwf import clock, jobs
from cwf.agendas import news as rules
from cwf.agendas.actions import notices
from cwf.agendas.actions.notices import NotOurs, Telling
from cwf.agendas.exports import notice
from cwf.agendas.news import Differences
from cwf.agendas.queries import notices as rounds
from cwf.agendas.queries import readers as kept
from cwf.agendas.queries.notices import Round
from cwf.agendas.quiet import may_go_out
from cwf.agendas.readers import Asked, Reader
from cwf.database import db, only_reading
from cwf.jobs import Backlog

log = structlog.get_logger()


@dataclass(frozen=True, kw_only=True)
class Compared:
    """What is to be told in a round: differences by the number of the release that one knows."""

    asked: Asked
    since: dict[int, Differences]

    def to(self, reader: Reader) -> Differences | None:
        """What lies between what a reader knows and now; None: they know the newest."""
        return self.since.get(max(reader.knows, min(self.since)))


def tell_readers() -> None:
    """Tell whoever may be told now, edition by edition."""
    at = clock.now()
    with only_reading():
        due = rounds.due_rounds(at)
    for each in due:
        told = _carry_out(each, at)
        if told:
            log.info("readers told", release=each.release_id, number=told)
            jobs.nudge("mail")


def backlog() -> Backlog:
    """Releases whose readers are not told, and do not only wait for the morning."""
    return rounds.backlog(clock.now())


def _carry_out(round: Round, at: datetime) -> int:
    """Tell of one release; the number of readers told."""
    with only_reading():
        compared = _compare(round, at)
    told, again = 0, None
    try:
        for batch, against in _batches(compared, round, at) if compared else ():
            tellings, later = _look_through(batch, against, at)
            notices.tell(round.release_id, tellings, at)
            db.session.commit()
            told += len(tellings)
            again = min(filter(None, (again, later)), default=None)
        notices.enter(round.release_id, at)
        notices.settle(round.release_id, again)
        db.session.commit()
    except NotOurs:
        db.session.rollback()
    return told


def _compare(round: Round, at: datetime) -> Compared | None:
    """What a round has to tell; None: nothing, to nobody."""
    *known, newest = rounds.releases_since(round.edition_id, round.floor, round.number)
    since = {one.number: rules.differences(one.timetable, newest.timetable) for one in known}
    slots = frozenset[UUID]().union(*(rules.told_of(one, at) for one in since.values()))
    if not slots:
        return None
    asked = Asked(
        release_id=round.release_id,
        edition_id=round.edition_id,
        zone=newest.timetable.edition.zone,
        slots=slots,
        duties={
            session: slot
            for one in since.values()
            for session, slot in rules.duties(one, slots).items()
        },
        since=known[0].at,
        until=newest.at,
    )
    return Compared(asked=asked, since=since)


def _batches(
    compared: Compared, round: Round, at: datetime
) -> Iterator[tuple[list[Reader], Compared]]:
    """Readers not yet told, each batch within a transaction of its own that the taker commits."""
    for read in (kept.accounts, kept.participants):
        after = 0
        while True:
            notices.enter(round.release_id, at)
            batch = read(compared.asked, after)
            if not batch:
                break
            yield batch, compared
            after = batch[-1].id


def _look_through(
    batch: list[Reader], compared: Compared, at: datetime
) -> tuple[list[Telling], datetime | None]:
    """What to tell whom now, and when the first of the others may be told."""
    tellings, waiting = [], []
    for reader in batch:
        found = compared.to(reader)
        told = rules.news(found, reader.slots, at) if found else ()
        if not found or not told:
            continue
        begins = [begin for one in told for begin in one.begins]
        goes = may_go_out(at, reader.quiet, begins)
        if goes > at:
            waiting.append(goes)
        else:
            letter = notice.letter(compared.asked.release_id, reader, found, told)
            tellings.append(Telling(reader=reader, changes=len(told), letter=letter))
    return tellings, min(waiting, default=None)
