"""Publishing: the note, and the draft that was looked at."""

from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import HiddenField

from cwf.web.forms import Form, TextsField


class ReleaseForm(Form):
    """A release to be; `draft` is the digest of the draft that the organiser saw."""

    draft = HiddenField()
    note = TextsField(
        _l("Note"),
        multiline=True,
        most=500,
        description=_l("Shown on the page of changes, in each language."),
    )

    @property
    def values(self) -> dict[str, Any]:
        """What the release takes."""
        return {"note": self.note.data}


class WithdrawalForm(Form):
    """Taking the programme out of sight."""
