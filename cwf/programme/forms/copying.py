"""A new edition from an earlier one."""

from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import ValidationError

from cwf.editions.forms.settings import SLUG
from cwf.programme.actions.copying import Part
from cwf.web.forms import DayField, LineField, MultiCheckField, NewForm, NumberField

PARTS = {
    Part.TRACKS: _l("Tracks"),
    Part.KINDS: _l("Words for kinds of sessions"),
    Part.ROOMS: _l("Venues and rooms"),
    Part.SESSIONS: _l("Sessions, their speakers and times, as drafts"),
}


class CopyForm(NewForm):
    """What the new edition is called, when it opens, and what it takes along."""

    year = NumberField(_l("Year"), least=2000, most=2100, required=True)
    slug = LineField(
        _l("Address"),
        most=80,
        description=_l("Small letters, digits and hyphens. Empty: the year. It never changes."),
    )
    starts = DayField(_l("First day"), description=_l("Placings move by as many days."))
    parts = MultiCheckField(_l("Take along"), choices=list(PARTS.items()))

    def __init__(self, *args: Any, placed: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.placed = placed

    def validate_slug(self, field: LineField) -> None:
        """What can stand in an address."""
        if field.data and not SLUG.fullmatch(field.data):
            raise ValidationError(_("Use small letters, digits and hyphens, such as aarhus-2027."))

    def validate(self, extra_validators: Any = None) -> bool:
        """Placings cannot move without a first day."""
        sound = bool(super().validate(extra_validators))
        wants = Part.SESSIONS in self.parts.data
        if wants and self.placed and not self.starts.data and not self.starts.errors:
            self.fail("starts", _("Choose the first day, so that the sessions know theirs."))
            return False
        return sound

    @property
    def values(self) -> dict[str, Any]:
        """What the action takes."""
        return {
            "slug": self.slug.data or str(self.year.data),
            "year": self.year.data,
            "starts": self.starts.data,
            "parts": [Part(name) for name in self.parts.data],
        }
