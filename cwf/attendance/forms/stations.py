"""The form of a station, and those of a door without scripts."""

from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from cwf.attendance.stations import Kind
from cwf.web.forms import ChoiceField, LineField, NewForm

KINDS = {
    Kind.DOOR: _l("The forum's door"),
    Kind.SESSION: _l("The door of a session with few places"),
    Kind.CLICKER: _l("A clicker, for an open area"),
}


class StationForm(NewForm):
    """What a station is for, what it is called, and of a session's door, which."""

    kind = ChoiceField(_l("What it is for"), choices=list(KINDS.items()))
    name = LineField(
        _l("Name"),
        required=True,
        most=200,
        description=_l("It is read at a second scan: came in at 9:12, Main entrance."),
    )
    slot = ChoiceField(_l("Session"), description=_l("Only for the door of a session."))

    def validate(self, extra_validators: Any = None) -> bool:
        """The door of a session names the session."""
        fine = super().validate(extra_validators)
        if self.kind.data == Kind.SESSION and not self.slot.data:
            self.slot.errors = [*self.slot.errors, _("Say which session.")]
            return False
        return fine
