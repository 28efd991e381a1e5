"""What changes feeds; nothing here commits. Instants are in UTC."""

from collections.abc import Collection
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import delete, or_, select, update

from cwf import audit
from cwf.agendas.feeds import NOTED_EVERY, UNUSED_FOR, Found, Kind
from cwf.agendas.models import Agenda, Favourite, Feed
from cwf.agendas.picks import MOST
from cwf.database import db
from cwf.people.models import Account


def make(
    account: Account,
    kind: Kind,
    *,
    edition_id: int,
    language: str,
    name: str,
    at: datetime,
    of: Collection[int] = (),
) -> Feed:
    """A feed of an account's own; its agenda at that edition is made where there is none.

    `of` narrows a group's to these agendas. One of that kind, language, name and choice is given
    again, so that asking twice makes one.
    """
    options = {"of": sorted(of)} if of else {}
    mine = (Feed.account_id == account.id, Feed.edition_id == edition_id, Feed.kind == kind)
    same = (Feed.language == language, Feed.name == name, Feed.revoked.is_(None))
    for there in db.session.scalars(select(Feed).where(*mine, *same).order_by(Feed.id)):
        if there.options.get("of") == options.get("of"):
            return there
    agenda = _agenda(account, edition_id, at) if kind is Kind.AGENDA else None
    made = Feed(
        edition_id=edition_id,
        account_id=account.id,
        agenda_id=agenda.id if agenda else None,
        kind=kind,
        name=name,
        language=language,
        options=options,
        created=at,
    )
    db.session.add(made)
    db.session.flush()
    _record(account, "feed.make", made)
    return made


def make_anonymous(edition_id: int, slots: set[UUID], *, language: str, at: datetime) -> Feed:
    """A feed of picks that belongs to who knows its address."""
    agenda = Agenda(edition_id=edition_id, created=at, used=at)
    db.session.add(agenda)
    db.session.flush()
    made = Feed(
        edition_id=edition_id,
        agenda_id=agenda.id,
        kind=Kind.AGENDA,
        language=language,
        options={},
        created=at,
    )
    db.session.add(made)
    replace_picks(agenda, slots, at=at)
    return made


def replace_picks(agenda: Agenda, slots: set[UUID], *, at: datetime) -> None:
    """What an agenda without account holds from now on."""
    here = Favourite.agenda_id == agenda.id
    there = set(db.session.scalars(select(Favourite.slot_uuid).where(here)))
    if gone := there - slots:
        db.session.execute(delete(Favourite).where(here, Favourite.slot_uuid.in_(gone)))
    added = sorted(slots - there)[:MOST]
    db.session.add_all(Favourite(agenda_id=agenda.id, slot_uuid=slot, added=at) for slot in added)
    agenda.used = at
    db.session.flush()


def change(account: Account, feed: Feed, *, name: str, alarm: int | None) -> None:
    """Call it otherwise, ring or not (`alarm` in minutes before the start)."""
    before = _told(feed)
    feed.name = name
    kept = {key: value for key, value in feed.options.items() if key != "alarm"}
    feed.options = {**kept, "alarm": alarm} if alarm else kept
    _record(account, "feed.change", feed, before=before)


def renew(account: Account, feed: Feed, *, at: datetime) -> None:
    """Give it another address; the earlier ones end."""
    feed.generation += 1
    feed.renewed = at
    feed.fetched, feed.client = None, ""
    _record(account, "feed.renew", feed)


def revoke(account: Account | None, feed: Feed, *, at: datetime) -> None:
    """End it; its address answers that it was ended."""
    feed.revoked = at
    if account:
        _record(account, "feed.revoke", feed)


def note_fetch(found: Found, client: str, at: datetime) -> None:
    """Write down that something fetched it; where another did so this hour, nothing."""
    long_ago = or_(Feed.fetched.is_(None), Feed.fetched <= at - NOTED_EVERY)
    db.session.execute(
        update(Feed).where(Feed.id == found.id, long_ago).values(fetched=at, client=client)
    )
    if found.account is None:
        db.session.execute(update(Agenda).where(Agenda.id == found.agenda).values(used=at))


def forget_unused(at: datetime) -> int:
    """Delete agendas without account that nothing used for long, their feeds too; how many."""
    old = delete(Agenda).where(Agenda.account_id.is_(None), Agenda.used < at - UNUSED_FOR)
    return db.session.execute(old).rowcount  # type: ignore[attr-defined,no-any-return]


def _agenda(account: Account, edition_id: int, at: datetime) -> Agenda:
    here = select(Agenda).where(Agenda.account_id == account.id, Agenda.edition_id == edition_id)
    if found := db.session.scalar(here):
        return found
    made = Agenda(edition_id=edition_id, account_id=account.id, created=at, used=at)
    db.session.add(made)
    db.session.flush()
    return made


def _told(feed: Feed) -> dict[str, Any]:
    return {"kind": feed.kind, "name": feed.name, "alarm": feed.options.get("alarm")}


def _record(
    account: Account, action: str, feed: Feed, *, before: dict[str, Any] | None = None
) -> None:
    audit.record(
        audit.Actor(account_id=account.id, name=account.shown),
        action,
        scope=audit.account_scope(account.id),
        subject=feed.name or f"{feed.kind} {feed.id}",
        before=before,
        after=_told(feed),
    )
