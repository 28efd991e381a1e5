"""Calendars of the invented edition: an attendee's own, of what is starred by then, and staff's."""

from datetime import datetime, timedelta

from sqlalchemy import select

from cwf.agendas.actions import feeds as actions
from cwf.agendas.feeds import Kind
from cwf.agendas.models import Feed
from cwf.database import db
from cwf.editions.models import Edition
from cwf.people.models import Account

ATTENDEE, ORGANISER = "attendee@example.org", "organiser@example.org"
TOLD = "%(number)s invented calendars"


def subscribed(edition: Edition) -> bool:
    """Whether there are any yet."""
    return bool(db.session.scalar(select(Feed.id).where(Feed.edition_id == edition.id).limit(1)))


def subscribe(edition: Edition, *, now: datetime) -> str:
    """The attendee's phone, which fetched it lately, and all sessions for an organiser."""
    made = 0
    for email, kind, name in ((ATTENDEE, Kind.AGENDA, "Phone"), (ORGANISER, Kind.STAFF, "")):
        account = db.session.scalar(select(Account).where(Account.email == email))
        if account is None:
            continue
        feed = actions.make(account, kind, edition_id=edition.id, language="en", name=name, at=now)
        if kind is Kind.AGENDA:
            actions.change(account, feed, name=name, alarm=15)
            feed.fetched, feed.client = now - timedelta(minutes=40), "iPhone or iPad"
        made += 1
    return TOLD % {"number": made}
