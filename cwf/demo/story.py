"""The invented coming edition: a programme, four releases of it, and a draft with work left.

Everything is dated from the day of loading, once; loading again never re-dates it.
"""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Any

from cwf.audit import Actor
from cwf.database import db
from cwf.demo.network import facts
from cwf.demo.programmes import TEXTS_OF_EDITION, Draft
from cwf.demo.publishing import publish
from cwf.demo.reading import read, read_text, texts
from cwf.editions.models import Edition, Step
from cwf.programme import models
from cwf.programme.actions import imports
from cwf.programme.timetable import Status

SLUG = "next"
FILE = "next.yaml"
PROPOSALS = "late-proposals.csv"
WEDNESDAY = 2
PLAIN = ("zone", "languages", "invented", "illustrative", "certainty", "country", "ordinal")
TOLD = ("city", "venue", "theme", "lead", "ordinal_note", *TEXTS_OF_EDITION)


def tell(*, now: datetime, actor: Actor) -> str:
    """Make the edition, its releases and its draft, all in one transaction; says what was made."""
    told = read(FILE)
    opening = _opening(now.date(), told["edition"])
    edition = _edition(told, opening, now)
    draft = Draft(edition, {**told["edition"], **told}, opening=opening)
    draft.fill()
    story = _Story(draft, now)
    for release in told["releases"]:
        story.take(release["changes"])
        at = now - timedelta(days=release["days_before_load"])
        publish(edition, at=at, note=release["note"], actor=actor)
    story.take(told["draft_changes"])
    db.session.flush()
    _send_proposals(edition, opening, now, actor)
    return f"the invented coming edition with {len(told['releases'])} releases"


def _send_proposals(edition: Edition, opening: date, now: datetime, actor: Actor) -> None:
    """A sheet with slips of the pen, as somebody might send it; the worker reads it."""
    days = [opening + timedelta(days=number) for number in range(3)]
    imports.receive(
        edition,
        actor=actor,
        name=PROPOSALS,
        body=read_text(PROPOSALS).format(days=days).encode(),
        language="en",
        brings="session",
        options={},
        at=now,
    )


def _opening(today: date, told: dict[str, Any]) -> date:
    """The first Wednesday at least so many days ahead."""
    earliest = today + timedelta(days=told["opens_after_days"])
    return earliest + timedelta(days=(WEDNESDAY - earliest.weekday()) % 7)


def _edition(told: dict[str, Any], opening: date, now: datetime) -> Edition:
    head = told["edition"]
    deadlines = [_dated(fact, now.date()) for fact in told["facts"]]
    planned, announced = now - timedelta(days=400), now - timedelta(days=200)
    edition = Edition(
        slug=SLUG,
        year=opening.year,
        starts=opening,
        ends=opening + timedelta(days=head["days"] - 1),
        note={},
        lifecycle="announced",
        facts=facts(deadlines),
        steps=[_step("planned", planned), _step("announced", announced)],
        **{key: head[key] for key in PLAIN},
        **{key: texts(head.get(key)) for key in TOLD},
    )
    db.session.add(edition)
    db.session.flush()
    return edition


def _step(lifecycle: str, at: datetime) -> Step:
    return Step(lifecycle=lifecycle, at=at, actor_name="Districts of Creativity", reason={})


def _dated(fact: dict[str, Any], today: date) -> dict[str, Any]:
    days = fact.get("days_from_load")
    return {**fact, "day": today + timedelta(days=days)} if days is not None else fact


class _Story:
    """The changes between releases, applied to the rows of the draft."""

    def __init__(self, draft: Draft, now: datetime) -> None:
        self.draft = draft
        self.now = now
        self.verbs: dict[str, Callable[[dict[str, Any]], None]] = {
            "add": lambda told: draft.add_session(told["session"]),
            "move": self._move,
            "expect": lambda told: setattr(self._session(told), "expected", told["expected"]),
            "substitute": self._substitute,
            "retitle": self._retitle,
            "cancel": self._cancel,
            "remove": lambda told: db.session.delete(self._session(told)),
        }

    def take(self, changes: list[dict[str, Any]]) -> None:
        """Apply changes in their order."""
        for told in changes:
            self.verbs[told["op"]](told)
        db.session.flush()

    def _session(self, told: dict[str, Any]) -> models.Session:
        return self.draft.sessions[told["session"]]

    def _move(self, told: dict[str, Any]) -> None:
        self.draft.move(self._session(told).slots[told["slot"]], told)

    def _cancel(self, told: dict[str, Any]) -> None:
        session = self._session(told)
        session.status, session.reason = Status.CANCELLED, told["reason"]

    def _retitle(self, told: dict[str, Any]) -> None:
        session = self._session(told)
        session.title = told.get("title", session.title)
        session.abstract = told.get("abstract", session.abstract)

    def _substitute(self, told: dict[str, Any]) -> None:
        session = self._session(told)
        was, now = self.draft.speakers[told["was"]], self.draft.speakers[told["now"]]
        session.substitutions.append(
            models.Substitution(
                was=was,
                now=now,
                at=self.now - timedelta(days=told["days_before_load"]),
                reason=told["reason"],
            )
        )
        for one in session.people:
            if one.speaker is was:
                one.speaker = now
