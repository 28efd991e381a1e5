"""What `flask demo load` does, part by part; each part is skipped where its edition is filled."""

from collections.abc import Iterator
from datetime import datetime

from sqlalchemy import select

from cwf import audit
from cwf.database import db
from cwf.demo import (
    attendance,
    attendance_counts,
    campaigns,
    costs,
    delegations,
    doors,
    earlier,
    form,
    participants,
    sign_ups,
    story,
)
from cwf.demo.network import add_editions, add_regions
from cwf.demo.programmes import Draft
from cwf.demo.publishing import publish
from cwf.demo.reading import read
from cwf.editions.models import Edition
from cwf.programme.models import Session
from cwf.registration.actions import keys

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
    if not form.asks(coming):
        yield form.ask(coming, now=now)
    if not costs.charged(coming):
        yield costs.charge(coming, now=now, actor=LOADER)
    if not delegations.invited(coming):
        yield delegations.gather(coming, now=now, actor=LOADER)
    if not costs.bounded(coming):
        keys.mend()  # they were written in bulk, and would be found by name in an hour only
        yield costs.bound(coming, now=now)
    yield from _attendance(coming, now=now)


def _attendance(coming: Edition, *, now: datetime) -> Iterator[str]:
    for edition in (coming, edition_of(attendance.AARHUS)):
        if not attendance.aims(edition):
            yield attendance.aim(edition, now=now, actor=LOADER)
    if not earlier.rehearsed():
        yield earlier.rehearse(coming, now=now, actor=LOADER)
    if not doors.staffed(coming):
        yield doors.staff(coming, now=now)
    if not attendance_counts.counted(coming):
        yield attendance_counts.keep_days(coming, now=now)
        yield attendance_counts.count(coming, now=now, actor=LOADER)
    if not campaigns.advertised(coming):
        yield campaigns.advertise(coming, now=now, actor=LOADER)


def edition_of(slug: str) -> Edition:
    """An edition by its slug."""
    return db.session.scalars(select(Edition).where(Edition.slug == slug)).one()


def filled(edition: Edition) -> bool:
    """Whether anything of a programme is there."""
    return bool(
        db.session.scalar(select(Session.id).where(Session.edition_id == edition.id).limit(1))
    )
