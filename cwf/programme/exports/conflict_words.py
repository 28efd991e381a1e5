"""Conflicts in words: a head that says what, a sentence that says of whom and when.

Call it while speaking the language of the labels.
"""

from collections.abc import Callable
from datetime import datetime

from flask_babel import gettext as _
from flask_babel import ngettext

from cwf.programme.conflicts import Code, Conflict
from cwf.programme.exports.labels import Labels
from cwf.web.templating import language_within, short_day


def tell(conflict: Conflict, labels: Labels) -> tuple[str, str]:
    """Head and sentence; the sentence may be empty."""
    head, sentence = WORDS[conflict.code](conflict, labels)
    return _begun(head), _begun(sentence)


def _begun(sentence: str) -> str:
    """With a capital: Danish days and names of languages have none of their own."""
    return sentence[:1].upper() + sentence[1:]


def _title(conflict: Conflict, labels: Labels, which: int = 0) -> str:
    return labels.text(labels.timetable.session[conflict.sessions[which]].title)


def _both(conflict: Conflict, labels: Labels) -> str:
    one, other = (_title(conflict, labels, which) for which in (0, 1))
    return _("%(one)s and %(other)s.", one=one, other=other)


def _room(conflict: Conflict, labels: Labels, which: int = 0) -> str:
    if which >= len(conflict.rooms):
        return _("a place not known")
    return labels.room(conflict.rooms[which])


def _clock(at: datetime, labels: Labels) -> str:
    local = labels.timetable.local(at)
    return f"{local:%H.%M}" if labels.language == "da" else f"{local:%H:%M}"


def _span(conflict: Conflict, labels: Labels) -> str:
    """The moment it concerns: day and hours."""
    if conflict.starts is None:
        return ""
    day = short_day(labels.timetable.local(conflict.starts).date())
    starts = _clock(conflict.starts, labels)
    if conflict.ends is None:
        return _("%(day)s, from %(time)s", day=day, time=starts)
    ends = _clock(conflict.ends, labels)
    return _("%(day)s, %(starts)s–%(ends)s", day=day, starts=starts, ends=ends)


def _room_taken_twice(conflict: Conflict, labels: Labels) -> tuple[str, str]:
    room, span = _room(conflict, labels), _span(conflict, labels)
    return _("%(room)s is taken twice, %(span)s.", room=room, span=span), _both(conflict, labels)


def _in_two_places(conflict: Conflict, labels: Labels) -> tuple[str, str]:
    name, span = labels.name_of(conflict.speaker or ""), _span(conflict, labels)
    if len(conflict.rooms) > 1 and conflict.rooms[0] == conflict.rooms[1]:
        head = _("%(name)s is in two sessions at once, %(span)s.", name=name, span=span)
        return head, _both(conflict, labels)
    sentence = _(
        "%(one)s in %(here)s, %(other)s in %(there)s.",
        one=_title(conflict, labels),
        here=_room(conflict, labels),
        other=_title(conflict, labels, 1),
        there=_room(conflict, labels, 1),
    )
    return _("%(name)s is in two places, %(span)s.", name=name, span=span), sentence


def _too_small(conflict: Conflict, labels: Labels) -> tuple[str, str]:
    rooms = ", ".join(labels.room(room) for room in conflict.rooms)
    return (
        _("%(title)s does not fit into %(room)s.", room=rooms, title=_title(conflict, labels)),
        _(
            "%(needed)s are expected, %(available)s fit in: %(span)s.",
            needed=conflict.needed,
            available=conflict.available,
            span=_span(conflict, labels),
        ),
    )


def _outside(conflict: Conflict, labels: Labels) -> tuple[str, str]:
    days = ngettext("%(num)s day away from it.", "%(num)s days away from it.", conflict.needed or 0)
    head = _("%(title)s is outside the days of the edition.", title=_title(conflict, labels))
    return head, f"{_span(conflict, labels)}, {days}"


def _nobody_yet(conflict: Conflict, labels: Labels) -> tuple[str, str]:
    name = labels.name_of(conflict.speaker or "")
    return _("Nobody steps in for %(name)s yet.", name=name), f"{_title(conflict, labels)}."


def _unplaced(conflict: Conflict, labels: Labels) -> tuple[str, str]:
    return _("%(title)s is confirmed but not placed.", title=_title(conflict, labels)), ""


def _no_room(conflict: Conflict, labels: Labels) -> tuple[str, str]:
    head = _("%(title)s has no room yet.", title=_title(conflict, labels))
    return head, f"{_span(conflict, labels)}."


def _travel(conflict: Conflict, labels: Labels) -> tuple[str, str]:
    head = _(
        "%(name)s has %(available)s min for a walk of %(needed)s.",
        name=labels.name_of(conflict.speaker or ""),
        available=conflict.available,
        needed=conflict.needed,
    )
    return head, _(
        "From %(one)s in %(here)s to %(other)s in %(there)s, %(span)s.",
        one=_title(conflict, labels),
        here=_room(conflict, labels),
        other=_title(conflict, labels, 1),
        there=_room(conflict, labels, 1),
        span=_span(conflict, labels),
    )


def _changeover(conflict: Conflict, labels: Labels) -> tuple[str, str]:
    head = _(
        "%(room)s has %(available)s min to be furnished anew.",
        room=_room(conflict, labels),
        available=conflict.available,
    )
    return head, f"{_both(conflict, labels)} {_begun(_span(conflict, labels))}."


def _unconfirmed(conflict: Conflict, labels: Labels) -> tuple[str, str]:
    head = _("%(title)s is placed but not confirmed.", title=_title(conflict, labels))
    return head, _("It is left out when the programme is published.")


def _interpretation(conflict: Conflict, labels: Labels) -> tuple[str, str]:
    head = _(
        "%(title)s is in %(language)s, without interpreters.",
        title=_title(conflict, labels),
        language=language_within(conflict.language),
    )
    rooms = ", ".join(labels.room(room) for room in conflict.rooms)
    return head, _("No booths in %(room)s, %(span)s.", room=rooms, span=_span(conflict, labels))


WORDS: dict[Code, Callable[[Conflict, Labels], tuple[str, str]]] = {
    Code.ROOM_TAKEN_TWICE: _room_taken_twice,
    Code.SPEAKER_IN_TWO_PLACES: _in_two_places,
    Code.ROOM_TOO_SMALL: _too_small,
    Code.OUTSIDE_EDITION: _outside,
    Code.SUBSTITUTION_OPEN: _nobody_yet,
    Code.UNPLACED: _unplaced,
    Code.NO_ROOM: _no_room,
    Code.TRAVEL: _travel,
    Code.CHANGEOVER: _changeover,
    Code.UNCONFIRMED: _unconfirmed,
    Code.INTERPRETATION: _interpretation,
}
