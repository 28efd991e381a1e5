"""Targets as cards: what they are now, were, should be, and are expected to be."""

from datetime import date

from cwf.attendance.board import Card, card
from cwf.attendance.days import days_before
from cwf.attendance.figures import Evidence, Figure, figure
from cwf.attendance.forecast import Forecast
from cwf.attendance.grounds import known as known_at_all
from cwf.attendance.kept_figures import OF_THE_PROGRAMME
from cwf.attendance.lines import TargetLine
from cwf.attendance.measures import Method
from cwf.attendance.queries.board import Kept, kept_days
from cwf.attendance.queries.curves import called
from cwf.attendance.queries.judging import judgements
from cwf.attendance.queries.targets import targets_of
from cwf.attendance.stored_forecasts import unpacked
from cwf.editions.models import Edition


def cards_of(edition: Edition, known: Evidence, *, today: date) -> tuple[list[Card], Kept]:
    """All targets that stand, each followed by its parts, with the days that were kept.

    `today` is by the edition's clock. A fixed number of statements, whatever is kept, and two more
    at most for goals whose day is over. Of a programme that is illustrative nothing can be counted.
    Where there is nothing to count from, a file of counts by date tells the number, if there is
    one.
    """
    ends = edition.ends or edition.starts
    kept = kept_days(edition.id, today=min(today, ends or today))
    names = called({name for stored in kept.forecasts.values() for name in stored["data"]})
    lines = targets_of(edition)
    numbers = {line.uuid: _number(edition, line, known, kept) for line in lines}
    sure = {uuid: now for uuid, (now, is_known) in numbers.items() if is_known}
    how = judgements(edition.id, lines, sure, today=today)
    cards = []
    for line in lines:
        now, is_known = numbers[line.uuid]
        cards.append(
            card(
                line,
                now,
                kept.days.get(line.uuid, []),
                today=today,
                ends=ends,
                forecast=_forecast(edition, line, kept),
                is_known=is_known,
                names=names,
                judgement=how.get(line.uuid),
            )
        )
    return cards, kept


def _number(edition: Edition, line: TargetLine, known: Evidence, kept: Kept) -> tuple[Figure, bool]:
    """The number of now, and whether it is known: of the evidence, else of a file."""
    is_known = _is_known(edition, line, known)
    if not is_known and line.uuid in kept.filed:
        number = kept.filed[line.uuid]
        return Figure(unit=line.unit, counted=number, methods=(Method.REPORT,)), True
    return figure(line.predicate, line.unit, known), is_known


def _forecast(edition: Edition, line: TargetLine, kept: Kept) -> Forecast | None:
    stored = kept.forecasts.get(str(line.uuid))
    due = days_before(edition.starts, line.by) if edition.starts and line.by else None
    return unpacked(stored, last=due) if stored else None


def _is_known(edition: Edition, line: TargetLine, known: Evidence) -> bool:
    if edition.illustrative and line.predicate.of in OF_THE_PROGRAMME:
        return False
    return known_at_all(line.predicate, line.unit, known)
