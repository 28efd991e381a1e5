"""Invented forums before the invented coming one, of which only is told how their numbers grew."""

from datetime import date, datetime, timedelta
from itertools import pairwise
from typing import Any

from sqlalchemy import select

from cwf.attendance.actions import counts, targets
from cwf.attendance.measures import Unit
from cwf.attendance.models import Target
from cwf.attendance.predicates import read as read_predicate
from cwf.audit import Actor
from cwf.database import db
from cwf.demo.reading import read, texts
from cwf.demo.story import SLUG
from cwf.editions.models import Edition, Step

FILE = "earlier.yaml"
DAYS = 3
NAME = "curves.csv"


def rehearsed() -> bool:
    """Whether they are there already."""
    slugs = [one["slug"] for one in read(FILE)]
    return db.session.scalar(select(Edition.id).where(Edition.slug.in_(slugs)).limit(1)) is not None


def rehearse(coming: Edition, *, now: datetime, actor: Actor) -> str:
    """Make them, with what they aimed at and a count a day; says how many days."""
    aims = {
        row.name["en"]: row
        for row in db.session.scalars(
            select(Target).where(Target.edition_id == coming.id, Target.parent_id.is_(None))
        )
    }
    days = 0
    for told in read(FILE):
        edition = _edition(told, coming, now)
        for name, final in told["finals"].items():
            days += _grow(edition, aims[name], final, told["grew"], now, actor)
    return f"{days} invented counts by date before {SLUG}"


def _edition(told: dict[str, Any], coming: Edition, now: datetime) -> Edition:
    assert coming.starts
    starts = coming.starts - timedelta(weeks=told["weeks_before"])
    edition = Edition(
        slug=told["slug"],
        year=starts.year,
        starts=starts,
        ends=starts + timedelta(days=DAYS - 1),
        zone=coming.zone,
        city=texts(told["city"]),
        invented=True,
        steps=[
            Step(lifecycle="planned", at=now, actor_name="Districts of Creativity", reason={}),
        ],
        **{
            name: {}
            for name in ("ordinal_note", "venue", "theme", "lead", "welcome", "practical", "note",
                         "notice")
        },
    )  # fmt: skip
    db.session.add(edition)
    db.session.flush()
    return edition


def _grow(
    edition: Edition, aim: Target, final: int, grew: dict[int, int], now: datetime, actor: Actor
) -> int:
    """A target that counts as the coming edition's does, with its number on each day."""
    row = targets.set_target(
        edition, unit=Unit(aim.unit), predicate=read_predicate(aim.predicate), name=aim.name,
        definition=aim.definition, low=final, at=now, actor=actor,
    )  # fmt: skip
    assert edition.starts
    numbers = _numbers(edition.starts, final, grew)
    return counts.take_days(edition, row, numbers, name=NAME, at=now, actor=actor)


def _numbers(starts: date, final: int, grew: dict[int, int]) -> dict[date, int]:
    found: dict[date, int] = {}
    for (far, little), (near, much) in pairwise(sorted(grew.items(), reverse=True)):
        for day in range(far, near - 1, -1):
            share = little + (much - little) * (far - day) / (far - near)
            found[starts - timedelta(days=day)] = round(final * share / 100)
    return found
