"""The attendance report in words: its sentence, its chart, and its tables for all formats."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from flask_babel import gettext as _

from cwf.attendance.board import Card
from cwf.attendance.exports.board_charts import Mark
from cwf.attendance.exports.board_words import sources, verdict
from cwf.attendance.exports.report_counts import counts
from cwf.attendance.exports.report_sources import disputed, figures
from cwf.attendance.exports.report_targets import aim, goals, parts, targets, texts
from cwf.attendance.history import Edition, outcomes
from cwf.attendance.report import VISITORS, Report, Words
from cwf.attendance.report_table import Cells, Table
from cwf.web.bars import Bar
from cwf.web.templating import country, day_range, own_text


@dataclass(frozen=True, kw_only=True)
class Told:
    """The report in the reader's language: `keys` are numbers with what they are of.

    `grown` are the targets of which days were kept, and how each is counted; `marks` the campaigns
    that stand on their charts.
    """

    title: str
    forum: str
    heading: str
    lead: str
    bars: tuple[Bar, ...]
    keys: tuple[tuple[str, str], ...]
    goals: Table
    tables: tuple[Table, ...]
    sheets: tuple[Table, ...]
    grown: tuple[tuple[Card, str], ...]
    marks: tuple[Mark, ...]


def tell(report: Report, words: Words) -> Told:
    """The report in words. `tables` stand on paper and on the page, `sheets` in a workbook."""
    common = (
        _campaigns(report), _regions(report), _countries(report), _days(report),
        counts(report, words), _told(report, words),
    )  # fmt: skip
    forum = _("Creativity World Forum %(year)s", year=report.told.year)
    editions, whole = _editions(report, words), texts(report.wholes, words)
    years = replace(editions, rows=[(str(year), *rest) for year, *rest in editions.rows])
    divided = [parts(one, of, words) for one, of in report.parts]
    apart = disputed(report, words)
    return Told(
        title=_("Attendance report"),
        forum=", ".join(filter(None, (forum, own_text(report.told.city)))),
        heading=_heading(report, words),
        lead=_lead(report),
        bars=_bars(report, words),
        keys=tuple((words.bare(one), own_text(one.label)) for one in report.others[:5]),
        goals=goals(report, words),
        tables=tuple(one for one in (*divided, *common, apart, years, whole) if one.rows),
        sheets=(
            targets(report, words),
            texts(report.cards, words),
            *common,
            apart,
            editions,
            figures(report, words),
        ),
        grown=tuple((one, sources(one, words.methods)) for one in charted(report)),
        marks=tuple(
            (one.starts, one.ends, f"{own_text(one.name)}, {day_range(one.starts, one.ends)}")
            for one in report.campaigns
        ),
    )


def _heading(report: Report, words: Words) -> str:
    main = next(iter(report.wholes), None)
    if main is None:
        return _("No target was set.")
    if report.over and not main.is_known:
        goal = aim(main, words)
        whose = own_text(main.line.name)
        return _("%(name)s: %(goal)s promised. No such count is known.", name=whose, goal=goal)
    return f"{own_text(main.line.name)}: {verdict(main)}"


def _lead(report: Report) -> str:
    said = [_("Every figure says what one of it is. Different units share a scale here, and no "
              "percentage is made of one by another.")]  # fmt: skip
    if not report.over:
        said.insert(0, _("The forum is not over: these are the figures so far."))
    if report.invented:
        said.append(_("The edition and its figures are invented."))
    return " ".join(said)


def _bars(report: Report, words: Words) -> tuple[Bar, ...]:
    return tuple(
        Bar(
            kind=words.styles.get(one.kind, "reported"),
            label=own_text(one.label),
            small=f"{words.unit(one.measure)}, {words.kinds[one.kind]}",
            low=one.low,
            high=one.high,
            said=words.bare(one),
        )
        for one in report.visitors
        if one.measure
    )


def _campaigns(report: Report) -> Table:
    """With the numbers that they have on the charts."""
    rows = [
        (own_text(one.name), one.starts, one.ends, number)
        for number, one in enumerate(report.campaigns, start=1)
    ]
    heads = (_("Campaign"), _("First day"), _("Last day"), _("Number on the charts"))
    return Table(title=_("Campaigns"), heads=heads, rows=rows, widths=(60, 16, 16, 16))


def _regions(report: Report) -> Table:
    rows = [(own_text(one.name), *one.came) for one in report.regions]
    heads = (_("Region"), _("Registered"), _("Checked in"))
    return Table(title=_("By region"), heads=heads, rows=rows, widths=(40, 14, 14))


def _countries(report: Report) -> Table:
    rows = [(country(code), *came) for code, came in report.countries]
    heads = (_("Country"), _("Registered"), _("Checked in"))
    title = _("By country of residence")
    return Table(title=title, heads=heads, rows=rows, widths=(40, 14, 14))


def _days(report: Report) -> Table:
    rows = [(one.day, one.checked_in, one.counted, one.estimated) for one in report.days]
    heads = (_("Day"), _("Checked in"), _("Counted without names"), _("Estimated"))
    title = _("Day by day")
    return Table(title=title, heads=heads, rows=rows, widths=(24, 14, 22, 14))


def _told(report: Report, words: Words) -> Table:
    """What others said of this edition, with sources."""
    parts = {id(one.said): words.part(one) for one in outcomes(report.told.said)}
    rows: list[Cells] = [
        (
            own_text(one.label),
            str(words.kinds[one.kind]),
            words.said(one),
            parts.get(id(one), "–"),
            str(words.confidence[one.confidence or ""]),
            "; ".join(title for title, _url in one.sources) or _("None given"),
        )
        for one in report.told.said
    ]
    heads = (_("What it is"), _("Kind"), _("Figure"), _("Of what was promised"),
             _("How sure it is"), _("Sources"))  # fmt: skip
    title = _("Promised and reported, by whom")
    return Table(title=title, heads=heads, rows=rows, widths=(32, 16, 28, 34, 20, 44))


def _editions(report: Report, words: Words) -> Table:
    """Earlier editions: who was expected, and who is said to have come."""
    rows = [row for one in report.earlier if (row := _edition(one, words))]
    heads = (_("Year"), _("Place"), _("Expected"), _("Reported"), _("Reading"))
    title = _("Expected and reported, edition by edition")
    return Table(title=title, heads=heads, rows=rows, widths=(14, 28, 34, 38, 44))


def _edition(one: Edition, words: Words) -> Cells | None:
    people = [said for said in one.said if said.measure in VISITORS]
    if not people:
        return None
    promised = [words.said(said) for said in people if said.kind == "promise"]
    told = [found for found in outcomes(one.said) if found.said.measure in VISITORS]
    reading = dict.fromkeys(words.part(found) for found in told)
    return (
        one.year,
        own_text(one.city) or "–",
        "; ".join(promised) or _("Nothing that is known"),
        "; ".join(words.said(found.said) for found in told) or _("Nothing that is known"),
        " ".join(reading) or "–",
    )


def charted(report: Report) -> Sequence[Card]:
    """The targets of which days were kept: a chart shows how they grew."""
    return [one for one in report.wholes if len(one.days) > 1 and one.is_known]
