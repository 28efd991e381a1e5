"""What the conditions of a target can name: the edition's regions, and its days."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import select

from cwf.attendance.figures import region_code
from cwf.database import db
from cwf.delegations.models import Delegation
from cwf.editions.models import Edition
from cwf.regions.models import Region

MOST_DAYS = 60


@dataclass(frozen=True, kw_only=True, slots=True)
class Choices:
    """Regions by their codes (as figures.Cell writes them), and the days of the forum."""

    regions: Mapping[str, dict[str, str]]
    days: tuple[date, ...]


def choices_of(edition: Edition) -> Choices:
    """The regions of the network and those that come as guests of this edition, and its days."""
    ours = {row.slug: row.name for row in db.session.scalars(select(Region))}
    guests = db.session.scalars(
        select(Delegation)
        .where(Delegation.edition_id == edition.id, Delegation.region_id.is_(None))
        .order_by(Delegation.id)
    )
    days: tuple[date, ...] = ()
    if first := edition.starts:
        long = min(((edition.ends or first) - first).days + 1, MOST_DAYS)
        days = tuple(first + timedelta(days=number) for number in range(long))
    return Choices(
        regions=ours | {region_code(None, row.id): row.name for row in guests}, days=days
    )
