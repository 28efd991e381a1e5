"""What the attendance report of an edition says, as it stands at an instant."""

from datetime import datetime
from zoneinfo import ZoneInfo

from cwf.attendance.breakdown import on_days
from cwf.attendance.queries.board import regions
from cwf.attendance.queries.campaigns import campaigns_of
from cwf.attendance.queries.cards import cards_of
from cwf.attendance.queries.counts import counted
from cwf.attendance.queries.evidence import evidence
from cwf.attendance.queries.history import earlier, own
from cwf.attendance.report import Advertised, Region, Report, came
from cwf.database import db
from cwf.editions.models import Edition


def edition_by_id(edition_id: int) -> Edition:
    """The edition that a report is of."""
    return db.session.get_one(Edition, edition_id)


def report_of(edition: Edition, *, at: datetime) -> Report:
    """Targets with their results, regions, countries, days, and figures of others."""
    today = at.astimezone(ZoneInfo(edition.zone)).date()
    known = evidence(edition, at=at)
    cards, _kept = cards_of(edition, known, today=today)
    last = edition.ends or edition.starts
    with_region = came(known.cells, "region")
    parties = [
        Region(name=party.name, came=with_region.get(slug, (0, 0)))
        for slug, party in regions(edition.id).items()
    ]
    countries = came(known.cells, "country").items()
    return Report(
        told=own(edition),
        zone=edition.zone,
        over=last is not None and today > last,
        invented=edition.invented,
        cards=tuple(cards),
        regions=tuple(sorted(parties, key=lambda one: (-one.came[0], one.name.get("en", "")))),
        countries=tuple(sorted(countries, key=lambda one: (-one[1][0], one[0]))),
        days=tuple(on_days(known.cells, known.tallies)),
        counts=tuple(counted(edition.id)),
        earlier=tuple(earlier(edition)),
        campaigns=tuple(
            Advertised(name=row.name, starts=row.starts, ends=row.ends)
            for row in campaigns_of(edition.id)
        ),
    )
