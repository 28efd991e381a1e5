"""Campaigns of the invented coming edition, and who is made to register because of them."""

from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import select

from cwf.attendance.actions import campaigns as actions
from cwf.attendance.models import Campaign
from cwf.attendance.predicates import Where
from cwf.audit import Actor
from cwf.database import db
from cwf.demo.reading import read
from cwf.editions.models import Edition

FILE = "campaigns.yaml"


def advertised(edition: Edition) -> bool:
    """Whether an edition has campaigns already."""
    wanted = select(Campaign.id).where(Campaign.edition_id == edition.id).limit(1)
    return db.session.scalar(wanted) is not None


def advertise(edition: Edition, *, now: datetime, actor: Actor) -> str:
    """Write the campaigns down; says how many."""
    told = read(FILE)
    for one in told:
        first, last = (now.date() + timedelta(days=number) for number in one["days"])
        wanted = actions.Wanted(name=one["name"], starts=first, ends=last, segment=_whom(one))
        actions.add(edition, wanted, actor=actor)
    return f"{len(told)} invented campaigns of {edition.slug}"


def drawn(asked: datetime, *, country: str, number: int, now: datetime, opened: int) -> datetime:
    """When somebody of a country, the `number`-th of all, registers instead of when chance said.

    `opened` is how many days ago registration opened.
    """
    for one in read(FILE):
        if one.get("country") == country and number % one.get("moves", number + 1) == 0:
            first, last = one["days"]
            late = (asked - (now - timedelta(days=opened))) / timedelta(days=opened)
            return now + timedelta(days=first + (last - first) * late)
    return asked


def _whom(told: dict[str, Any]) -> Where:
    return Where(
        countries=frozenset({told["country"]} if "country" in told else ()),
        channels=frozenset({told["channel"]} if "channel" in told else ()),
    )
