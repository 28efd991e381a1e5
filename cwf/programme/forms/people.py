"""Who is in a session, as rows of a form: speaker, role, order; without script, too."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from flask_babel import gettext as _
from wtforms import Field, ValidationError

from cwf.programme.timetable import PersonRole

BLANKS = 3
MOST = 100


@dataclass(frozen=True, kw_only=True)
class Line:
    """One row as it is shown."""

    number: int
    speaker: str
    role: str


class PeopleField(Field):
    """`data` is a list of (slug of a speaker, role) in their order; speakers are offered."""

    template = "programme/_people.html"

    def __init__(self, label: Any = None, **kwargs: Any) -> None:
        super().__init__(label, **kwargs)
        self.speakers: dict[str, str] = {}
        self.roles: dict[str, Any] = {}

    def offer(self, speakers: dict[str, str], roles: dict[str, Any]) -> None:
        """The speakers and roles to choose from, names by slug."""
        self.speakers, self.roles = speakers, roles

    @property
    def lines(self) -> list[Line]:
        """The rows of the form, with empty ones at the end."""
        filled = [(speaker, role) for speaker, role in self.data or []]
        blank = ("", PersonRole.SPEAKER.value)
        return [
            Line(number=number, speaker=speaker, role=role)
            for number, (speaker, role) in enumerate([*filled, *[blank] * BLANKS])
        ]

    def process(self, formdata: Any, data: Any = None, extra_filters: Any = None) -> None:
        """Take the rows of the session, or what was sent."""
        self.process_errors: list[str] = []
        self.object_data = data if isinstance(data, list) else []
        self.data = self.object_data
        if formdata is not None and any(key.startswith(f"{self.name}-") for key in formdata):
            self.data = list(self._sent(formdata))

    def _sent(self, formdata: Any) -> Iterator[tuple[str, str]]:
        rows: list[tuple[int, int, str, str]] = []
        for key in formdata:
            found = re.fullmatch(rf"{self.name}-(\d{{1,3}})-speaker", key)
            if found and formdata[key] and len(rows) < MOST:
                number = int(found[1])
                role = formdata.get(f"{self.name}-{number}-role", "")
                order = formdata.get(f"{self.name}-{number}-order", "").strip()
                place = int(order) if re.fullmatch(r"\d{1,4}", order, re.ASCII) else number + 1
                rows.append((place, number, formdata[key], role))
        for _place, _number, speaker, role in sorted(rows):
            yield speaker, role

    def pre_validate(self, form: Any) -> None:
        """Everybody is known, has a role, and is there once."""
        names = [speaker for speaker, _role in self.data]
        if unknown := [slug for slug in names if slug not in self.speakers]:
            raise ValidationError(_("Choose speakers of the list: %(name)s.", name=unknown[0]))
        if any(role not in self.roles for _speaker, role in self.data):
            raise ValidationError(_("Choose a role of the list."))
        if twice := [slug for slug in dict.fromkeys(names) if names.count(slug) > 1]:
            raise ValidationError(
                _("%(name)s stands there twice. Keep one line.", name=self.speakers[twice[0]])
            )

    def said(self, data: list[tuple[str, str]]) -> list[tuple[str | None, str]]:
        """A value in words."""
        return [
            (None, f"{self.speakers.get(slug, slug)}, {self.roles.get(role, role)}")
            for slug, role in data or []
        ]

    def __call__(self, **kwargs: Any) -> str:
        """Rows are rendered by their template."""
        return ""
