"""What the network's pages are made of, and the one statement that says whether it changed."""

from dataclasses import dataclass, fields
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import FromClause, Integer, cast, func, select, true

from cwf.database import db
from cwf.editions.lifecycle import Certainty, Lifecycle
from cwf.editions.models import Edition
from cwf.editions.profile import Source
from cwf.editions.queries import IS_PUBLIC
from cwf.network.editions_list import EditionLine, Network, RegionEntry
from cwf.programme.models import Publication
from cwf.regions.models import Region

LONG_AGO = datetime(2004, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, kw_only=True, slots=True)
class Current:
    """How many rows there are, the sum of their versions, and when one last changed.

    Equal ones mean an unchanged network.
    """

    counts: tuple[int, ...]
    changed: datetime


def current() -> Current:
    """The present state of editions, regions and publications, in one statement."""
    marks = [_mark(model) for model in (Edition, Region, Publication)]
    first, *others = marks
    joined: Any = first
    for other in others:
        joined = joined.join(other, true())
    columns = [column for mark in marks for column in mark.c]
    row = db.session.execute(select(*columns).select_from(joined)).one()
    counts = tuple(value for value in row if isinstance(value, int))
    moments = [value for value in row if isinstance(value, datetime)]
    return Current(counts=counts, changed=max(moments, default=LONG_AGO))


def _mark(model: Any) -> FromClause:
    versions = cast(func.coalesce(func.sum(model.version), 0), Integer)
    return (
        select(
            func.count().label("rows"),
            versions.label("versions"),
            func.max(model.changed).label("at"),
        )
        .select_from(model)
        .subquery()
    )


def network() -> Network:
    """All that is public of the network (two statements)."""
    rows = db.session.execute(
        select(Edition, Publication.release_id)
        .outerjoin(Publication, Publication.edition_id == Edition.id)
        .where(IS_PUBLIC)
        .order_by(Edition.year.desc(), Edition.starts.desc(), Edition.slug)
    )
    editions = tuple(_edition(edition, release is not None) for edition, release in rows)
    regions = db.session.scalars(select(Region).order_by(Region.slug))
    return Network(editions=editions, regions=tuple(map(_region, regions)))


def _edition(row: Edition, released: bool) -> EditionLine:
    same = {
        field.name: getattr(row, field.name)
        for field in fields(EditionLine)
        if field.name not in ("host", "released", "lifecycle", "certainty")
    }
    return EditionLine(
        **same,
        lifecycle=Lifecycle(row.lifecycle),
        certainty=Certainty(row.certainty),
        host=row.host_region.slug if row.host_region else None,
        released=released,
    )


def _region(row: Region) -> RegionEntry:
    return RegionEntry(
        slug=row.slug,
        name=row.name,
        country=row.country,
        four_motors=row.four_motors,
        note=row.note,
        sources=tuple(Source(title=one["title"], url=one.get("url")) for one in row.sources),
    )
