"""Figures of editions side by side, in words and as bars: for the page and for the report."""

from collections.abc import Iterable

from flask_babel import format_decimal
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from cwf.attendance.comparison import COUNTED, SO_FAR, Entry
from cwf.attendance.forms.history import said_in_words
from cwf.attendance.forms.words import amount
from cwf.attendance.history import Edition, Said
from cwf.web.bars import Bar
from cwf.web.templating import own_text

KINDS = {
    "promise": _l("promised"),
    "result": _l("reported"),
    "claim": _l("claimed, disputed"),
    COUNTED: _l("counted here"),
    SO_FAR: _l("counted so far"),
}
STYLES = {"promise": "promised", "claim": "claimed"}


def place(edition: Edition) -> str:
    """An edition by its city and year: "Aarhus 2017"."""
    return f"{own_text(edition.city)} {edition.year}".strip()


def whole(said: Said) -> str:
    """A figure with its unit: "more than 2,600 participants"."""
    if said.unit or said.measure is None:
        return said_in_words(said)
    return _qualified(amount(said.low, said.measure, said.high), said)


def bare(said: Said) -> str:
    """A figure without its unit, where a heading says that: "more than 2,600"."""
    told = format_decimal(said.low, format="#,##0.##")
    if said.high is not None:
        told = f"{told}–{format_decimal(said.high, format='#,##0.##')}"
    return _qualified(told, said)


def bars(entries: Iterable[Entry]) -> list[Bar]:
    """Figures of one unit as bars: whose they are, and what they are."""
    return [
        Bar(
            kind=STYLES.get(one.said.kind, "reported"),
            label=place(one.edition),
            small=f"{own_text(one.said.label)}, {KINDS[one.said.kind]}",
            low=one.said.low,
            high=one.said.high,
            said=bare(one.said),
        )
        for one in entries
    ]


def summary(entries: Iterable[Entry]) -> str:
    """What a chart says, for those who hear it."""
    return "; ".join(
        f"{place(one.edition)}: {own_text(one.said.label)}, {KINDS[one.said.kind]}, "
        f"{bare(one.said)}"
        for one in entries
    )


def _qualified(told: str, said: Said) -> str:
    match said.qualifier:
        case "about":
            return _("about %(told)s", told=told)
        case "more_than":
            return _("more than %(told)s", told=told)
    return told
