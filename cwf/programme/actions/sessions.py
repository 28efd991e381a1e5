"""Sessions: content, who is in it, and how sure it is."""

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any, cast

from sqlalchemy.ext.orderinglist import OrderingList

from cwf import audit
from cwf.database import db
from cwf.editions.models import Edition
from cwf.programme import models
from cwf.programme.actions.writing import called, free_slug, record, touch, write
from cwf.programme.refusals import AlreadySpeaks, NotInSession
from cwf.programme.timetable import Kind, PersonRole, Status, Texts
from cwf.regions.models import Region

CONTENT = ("kind", "title", "subtitle", "abstract", "language", "expected", "staff_note")
People = Sequence[tuple[models.Speaker, PersonRole]]


def add_session(
    edition: Edition,
    *,
    track: models.Track | None,
    hosts: Collection[Region],
    people: People,
    status: Status = Status.DRAFT,
    actor: audit.Actor,
    **values: Any,
) -> models.Session:
    """New content, not placed yet."""
    name = called(values["title"], edition)
    session = models.Session(
        edition_id=edition.id,
        slug=free_slug(edition, models.Session, name),
        track=track,
        hosts=list(hosts),
        status=status,
    )
    write(session, values, CONTENT)
    db.session.add(session)
    _set_people(session, people)
    record(actor, "session.add", edition.id, name, after=values_of(session))
    return session


def change_session(
    edition: Edition,
    session: models.Session,
    *,
    track: models.Track | None,
    hosts: Collection[Region],
    people: People,
    status: Status,
    actor: audit.Actor,
    **values: Any,
) -> None:
    """Other values; the address stays. A cancelled session keeps its status: `reopen` it."""
    before = values_of(session)
    if session.track is not track:
        session.track = track
    if set(session.hosts) != set(hosts):
        session.hosts = list(hosts)
    _set_people(session, people)
    write(session, values, CONTENT)
    if session.status != Status.CANCELLED:
        write(session, {"status": status}, ("status",))
    _log_change(edition, session, "session.change", before, actor)


def _set_people(session: models.Session, people: People) -> None:
    present = {one.speaker.id: one for one in session.people if one.speaker.id}
    wanted = []
    for speaker, role in people:
        appearance = present.get(speaker.id) or models.Appearance(speaker=speaker)
        if appearance.role != role:
            appearance.role = role
        wanted.append(appearance)
    if wanted != list(session.people):
        session.people = wanted
        cast("OrderingList[Any]", session.people).reorder()


def cancel_session(
    edition: Edition, session: models.Session, reason: Texts, *, actor: audit.Actor
) -> None:
    """It does not take place; it stays in the programme, struck through, with the reason."""
    before = values_of(session)
    write(session, {"status": Status.CANCELLED, "reason": reason}, ("status", "reason"))
    _log_change(edition, session, "session.cancel", before, actor)


def reopen_session(edition: Edition, session: models.Session, *, actor: audit.Actor) -> None:
    """A cancelled session is a draft again; its reason goes."""
    before = values_of(session)
    write(session, {"status": Status.DRAFT, "reason": {}}, ("status", "reason"))
    _log_change(edition, session, "session.reopen", before, actor)


def remove_session(edition: Edition, session: models.Session, *, actor: audit.Actor) -> None:
    """Take it out of the programme with its placings; calendars that have it will cancel it."""
    record(
        actor,
        "session.remove",
        edition.id,
        called(session.title, edition, session.slug),
        before={**values_of(session), "slots": [str(slot.uuid) for slot in session.slots]},
    )
    db.session.delete(session)


def duplicate_session(
    edition: Edition, session: models.Session, *, title: Texts, actor: audit.Actor
) -> models.Session:
    """The same content as a new draft under another title, not placed."""
    values = {name: getattr(session, name) for name in CONTENT}
    people = [(one.speaker, PersonRole(one.role)) for one in session.people]
    return add_session(
        edition,
        track=session.track,
        hosts=session.hosts,
        people=people,
        actor=actor,
        **{**values, "title": title},
    )


def substitute(
    edition: Edition,
    session: models.Session,
    was: models.Speaker,
    now: models.Speaker | None,
    *,
    reason: Texts,
    at: datetime,
    actor: audit.Actor,
) -> None:
    """Someone steps in for a speaker, or nobody does yet; who was announced is kept.

    Raises NotInSession, AlreadySpeaks.
    """
    appearance = next((one for one in session.people if one.speaker is was), None)
    if appearance is None:
        raise NotInSession
    if now and any(one.speaker is now for one in session.people):
        raise AlreadySpeaks
    before = values_of(session)
    if now:
        appearance.speaker = now
    else:
        session.people.remove(appearance)
    session.substitutions.append(models.Substitution(was=was, now=now, at=at, reason=reason))
    db.session.flush()
    _log_change(edition, session, "session.substitute", before, actor)


def bulk(
    edition: Edition,
    sessions: Collection[models.Session],
    *,
    values: dict[str, Any],
    actor: audit.Actor,
) -> int:
    """Give several sessions the same track, kind or status; how many of them changed.

    Cancelled sessions keep their status.
    """
    changed = 0
    for session in sessions:
        mine = dict(values)
        if session.status == Status.CANCELLED:
            mine.pop("status", None)
        before = values_of(session)
        write(session, mine, ("track", "kind", "status"))
        changed += before != values_of(session)
        _log_change(edition, session, "session.change", before, actor)
    return changed


def _log_change(
    edition: Edition,
    session: models.Session,
    action: str,
    before: dict[str, Any],
    actor: audit.Actor,
) -> None:
    after = values_of(session)
    if after != before:
        touch(session)
    name = called(session.title, edition, session.slug)
    record(actor, action, edition.id, name, before=before, after=after)


def values_of(session: models.Session) -> dict[str, Any]:
    """What the log compares."""
    return {
        "slug": session.slug,
        **{name: getattr(session, name) for name in CONTENT},
        "kind": Kind(session.kind),
        "status": Status(session.status),
        "reason": session.reason or {},
        "track": session.track.slug if session.track else None,
        "hosts": sorted(region.slug for region in session.hosts),
        "people": [[one.speaker.slug, PersonRole(one.role)] for one in session.people],
        "substitutions": [
            [one.was.slug, one.now.slug if one.now else None] for one in session.substitutions
        ],
    }
