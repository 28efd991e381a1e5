"""The numbers without names of the attendance report, each with what it rests on."""

from flask_babel import gettext as _

from cwf.attendance.exports.numbers import number
from cwf.attendance.figures import Tally
from cwf.attendance.report import Counted, Report, Words
from cwf.attendance.report_table import Cells, Table
from cwf.web.templating import clock_time, short_day


def counts(report: Report, words: Words) -> Table:
    """All that count, of every unit; an estimate with its bounds."""
    rows: list[Cells] = [
        (
            _amount(one.tally, words),
            _when(one, report.zone),
            _where(one.tally, words),
            str(words.methods[one.tally.method]),
            str(words.grounds.get(one.confidence, "–")),
            one.evidence or "–",
        )
        for one in report.counts
    ]
    heads = (_("How many"), _("When"), _("Where"), _("How it came about"), _("How sure it is"),
             _("What it rests on"))  # fmt: skip
    title = _("Counts without names")
    return Table(title=title, heads=heads, rows=rows, widths=(24, 22, 28, 28, 28, 44))


def _amount(tally: Tally, words: Words) -> str:
    said = words.amount(tally.number, tally.unit, None)
    if tally.is_counted or tally.low is None or tally.high is None:
        return said
    return _("about %(told)s (%(low)s–%(high)s)", told=said, low=number(tally.low),
             high=number(tally.high))  # fmt: skip


def _when(one: Counted, zone: str) -> str:
    if one.tally.day is None:
        return _("the forum as a whole")
    day = short_day(one.tally.day)
    if one.starts is None or one.ends is None:
        return day
    return f"{day}, {clock_time(one.starts, zone)}–{clock_time(one.ends, zone)}"


def _where(tally: Tally, words: Words) -> str:
    said = [tally.place or _("everywhere")]
    if tally.region:
        said.append(words.value("regions", tally.region))
    if tally.channel:
        said.append(words.value("channels", tally.channel))
    return ", ".join(said)
