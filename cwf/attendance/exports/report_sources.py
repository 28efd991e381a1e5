"""Where figures of a report are from, each with its source; and those that cannot all be true."""

from flask_babel import gettext as _

from cwf.attendance.history import Edition, Said
from cwf.attendance.report import Report, Words
from cwf.attendance.report_table import Cells, Table
from cwf.web.templating import own_text


def disputed(report: Report, words: Words) -> Table:
    """Figures of which sources disagree, side by side."""
    rows = [
        (
            _called(edition),
            "; ".join(f"{own_text(one.label)}: {words.said(one)}" for one in group),
            "; ".join(dict.fromkeys(title for one in group for title, _url in one.sources)),
        )
        for edition, group in report.disputed
    ]
    heads = (_("Edition"), _("What they say"), _("Sources"))
    return Table(title=_("Where sources disagree"), heads=heads, rows=rows, widths=(24, 70, 60))


def figures(report: Report, words: Words) -> Table:
    """Every figure that others told of any edition, with each of its sources on a line."""
    rows = [
        row
        for edition in (report.told, *report.earlier)
        for said in edition.said
        for row in _lines(edition, said, words)
    ]
    heads = (
        _("Year"), _("Place"), _("What it is"), _("Kind"), _("Figure"), _("From"), _("To"),
        _("How sure it is"), _("Source"), _("Address"),
    )  # fmt: skip
    widths = (8, 28, 32, 18, 30, 12, 12, 20, 50, 60)
    return Table(title=_("Sources"), heads=heads, rows=rows, widths=widths)


def _lines(edition: Edition, said: Said, words: Words) -> list[Cells]:
    return [
        (
            edition.year,
            own_text(edition.city) or None,
            own_text(said.label),
            str(words.kinds[said.kind]),
            words.said(said),
            said.low,
            said.high,
            str(words.confidence[said.confidence or ""]),
            title,
            url,
        )
        for title, url in said.sources or ((_("None given"), None),)
    ]


def _called(edition: Edition) -> str:
    return f"{own_text(edition.city)} {edition.year}".strip()
