"""What earlier editions promised, and what is told of them."""

from sqlalchemy import select
from sqlalchemy.orm import selectinload

from cwf.attendance import history
from cwf.attendance.measures import Unit
from cwf.database import db
from cwf.editions.models import Edition, Fact
from cwf.editions.queries import IS_PUBLIC

KINDS = ("promise", "result", "claim")


def earlier(edition: Edition) -> list[history.Edition]:
    """The public editions before this one of which figures are known, the latest first."""
    rows = db.session.scalars(
        select(Edition)
        .where(IS_PUBLIC, Edition.year <= edition.year, Edition.id != edition.id)
        .options(selectinload(Edition.facts))
        .order_by(Edition.year.desc(), Edition.starts.desc(), Edition.id.desc())
    )
    return [one for one in map(own, rows) if one.said]


def own(edition: Edition) -> history.Edition:
    """What is told of one edition, if anything is."""
    return history.Edition(
        slug=edition.slug,
        city=edition.city,
        year=edition.year,
        said=tuple(_said(fact) for fact in edition.facts if _counts(fact)),
    )


def _counts(fact: Fact) -> bool:
    return fact.kind in KINDS and fact.value is not None


def _said(fact: Fact) -> history.Said:
    known = fact.measure in set(Unit)
    return history.Said(
        kind=fact.kind,
        label=fact.label,
        low=fact.value or 0.0,
        high=fact.value_high,
        qualifier=fact.qualifier,
        unit=fact.unit,
        measure=Unit(fact.measure) if known and fact.measure else None,
        confidence=fact.confidence,
        sources=tuple((one["title"], one.get("url")) for one in fact.sources),
    )
