"""All delegations as a sheet: what stands on the host's page, for other systems."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from flask_babel import gettext as _

from cwf.delegations.overview import Line
from cwf.delegations.roles import Rank
from cwf.programme.exports.sheets.plain import PlainSheet
from cwf.programme.sheets.table import Cell
from cwf.web.templating import country, own_text

WIDTHS = (26, 14, 20, 12, 18, 28, 10, 10, 10, 18, 44, 26, 30, 34, 18, 18)

Row = tuple[Cell, ...]


@dataclass(frozen=True, kw_only=True)
class Words:
    """What codes are called in the reader's language; `left` has what is left, in words."""

    stages: Mapping[str, str]
    standings: Mapping[str, str]
    left: Mapping[str, str]


def sheet(lines: Sequence[Line], words: Words, *, zone: str) -> PlainSheet:
    """The heads, then a row for each; times are those of `zone`, as sheets know no zones."""
    return PlainSheet(name=_("Delegations"), rows=_rows(lines, words, zone), widths=WIDTHS)


def _rows(lines: Sequence[Line], words: Words, zone: str) -> list[Row]:
    wall = ZoneInfo(zone)
    heads: Row = (
        _("Region"), _("Country"), _("Comes as"), _("Stage"), _("Since"), _("Led by"),
        _("Granted"), _("Named"), _("Free"), _("Names until"), _("Missing"), _("Head"),
        _("Address"), _("Deputies"), _("Last message"), _("Last reminder"),
    )  # fmt: skip
    return [heads, *(_row(line, words, wall) for line in lines)]


def _row(line: Line, words: Words, wall: ZoneInfo) -> Row:
    first = [head for head in line.heads if head.rank is Rank.HEAD]
    deputies = [head for head in line.heads if head.rank is Rank.DEPUTY]
    free = None if line.granted is None else max(line.granted - line.named, 0)
    return (
        own_text(dict(line.region)),
        country(line.country),
        words.standings[line.standing],
        words.stages[line.stage],
        _on(line.since, wall),
        line.lead,
        line.granted,
        line.named,
        free,
        _on(line.deadline, wall),
        words.left[line.uuid.hex],
        "; ".join(head.name for head in first),
        "; ".join(head.email for head in first),
        "; ".join(f"{head.name} <{head.email}>" for head in deputies),
        _on(line.message, wall),
        _on(line.reminded, wall),
    )


def _on(at: datetime | None, wall: ZoneInfo) -> datetime | None:
    return at.astimezone(wall).replace(tzinfo=None) if at else None
