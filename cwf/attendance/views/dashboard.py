"""How an edition stands against what it promised: targets, pace, forecast, and where from."""

from dataclasses import dataclass
from datetime import date
from typing import Any
from zoneinfo import ZoneInfo

from flask import Blueprint, render_template, url_for
from flask_login import current_user

from cwf import clock
from cwf.attendance.board import Card
from cwf.attendance.breakdown import by, on_days, per_week
from cwf.attendance.drilling import query
from cwf.attendance.exports import board_words as words
from cwf.attendance.exports.board_charts import Mark, by_time, charts, ran, thinned
from cwf.attendance.figures import Evidence, figure
from cwf.attendance.forms.values import value_in_words
from cwf.attendance.forms.words import METHODS, UNITS
from cwf.attendance.lagging import lags
from cwf.attendance.lines import TargetLine
from cwf.attendance.measures import Unit
from cwf.attendance.paths import planned
from cwf.attendance.predicates import Of, Predicate, Where, narrowed
from cwf.attendance.queries import board as queries
from cwf.attendance.queries.campaigns import campaigns_of
from cwf.attendance.queries.cards import cards_of
from cwf.attendance.queries.choices import Choices, choices_of
from cwf.attendance.queries.evidence import evidence
from cwf.attendance.queries.targets import Edition
from cwf.attendance.weeks import is_over
from cwf.editions.queries import KEEP_REGISTRATIONS, READ_TARGETS, RUN_EDITION, edition_in_reach
from cwf.registration.categories import Channel
from cwf.registration.forms.words import CHANNELS
from cwf.web.access import Verdict, requires
from cwf.web.maps import circles, world
from cwf.web.templating import country, day_range, own_text

bp = Blueprint(
    "attendance_dashboard", __name__, url_prefix="/<lang:lang>/manage/editions/<edition>/attendance"
)
ROWS = 16  # of a table beside a chart


@dataclass(frozen=True, kw_only=True)
class Row:
    """A row of a table with a bar: where it leads to, if anywhere."""

    label: str
    number: int
    url: str = ""
    goal: float | None = None


class _Lists:
    """Addresses of the lists behind numbers, for those who may read them (asked once)."""

    def __init__(self, here: Edition, parties: dict[str, queries.Party]) -> None:
        self._slug = here.slug
        self._codes = {slug: party.code for slug, party in parties.items()}
        verdict = KEEP_REGISTRATIONS.decide(current_user, edition=here.slug)
        self._may = verdict is Verdict.ALLOW

    def behind(self, of: Of, where: Where) -> str:
        """The address of the list that is exactly the number; else nothing."""
        asked: dict[str, Any] | None = query(of, where, self._codes) if self._may else None
        if asked is None:
            return ""
        return url_for("registration_manage.participants", edition=self._slug, **asked)


@bp.get("/")
@requires(READ_TARGETS)
def dashboard(edition: str) -> str:
    """The targets of an edition, and how it stands."""
    here = edition_in_reach(current_user, edition)
    now = clock.now()
    today = now.astimezone(ZoneInfo(here.zone)).date()
    known = evidence(here, at=now)
    cards, kept = cards_of(here, known, today=today)
    marks = _marks(here)
    shown = sorted((one for one in cards if one.line.parent is None), key=_unknown)
    parties = queries.regions(here.id)
    lists, choices = _Lists(here, parties), choices_of(here)
    main = shown[0] if shown else None
    countries = by(known.cells, "country")
    days = on_days(known.cells, known.tallies)
    weeks = per_week(main.days, main.at, main.figure.total) if main else []
    return render_template(
        "attendance/dashboard.html",
        edition=here,
        now=now,
        cards=[_shown(one, here, lists, today=today, marks=marks) for one in shown],
        behind=_behind(shown, cards, lists, choices),
        marks=marks,
        parts={one.line.uuid: _parts(one, cards, lists, choices) for one in shown},
        regions=_regions(known, main, cards, lists, parties),
        countries=_countries(lists, countries),
        circles=circles(dict(countries)),
        land=world()["land"],
        channels=_channels(lists, known),
        weeks=weeks,
        main=main,
        days=days,
        columns=by_time(days, weeks),
        until=kept.until,
        **_how_long(here, today),
        may_run=RUN_EDITION.decide(current_user, edition=edition) is Verdict.ALLOW,
        words=words,
        unit=UNITS,
        methods=METHODS,
        planned=planned,
    )


def _how_long(here: Edition, today: date) -> dict[str, Any]:
    """How many days to go, and whether the forum is over."""
    to_go = (here.starts - today).days if here.starts else None
    return {"to_go": to_go, "over": is_over(today, here.ends or here.starts)}


def _unknown(one: Card) -> bool:
    """What nothing is known or expected of yet stands last."""
    return not one.is_known and one.expected is None


def _marks(here: Edition) -> list[Mark]:
    """What stands on the axes of the charts: campaigns with their days."""
    return [
        (row.starts, row.ends, f"{own_text(row.name)}, {day_range(row.starts, row.ends)}")
        for row in campaigns_of(here.id)
    ]


def _behind(
    shown: list[Card], cards: list[Card], lists: _Lists, choices: Choices
) -> list[dict[str, Any]]:
    """Of each target with parts that are due something, those that are behind."""
    told = ((whole, lags(whole, cards)) for whole in shown)
    return [
        {
            "name": own_text(whole.line.name),
            "lags": [
                (
                    _part_name(one.part.line, choices),
                    one,
                    lists.behind(one.part.line.predicate.of, one.part.line.predicate.where),
                )
                for one in found
            ],
        }
        for whole, found in told
        if found is not None
    ]


def _shown(
    one: Card, here: Edition, lists: _Lists, *, today: date, marks: list[Mark]
) -> dict[str, Any]:
    wide, narrow = charts(one, today=today, starts=here.starts, marks=marks)
    rows = thinned([*one.days, (one.at, one.figure.total)], ROWS)
    return {
        "card": one,
        "wide": wide,
        "narrow": narrow,
        "rows": list(zip(rows, ran(rows, marks), strict=True)),
        "url": lists.behind(one.line.predicate.of, one.line.predicate.where),
    }


def _parts(whole: Card, cards: list[Card], lists: _Lists, choices: Choices) -> list[dict[str, Any]]:
    return [
        {
            "card": one,
            "name": _part_name(one.line, choices),
            "url": lists.behind(one.line.predicate.of, one.line.predicate.where),
        }
        for one in cards
        if one.line.parent == whole.line.uuid
    ]


def _part_name(line: TargetLine, choices: Choices) -> str:
    return own_text(line.name) or value_in_words(line.axis, line.value, choices)


def _regions(
    known: Evidence, main: Card | None, cards: list[Card], lists: _Lists,
    parties: dict[str, queries.Party],
) -> list[Row]:  # fmt: skip
    """Every region with a delegation, those without anybody, too, by the definition of a target.

    So a goal stands only beside a number that counts the same.
    """
    counted = _registered(main)
    parts = {one.line.value: one.line.low for one in cards if main and _is_region_of(one, main)}
    goals = parts if main and counted == main.line.predicate else {}
    rows = [
        Row(
            label=own_text(party.name),
            number=figure(own, Unit.PARTICIPANT, known).total,
            goal=goals.get(slug),
            url=lists.behind(own.of, own.where),
        )
        for slug, party in parties.items()
        for own in (narrowed(counted, "region", slug),)
    ]
    return sorted(rows, key=lambda row: (-row.number, row.label))


def _registered(main: Card | None) -> Predicate:
    """What the table of regions counts: the main target's, where it is of who is registered."""
    if main and main.line.predicate.of is Of.REGISTERED:
        return main.line.predicate
    return Predicate(of=Of.REGISTERED)


def _is_region_of(one: Card, main: Card) -> bool:
    return one.line.parent == main.line.uuid and one.line.axis == "region"


def _countries(lists: _Lists, found: list[tuple[str, int]]) -> list[Row]:
    return [
        Row(
            label=str(country(code)),
            number=number,
            url=lists.behind(Of.REGISTERED, Where(countries=frozenset({code}))),
        )
        for code, number in found
    ]


def _channels(lists: _Lists, known: Evidence) -> list[Row]:
    return [
        Row(
            label=str(CHANNELS[Channel(code)]),
            number=number,
            url=lists.behind(Of.REGISTERED, Where(channels=frozenset({code}))),
        )
        for code, number in by(known.cells, "channel")
    ]
