"""How many people a release would be told to, before it is published."""

from datetime import datetime

from cwf.agendas.news import differences, duties, told_of
from cwf.agendas.queries.readers import number_of_readers
from cwf.agendas.readers import Asked
from cwf.programme.release import Release
from cwf.programme.timetable import Timetable


def affected(edition_id: int, before: Release, after: Timetable, at: datetime) -> int:
    """The number of people whose picks would change by it and who want mails (one statement)."""
    found = differences(before.timetable, after)
    slots = told_of(found, at)
    if not slots:
        return 0
    asked = Asked(
        release_id=0,
        edition_id=edition_id,
        zone=after.edition.zone,
        slots=slots,
        duties=duties(found, slots),
        since=before.at,
        until=at,
    )
    return number_of_readers(asked)
