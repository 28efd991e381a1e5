"""Lists of members: sending one, and saying what its columns hold."""

from collections.abc import Sequence
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf.file import FileField

from cwf.delegations.forms.words import ROLES
from cwf.delegations.sheets.asking import MEMBERS, as_members
from cwf.delegations.sheets.fields import offered
from cwf.i18n import language
from cwf.programme.columns import Asked
from cwf.programme.forms.imports import ColumnsForm, FileForm
from cwf.programme.forms.imports import columns_form as form_for
from cwf.web.forms import ChoiceField

ENDINGS = (".xlsx", ".ods", ".csv", ".tsv", ".txt")


class ListForm(FileForm):
    """A list of members."""

    file = FileField(
        _l("File"),
        description=_l(
            "A spreadsheet (XLSX, ODS, CSV) with a row for each member, 5,000 rows and 10 MB at "
            "most. Nothing is changed before you have seen what would change."
        ),
        render_kw={"accept": ",".join(ENDINGS)},
    )


class ListColumnsForm(ColumnsForm):
    """What the columns of a list hold, and the role of those of whom it says none."""

    def validate(self, extra_validators: Any = None) -> bool:
        """Just one sheet is the list."""
        sound = super().validate(extra_validators)
        chosen = [place for place, one in enumerate(self.answered) if one.noun]
        if sound and len(chosen) > 1:
            self.fail(f"sheet_{chosen[1]}", _("Choose one sheet: the one with the members."))
            return False
        return sound


def columns_form(asked: Sequence[Asked], *, host: bool, role: str) -> ListColumnsForm:
    """The form for these sheets, columns of those that are not read guessed, too."""
    own = 1 if language() == "da" else 0
    words = [(one.name, one.words[own][:1].upper() + one.words[own][1:])
             for one in offered(host=host)]  # fmt: skip
    guessed = [one if one.holds else as_members(one, host=host, remembered={}) for one in asked]
    shown = [
        Asked(name=new.name, noun=old.noun, headings=new.headings, samples=new.samples,
              rows=new.rows, holds=new.holds)
        for old, new in zip(asked, guessed, strict=True)
    ]  # fmt: skip
    roles = [("", _("Each row says it")), *ROLES.items()]
    form = form_for(
        shown,
        (),
        kind=ListColumnsForm,
        nouns=[("", _("Do not read this sheet")), (MEMBERS, _("A member"))],
        offered=lambda _noun: words,
        role=ChoiceField(
            _("Role of those of whom the list says none"), choices=roles, default=role
        ),
    )
    assert isinstance(form, ListColumnsForm)
    return form
