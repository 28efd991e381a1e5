"""Tracks, words for kinds, venues and rooms."""

from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import ValidationError

from cwf.editions.palette import hue as hue_of
from cwf.web.forms import (
    ChoiceField,
    ColourField,
    Form,
    LineField,
    NewForm,
    NumberField,
    TextsField,
    TriStateField,
    ZoneField,
)

OWN = "own"
HUES = [
    ("", _l("None")),
    ("rowan", _l("Rowan, orange red")),
    ("rape", _l("Rape, yellow")),
    ("fjord", _l("Fjord, blue green")),
    ("brick", _l("Brick, dark red")),
    ("cobalt", _l("Cobalt, blue")),
    ("moss", _l("Moss, green")),
    ("plum", _l("Plum, crimson")),
    ("violet", _l("Violet")),
    (OWN, _l("A colour of our own")),
]
MARKS = [
    ("", _l("None")),
    ("dots", _l("Dots")),
    ("bars", _l("Bars")),
    ("blocks", _l("Blocks")),
    ("waves", _l("Waves")),
    ("chevrons", _l("Chevrons")),
    ("rings", _l("Rings")),
    ("slants", _l("Slants")),
    ("cross", _l("Cross")),
]


class TrackForm(Form):
    """A track."""

    name = TextsField(_l("Name"), required=True, most=80)
    question = TextsField(
        _l("Question"), most=200, description=_l("What the track asks, in one sentence.")
    )
    hue = ChoiceField(_l("Colour"), choices=HUES)
    own = ColourField(
        _l("Colour of our own"),
        default=lambda: hue_of("").light.fill,
        description=_l("Its steps for words, tints and the dark are worked out, so all is read."),
    )
    mark = ChoiceField(
        _l("Mark"),
        choices=MARKS,
        description=_l("The pattern that tells it apart without colour. No two tracks share one."),
    )

    @staticmethod
    def values_of(track: Any) -> dict[str, Any]:
        """What the form shows of a track: a colour without a name is one of our own."""
        hue = track.hue or ""
        own = hue.startswith("#")
        shown = {name: getattr(track, name) for name in ("version", "name", "question", "mark")}
        return {**shown, "hue": OWN if own else hue, "own": hue if own else hue_of(hue).light.fill}

    def validate_own(self, field: ColourField) -> None:
        """There where it is chosen."""
        if self.hue.data == OWN and not field.data:
            raise ValidationError(_("Choose the colour."))

    @property
    def values(self) -> dict[str, Any]:
        """What the action takes."""
        hue = self.own.data if self.hue.data == OWN else self.hue.data
        return {
            "name": self.name.data,
            "question": self.question.data,
            "hue": hue or None,
            "mark": self.mark.data or None,
        }


class NewTrackForm(TrackForm, NewForm):
    """A new track."""


class KindForm(Form):
    """An edition's own word for a kind; it has no row, and so no version, until it has one."""

    name = TextsField(
        _l("Own word"), most=60, description=_l("Leave it empty to use the word of the planner.")
    )
    minutes = NumberField(
        _l("Usual length in minutes"),
        least=1,
        most=1440,
        description=_l("Proposed when such a session is placed."),
    )

    @property
    def stale(self) -> bool:
        """Whether somebody named it meanwhile."""
        return self.overtaken


class VenueForm(Form):
    """A building or place."""

    name = TextsField(_l("Name"), required=True, most=120)
    address = LineField(_l("Address"), most=300)
    coordinates = LineField(
        _l("Position"),
        most=60,
        description=_l("Latitude and longitude in degrees, as a map shows them: 56.1530, 10.1998"),
    )
    zone = ZoneField(
        _l("Time zone"), required=False, description=_l("Only if its clocks differ from the rest.")
    )
    note = TextsField(_l("How to get there"), multiline=True, most=4000, rows=3)

    def validate_coordinates(self, field: LineField) -> None:
        """Two numbers within their ranges, or nothing."""
        read_position(field.data)

    @property
    def values(self) -> dict[str, Any]:
        """What the action takes."""
        latitude, longitude = read_position(self.coordinates.data)
        return {
            "name": self.name.data,
            "address": self.address.data or None,
            "latitude": latitude,
            "longitude": longitude,
            "zone": self.zone.data or None,
            "note": self.note.data,
        }


class NewVenueForm(VenueForm, NewForm):
    """A new venue."""


class RoomForm(Form):
    """A room; the venues to choose from are given when it is made."""

    venue = ChoiceField(_l("Venue"))
    name = TextsField(_l("Name"), required=True, most=120)
    seats = NumberField(_l("Seats"), most=100_000, description=_l("Empty: not known."))
    standing = NumberField(
        _l("Places without seats"), most=100_000, description=_l("Empty: not known.")
    )
    step_free = TriStateField(_l("Step-free"))
    hearing_loop = TriStateField(_l("Hearing loop"))
    interpretation = TriStateField(_l("Booths for interpreters"))
    note = TextsField(_l("How to find it"), multiline=True, most=4000, rows=3)

    @property
    def values(self) -> dict[str, Any]:
        """What the action takes, the venue apart."""
        names = ("name", "seats", "standing", "step_free", "hearing_loop", "interpretation", "note")
        return {name: self[name].data for name in names}


class NewRoomForm(RoomForm, NewForm):
    """A new room."""


class TrackRemovalForm(Form):
    """Where the sessions of a track go when it is taken away."""

    to = ChoiceField(_l("Its sessions move to"))


def written_position(latitude: float | None, longitude: float | None) -> str:
    """A position as its field shows it."""
    return "" if latitude is None or longitude is None else f"{latitude}, {longitude}"


def read_position(written: str) -> tuple[float | None, float | None]:
    """Latitude and longitude in degrees as people write them; raises ValidationError."""
    if not written:
        return None, None
    try:
        latitude, longitude = (float(part) for part in written.replace(";", ",").split(","))
    except ValueError:
        raise ValidationError(
            _("Write latitude and longitude, such as 56.1530, 10.1998.")
        ) from None
    if not (-90 <= latitude <= 90 and -180 <= longitude <= 180):
        raise ValidationError(_("Latitude goes from -90 to 90, longitude from -180 to 180."))
    return latitude, longitude
