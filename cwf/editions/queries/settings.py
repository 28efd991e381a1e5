"""What the pages of an edition's settings need besides the edition."""

from collections.abc import Sequence

from sqlalchemy import select
from werkzeug.exceptions import NotFound

from cwf.database import db
from cwf.editions.models import Edition, Fact
from cwf.people.models import Picture
from cwf.regions.models import Region


def regions() -> Sequence[Region]:
    """All regions, for choosing the host."""
    return db.session.scalars(select(Region).order_by(Region.slug)).all()


def fact_of(edition: Edition, fact: int) -> Fact:
    """A figure of this edition by its id; raises NotFound."""
    found = db.session.scalar(select(Fact).where(Fact.edition_id == edition.id, Fact.id == fact))
    if found is None:
        raise NotFound
    return found


def alternative(picture: str | None) -> dict[str, str]:
    """What a picture shows, in words."""
    row = db.session.get(Picture, picture) if picture else None
    return row.alternative if row else {}
