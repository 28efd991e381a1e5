"""The coming edition of the demonstration has days, and invented counts and campaigns."""

from datetime import UTC, datetime

from flask import Flask
from sqlalchemy import func, select

from cwf.attendance.cells import unpacked
from cwf.attendance.models import Count, Snapshot
from cwf.attendance.queries.campaigns import campaigns_of, effects_of
from cwf.database import db
from cwf.demo import attendance_counts, loading, story
from cwf.registration.models import Participant

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)


def test_days_come_of_the_registrations_and_counts_are_called_invented(app: Flask) -> None:
    for _ in loading.load(now=NOW):
        db.session.commit()
    here = loading.edition_of(story.SLUG)
    days = db.session.scalars(
        select(Snapshot).where(Snapshot.edition_id == here.id).order_by(Snapshot.day)
    ).all()
    first = db.session.scalar(
        select(func.min(Participant.confirmed)).where(Participant.edition_id == here.id)
    )
    assert first is not None
    assert days[0].day < first.date() < days[-1].day == NOW.replace(day=21).date()
    assert len(days) == (days[-1].day - days[0].day).days + 1
    told = [
        sum(cell.number for cell in unpacked(day.cells) if cell.standing == "confirmed")
        for day in days
    ]
    assert (told[0], told[(first.date() - days[0].day).days] > 0, told[-1] > 150) == (0, True, True)
    assert {day.source for day in days} == {"log"}
    assert all(day.figures for day in days)
    rows = db.session.scalars(select(Count).where(Count.edition_id == here.id)).all()
    assert [row.evidence.startswith(attendance_counts.INVENTED) for row in rows] == [True] * 4
    assert [row.withdrawn is not None for row in rows] == [False, False, False, True]
    assert attendance_counts.counted(here)


def test_of_two_campaigns_one_did_something_and_of_the_other_nobody_knows(app: Flask) -> None:
    for _ in loading.load(now=NOW):
        db.session.commit()
    here = loading.edition_of(story.SLUG)
    rows = campaigns_of(here.id)
    assert [sorted(row.name) for row in rows] == [["da", "en"]] * 2
    assert all("(invented)" in row.name["en"] for row in rows)
    found = list(effects_of(here, rows, at=NOW).values())
    assert [one and (one.is_clear, one.earlier) for one in found] == [(True, ()), (False, ())]
    assert found[0] is not None
    assert found[0].low > 0
