"""Sessions: content, cancellation, substitution, several at once."""

from typing import Any

from flask_babel import lazy_gettext as _l

from cwf.programme.forms.people import PeopleField
from cwf.programme.timetable import Kind, Status
from cwf.web.forms import (
    ChoiceField,
    Form,
    MultiCheckField,
    NewForm,
    NumberField,
    ProseField,
    TextsField,
)

STATUS_WORDS = {
    Status.DRAFT: _l("Draft"),
    Status.CONFIRMED: _l("Confirmed"),
    Status.CANCELLED: _l("Cancelled"),
}
SURE = [(status.value, STATUS_WORDS[status]) for status in (Status.DRAFT, Status.CONFIRMED)]
KEEP = ("", _l("Leave as it is"))
NO_TRACK = "-"


class SessionForm(Form):
    """A session; kinds, tracks, languages, hosts and speakers are offered once it is made."""

    title = TextsField(_l("Title"), required=True, most=160)
    subtitle = TextsField(_l("Subtitle"), most=200)
    kind = ChoiceField(_l("Kind"))
    track = ChoiceField(_l("Track"))
    status = ChoiceField(_l("Status"), choices=SURE)
    language = ChoiceField(_l("Spoken language"))
    people = PeopleField(_l("Speakers"))
    hosts = MultiCheckField(_l("Host regions"))
    abstract = TextsField(
        _l("Abstract"),
        multiline=True,
        rows=8,
        description=_l("Markdown: *emphasis*, lists."),
    )
    expected = NumberField(_l("Expected number, not published"), most=100_000)
    staff_note = ProseField(_l("Notes for staff"), most=10_000, description=_l("Never published."))

    @property
    def values(self) -> dict[str, Any]:
        """What the actions take, apart from rows and status."""
        return {
            "kind": Kind(self.kind.data),
            "title": self.title.data,
            "subtitle": self.subtitle.data,
            "abstract": self.abstract.data,
            "language": self.language.data or None,
            "expected": self.expected.data,
            "staff_note": self.staff_note.data,
        }


class NewSessionForm(SessionForm, NewForm):
    """A new session."""


class CancellationForm(Form):
    """Why a session does not take place."""

    reason = TextsField(
        _l("Reason, shown to guests"), required=True, multiline=True, most=1000, rows=3
    )


class SubstitutionForm(Form):
    """Who steps in for whom."""

    was = ChoiceField(_l("Who does not come"))
    now = ChoiceField(_l("Who steps in"))
    reason = TextsField(_l("Reason, shown to guests"), most=300)


class BulkForm(Form):
    """The same for several sessions."""

    sessions = MultiCheckField(_l("Sessions"), validate_choice=False)
    track = ChoiceField(_l("Track"))
    kind = ChoiceField(_l("Kind"))
    status = ChoiceField(_l("Status"), choices=[KEEP, *SURE])

    @property
    def values(self) -> dict[str, Any]:
        """What is to be the same, the track apart."""
        values: dict[str, Any] = {}
        if self.kind.data:
            values["kind"] = Kind(self.kind.data)
        if self.status.data:
            values["status"] = Status(self.status.data)
        return values
