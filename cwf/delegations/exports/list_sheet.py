"""A list on paper: A4, heads on every page, no heading of a day alone at a foot."""

from datetime import UTC, datetime

from flask import render_template
from flask_babel import gettext as _

from cwf.delegations.exports.told import Told, shown
from cwf.i18n import speaking
from cwf.programme.exports.book.look import quoted
from cwf.programme.scripts import runs
from cwf.web.documents import Document
from cwf.web.templating import instant, zone_place

GAP = 3.0  # millimetres behind each column


def list_sheet(told: Told, *, language: str, forum: str, zone: str, at: datetime) -> Document:
    """The list as a document; call it within an application context. `at`: when it was so.

    Hours are those that guests said, on the clock of the forum's `zone`.
    """
    with speaking(language):
        return Document(
            html=render_template(
                "print/list.html", told=told, forum=forum, shown=shown, runs=runs,
                place=zone_place(zone),
            ),
            title=f"{told.title}, {forum}",
            language=language,
            created=at.astimezone(UTC).isoformat(timespec="seconds"),
            stylesheets=("print/list.css",),
            style=_style(told, zone, at),
        )  # fmt: skip


def _style(told: Told, zone: str, at: datetime) -> str:
    """How wide the columns are, and what stands at the foot: when it was so, for whom."""
    whole = sum(told.widths)
    widths = [
        f".told thead th:nth-child({number}) {{ width: {174 * width / whole - GAP:.1f}mm }}"
        for number, width in enumerate(told.widths, start=1)
    ]
    said = _("As it stood on %(at)s.", at=instant(at, zone))
    count = _("%(page)s of %(pages)s", page="\x00", pages="\x00").split("\x00")
    parts = [quoted(part) for part in count]
    foot = (
        f"@page {{ @bottom-left {{ content: {quoted(f'{told.title}. {said} {told.whom}')} }}"
        f" @bottom-right {{ content: {parts[0]} counter(page) {parts[1]} counter(pages)"
        f" {parts[2]} }} }}"
    )
    return "\n".join([*widths, foot])
