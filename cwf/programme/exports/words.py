"""A change between two releases in words: a head ("Moved"), what it is about, and both as one.

Whole sentences rather than pieces, so that each language keeps its own order.
"""

from collections.abc import Callable

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from cwf.i18n import speaking
from cwf.programme.changes import Change, ChangeKind
from cwf.programme.exports.labels import Labels
from cwf.programme.timetable import Session, Slot, Timetable

HEADS = {
    ChangeKind.CANCELLED: _l("Cancelled"),
    ChangeKind.REMOVED: _l("Removed"),
    ChangeKind.MOVED: _l("Moved"),
    ChangeKind.SUBSTITUTED: _l("Speaker"),
    ChangeKind.REINSTATED: _l("On again"),
    ChangeKind.ADDED: _l("Added"),
    ChangeKind.RETITLED: _l("Title"),
    ChangeKind.PEOPLE: _l("Speaker"),
    ChangeKind.PLACE: _l("Place"),
    ChangeKind.TEXT: _l("Text"),
    ChangeKind.EDITION: _l("Forum"),
}


def say(change: Change, before: Timetable, after: Timetable, language: str) -> str:
    """The change as one sentence: "Moved: Creating Cardiff, to Lille Sal, from Rytmisk Sal, …"."""
    head, body = tell(change, before, after, language)
    return f"{head}: {body}"


def tell(change: Change, before: Timetable, after: Timetable, language: str) -> tuple[str, str]:
    """The change as its head and what is to be said below it."""
    with speaking(language):
        was, now = Labels(before, language), Labels(after, language)
        return str(HEADS[change.kind]), BODIES[change.kind](change, was, now)


def _session(change: Change, was: Labels, now: Labels) -> Session | None:
    after, before = now.timetable.session, was.timetable.session
    return after.get(change.session) or before.get(change.session)


def _title(change: Change, was: Labels, now: Labels) -> str:
    session = _session(change, was, now)
    return now.text(session.title) if session else change.session


def _with_moment(change: Change, was: Labels, now: Labels) -> str:
    return _("%(title)s, %(moment)s", title=_title(change, was, now), moment=now.moment(change.at))


def _cancelled(change: Change, was: Labels, now: Labels) -> str:
    session = _session(change, was, now)
    reason = now.text(session.reason) if session else ""
    if not reason:
        return _with_moment(change, was, now)
    return _(
        "%(title)s, %(moment)s (%(reason)s)",
        title=_title(change, was, now),
        moment=now.moment(change.at),
        reason=reason,
    )


def _added(change: Change, was: Labels, now: Labels) -> str:
    place = now.place(change.new) if change.new else ""
    if not place:
        return _with_moment(change, was, now)
    return _(
        "%(title)s, %(place)s, %(moment)s",
        title=_title(change, was, now),
        place=place,
        moment=now.moment(change.at),
    )


def _moved(change: Change, was: Labels, now: Labels) -> str:
    old, new = change.old, change.new
    assert old is not None
    assert new is not None
    old_place, place = _places(old, new, was, now)
    told = {
        "title": _title(change, was, now),
        "place": place,
        "old_place": old_place,
        "moment": now.moment(new.starts),
        "old_moment": was.moment(old.starts),
    }
    if old.starts == new.starts and old.rooms == new.rooms:
        return _ended(told, new, now)
    if old.starts == new.starts:
        return _("%(title)s, to %(place)s, from %(old_place)s, %(moment)s", **told)
    if old.rooms == new.rooms:
        return _("%(title)s, to %(moment)s, from %(old_moment)s", **told)
    return _("%(title)s, to %(place)s, %(moment)s, from %(old_place)s, %(old_moment)s", **told)


def _ended(told: dict[str, str], new: Slot, now: Labels) -> str:
    if new.ends is None:
        return _("%(title)s, %(moment)s, the end is not known", **told)
    return _("%(title)s, %(moment)s, until %(end)s", end=now.hour(new.ends), **told)


def _places(old: Slot, new: Slot, was: Labels, now: Labels) -> tuple[str, str]:
    """Where it was and where it is, the house said only where that is another one."""
    unknown = _("a place not known yet")
    one_house = was.venue(old) == now.venue(new)
    names = (was.rooms(old), now.rooms(new)) if one_house else (was.place(old), now.place(new))
    return names[0] or unknown, names[1] or unknown


def _substituted(change: Change, was: Labels, now: Labels) -> str:
    told = {"title": _title(change, was, now), "was": _name(change.was, was, now)}
    if change.now is None:
        return _("%(was)s does not come to “%(title)s”", **told)
    return _("%(now)s steps in for %(was)s in “%(title)s”", now=_name(change.now, was, now), **told)


def _name(speaker: str | None, was: Labels, now: Labels) -> str:
    known = speaker in now.timetable.speaker
    return (now if known else was).name_of(speaker or "")


def _retitled(change: Change, was: Labels, now: Labels) -> str:
    session = _session(change, was, now)
    earlier = {one.id: one.title for one in was.timetable.sessions}
    old_title = was.text(earlier.get(session.id, {})) if session else ""
    return _(
        "%(title)s, until now “%(old_title)s”",
        title=_title(change, was, now),
        old_title=old_title,
    )


def _people(change: Change, was: Labels, now: Labels) -> str:
    session = _session(change, was, now)
    people = "; ".join(now.name_of(one.speaker) for one in session.people) if session else ""
    title = _title(change, was, now)
    if not people:
        return _("%(title)s, speaker not known yet", title=title)
    return _("%(title)s, with %(people)s", title=title, people=people)


def _described(change: Change, was: Labels, now: Labels) -> str:
    return _("%(title)s, description", title=_title(change, was, now))


def _renamed(change: Change, was: Labels, now: Labels) -> str:
    """A room under another name, in another house, or in a house with another address."""
    slug = change.about or ""
    old_place, place = was.room_in_house(slug), now.room_in_house(slug)
    if old_place != place:
        return _("%(place)s, until now “%(old_place)s”", place=place, old_place=old_place)
    address = now.timetable.venue[now.timetable.room[slug].venue].address
    return _("%(place)s, address: %(address)s", place=place, address=address or _("not known"))


def _forum(change: Change, was: Labels, now: Labels) -> str:
    edition = now.timetable.edition
    match change.about:
        case "theme":
            return _("the theme is “%(theme)s”", theme=now.text(edition.theme))
        case "dates":
            return _("other dates")
        case "zone":
            return _("times are told in the zone %(zone)s", zone=edition.zone)
        case "town":
            town = ", ".join(filter(None, (now.text(edition.venue), now.text(edition.city))))
            return _("it takes place in %(town)s", town=town or _("a place not known yet"))
        case _:
            return now.notice or _("a notice was taken away")


BODIES: dict[ChangeKind, Callable[[Change, Labels, Labels], str]] = {
    ChangeKind.CANCELLED: _cancelled,
    ChangeKind.REMOVED: _with_moment,
    ChangeKind.MOVED: _moved,
    ChangeKind.SUBSTITUTED: _substituted,
    ChangeKind.REINSTATED: _with_moment,
    ChangeKind.ADDED: _added,
    ChangeKind.RETITLED: _retitled,
    ChangeKind.PEOPLE: _people,
    ChangeKind.PLACE: _renamed,
    ChangeKind.TEXT: _described,
    ChangeKind.EDITION: _forum,
}
