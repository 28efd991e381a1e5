"""The days of an edition by which something must be done, as a calendar of whole days.

They are the facts that have a day. They are not part of a release: what states them is the
edition's own version, which is the SEQUENCE of each.
"""

from datetime import UTC, timedelta

from flask_babel import gettext as _

from cwf.editions.calendar_names import deadline, umbrella
from cwf.editions.profile import FactLine, Profile
from cwf.i18n import speaking
from cwf.programme.exports.addresses import Addresses
from cwf.programme.timetable import text
from cwf.web.calendars import Entry, Feed, calendar_bytes, event_block


def deadlines_ics(profile: Profile, addresses: Addresses) -> bytes:
    """All of them, in order of days."""
    dated = sorted((fact.day, fact.id, fact) for fact in profile.facts if fact.day)
    with speaking(addresses.language):
        forum = _("Creativity World Forum %(year)s", year=profile.year)
        feed = Feed(
            name=_("%(forum)s: deadlines", forum=forum),
            language=addresses.language,
            source=addresses.deadlines(),
            url=addresses.practical(),
            refresh=timedelta(days=1),
            color=profile.look.get("ground"),
        )
        blocks = [
            event_block(_entry(fact, profile, addresses, forum), zone=feed.zone)
            for _day, _id, fact in dated
        ]
    days = [day for day, _id, _fact in dated] or [profile.changed.date()]
    return calendar_bytes(feed, blocks, first=days[0], last=days[-1])


def _entry(fact: FactLine, profile: Profile, addresses: Addresses, forum: str) -> Entry:
    assert fact.day is not None
    label, language = text(fact.label, addresses.language, profile.languages)
    changed = profile.changed.astimezone(UTC)
    return Entry(
        uid=deadline(profile.slug, fact.id),
        starts=fact.day,
        ends=fact.day + timedelta(days=1),
        summary=f"{label} ({forum})",
        language=language,
        created=changed,
        changed=changed,
        sequence=profile.version - 1,
        transparent=True,
        url=addresses.practical(),
        parent=umbrella(profile.slug),
    )
