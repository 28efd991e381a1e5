"""A delegation's own share of the targets, as its heads read it on their page; nobody else's."""

from dataclasses import dataclass

from cwf import clock
from cwf.attendance.days import day_of
from cwf.attendance.exports.judged_words import by_its_day
from cwf.attendance.forms.words import amount, percent
from cwf.attendance.grounds import figures_known
from cwf.attendance.lines import TargetLine
from cwf.attendance.measures import share
from cwf.attendance.queries.delegation_share import share_of
from cwf.attendance.queries.evidence import evidence
from cwf.attendance.queries.judging import judgements
from cwf.delegations.parts import DelegationPart
from cwf.delegations.queries.access import Delegation, edition_of


@dataclass(frozen=True, kw_only=True)
class Row:
    """What is hoped for of this region: of which target, and how many there are now, in words.

    `judged` says how it came off, once its day is over.
    """

    whole: TargetLine
    goal: str
    now: str
    part: str
    line: TargetLine
    judged: str


def part(row: Delegation) -> DelegationPart | None:
    """The section (the registry `cwf_delegation_parts`); None where no target names the region."""
    here = edition_of(row)
    pairs = share_of(here, row)
    if not pairs:
        return None
    lines, at = [line for _whole, line in pairs], clock.now()
    sure = figures_known(lines, evidence(here, at=at))
    how = judgements(here.id, lines, sure, today=day_of(at, here.zone))
    rows = []
    for whole, line in pairs:
        now, came_off = sure.get(line.uuid), how.get(line.uuid)
        part = share(now.total, line.low, now.unit, line.unit) if now else None
        rows.append(
            Row(
                whole=whole,
                goal=amount(line.low, line.unit, line.high),
                now=amount(now.total, line.unit) if now else "",
                part=percent(part) if part is not None else "",
                line=line,
                judged=by_its_day(came_off, line.unit) if came_off else "",
            )
        )
    data = {"rows": rows, "invented": here.invented}
    return DelegationPart(template="attendance/_delegation_share.html", data=data)
