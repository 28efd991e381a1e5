"""What `flask demo load` does, part by part; each part is skipped where its edition is filled."""

from collections.abc import Iterator
from datetime import datetime

from sqlalchemy import select

from cwf import audit
from cwf.database import db
from cwf.demo import participants, sign_ups, story
from cwf.demo.network import add_editions, add_regions
from cwf.demo.programmes import Draft
from cwf.demo.publishing import publish
from cwf.demo.reading import read
from cwf.editions.models import Edition
from cwf.programme.models import Session

PROGRAMMES = ("oklahoma-2015.yaml", "aarhus-2017.yaml")
LOADER = audit.Actor(account_id=None, name="Districts of Creativity")


def load(*, now: datetime) -> Iterator[str]:
    """Load what is not there yet; yields a line for each part done, to be committed then."""
    yield f"{add_regions()} regions"
    yield f"{add_editions(now=now)} editions"
    for file in PROGRAMMES:
        told = read(file)
        edition = edition_of(told["edition"])
        if not filled(edition):
            Draft(edition, told).fill()
            publish(edition, at=now, note=told["release"]["note"], actor=LOADER)
            yield f"the programme of {edition.slug}"
    if db.session.scalar(select(Edition.id).where(Edition.slug == story.SLUG)) is None:
        yield story.tell(now=now, actor=LOADER)
    if not participants.registered(coming := edition_of(story.SLUG)):
        yield participants.register(coming, now=now)
    if not sign_ups.limited(coming):
        yield sign_ups.sign_up(coming, now=now, actor=LOADER)


def edition_of(slug: str) -> Edition:
    """An edition by its slug."""
    return db.session.scalars(select(Edition).where(Edition.slug == slug)).one()


def filled(edition: Edition) -> bool:
    """Whether anything of a programme is there."""
    return bool(
        db.session.scalar(select(Session.id).where(Session.edition_id == edition.id).limit(1))
    )
