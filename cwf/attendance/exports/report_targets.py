"""The targets of a report as tables: in short for paper, in full for a workbook, and in words."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from flask_babel import gettext as _

from cwf.attendance.board import Card
from cwf.attendance.exports.judged_words import by_its_day
from cwf.attendance.exports.numbers import number, percent
from cwf.attendance.history import Said
from cwf.attendance.measures import Unit
from cwf.attendance.report import Report, Words
from cwf.attendance.report_table import Cells, Table
from cwf.web.templating import own_text


def name(card: Card, words: Words) -> str:
    """What a target is called; a part without a name by what it is of."""
    line = card.line
    if told := own_text(line.name):
        return told
    return words.value(line.axis, line.value) if line.axis else words.unit(line.unit)


def aim(card: Card, words: Words) -> str:
    """A goal without its unit, which the name or a head says; per cent keep their sign."""
    line = card.line
    if line.unit is Unit.SHARE:
        return words.amount(line.low, line.unit, line.high)
    return words.bare(Said(kind="promise", label={}, unit={}, low=line.low, high=line.high))


def goals(report: Report, words: Words) -> Table:
    """In short: the goal, the result, and its part of the goal, of equal units alone; and how it
    came off by its day, where one is over."""
    rows: list[Cells] = [
        (
            name(one, words),
            words.amount(one.line.low, one.line.unit, one.line.high),
            _result(one, words),
            _counted_by(one, words) or "–",
            _reached(one),
        )
        for one in report.wholes
    ]
    heads = (_("Target"), _("Goal"), _("Result"), _("Counted by"), _("Of the goal"))
    told = Table(
        title=_("Targets and results"), heads=heads, rows=rows, widths=(40, 30, 34, 38, 16),
        written=(4,),
    )  # fmt: skip
    return _with_judgements(told, report.wholes)


def parts(whole: Card, of: Sequence[Card], words: Words) -> Table:
    """The parts of a target on one axis, in short; the title says what one of them is."""
    axis = of[0].line.axis
    rows: list[Cells] = [
        (
            name(one, words),
            aim(one, words),
            _short(one),
            _reached(one),
        )
        for one in of
    ]
    title = f"{name(whole, words)}, {words.by_axis[axis]}"
    heads = (str(words.axes[axis]), _("Goal"), _("Result"), _("Of the goal"))
    told = Table(title=title, heads=heads, rows=rows, widths=(36, 14, 18, 16), written=(1, 2, 3))
    return _with_judgements(told, of)


def _with_judgements(table: Table, cards: Sequence[Card]) -> Table:
    """With a column that says how each came off by its day, if the day of any is over."""
    if not any(one.judgement for one in cards):
        return table
    return replace(
        table,
        heads=(*table.heads, _("By its day")),
        rows=[(*row, _by_its_day(one)) for row, one in zip(table.rows, cards, strict=True)],
        widths=(*table.widths, 40),
    )


def _by_its_day(card: Card) -> str:
    return by_its_day(card.judgement, card.line.unit) if card.judgement else "–"


def _reached(card: Card) -> str:
    return percent(card.reached) if card.is_known and card.reached is not None else "–"


def _short(card: Card) -> str:
    if not card.is_known:
        return _("Not known")
    told = number(card.figure.total)
    return _("about %(told)s", told=told) if card.figure.estimated else told


def _counted_by(card: Card, words: Words) -> str:
    methods = card.figure.methods if card.is_known else ()
    return ", ".join(str(words.methods[method]) for method in methods)


def _result(card: Card, words: Words) -> str:
    now = card.figure
    if not card.is_known:
        return _("Not known")
    told = words.amount(now.total, now.unit, None)
    if not now.estimated:
        return told
    return _(
        "about %(told)s, of which %(estimated)s estimated (%(low)s–%(high)s)",
        told=told,
        estimated=number(now.estimated),
        low=number(now.low),
        high=number(now.high),
    )


def targets(report: Report, words: Words) -> Table:
    """In full, a number in a cell of its own, counted and estimated apart."""
    rows = [_in_full(one, report, words) for one in report.cards]
    heads = (
        _("Target"), _("Part of"), _("Unit"), _("Goal"), _("Goal, upper end"), _("At least"),
        _("Stretch"), _("By when"), _("Counted by then"), _("Estimated by then"),
        _("By its day"), _("Reached late on"), _("Counted"), _("Estimated"),
        _("Estimate from"), _("Estimate to"), _("Of the goal, per cent"), _("Counted by"),
        _("Who answers for it"),
    )  # fmt: skip
    widths = (34, 24, 16, 10, 10, 10, 10, 12, 12, 12, 40, 12, 10, 10, 10, 10, 12, 34, 24)
    return Table(title=_("Targets and results"), heads=heads, rows=rows, widths=widths)


def _in_full(card: Card, report: Report, words: Words) -> Cells:
    line, now, known = card.line, card.figure, card.is_known
    of = next((one for one in report.cards if one.line.uuid == line.parent), None)
    guessed = known and now.estimated
    found = card.judgement
    then = found.figure if found and found.is_of_the_day else None
    return (
        name(card, words),
        name(of, words) if of else None,
        words.unit(line.unit),
        line.low,
        line.high,
        line.least,
        line.stretch,
        line.by,
        then.counted if then else None,
        then.estimated or None if then else None,
        by_its_day(found, line.unit) if found else None,
        found.since if found else None,
        now.counted if known else _("Not known"),
        now.estimated if guessed else None,
        now.low if guessed else None,
        now.high if guessed else None,
        round(card.reached * 100, 1) if known and card.reached is not None else None,
        _counted_by(card, words),
        line.owner,
    )


def texts(cards: Iterable[Card], words: Words) -> Table:
    """What each target counts, in words and as the conditions it is counted by."""
    rows = [
        (
            name(one, words),
            words.unit(one.line.unit),
            own_text(one.line.definition),
            "; ".join(": ".join(pair) for pair in words.definition(one.line.predicate)),
            "; ".join(title for title, _url in one.line.sources) or _("None given"),
        )
        for one in cards
    ]  # fmt: skip
    heads = (
        _("Target"), _("Unit"), _("Definition"), _("How it is counted"), _("Sources of the goal"),
    )  # fmt: skip
    return Table(title=_("Definitions"), heads=heads, rows=rows, widths=(28, 20, 48, 44, 42))
