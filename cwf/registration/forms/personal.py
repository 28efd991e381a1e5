"""Forms by which somebody is erased, or two rows of one person become one."""

from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms.validators import ValidationError

from cwf.web.forms import ChoiceField, Form, LineField


class ErasureForm(Form):
    """Erase somebody: `word` has to be typed as it is shown, for it cannot be taken back."""

    said = LineField(_l("To confirm, write it here"), required=True, most=320)

    def __init__(self, *args: Any, word: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.word = word
        self.said.description = _("Write “%(word)s”. It cannot be taken back.", word=word)

    def validate_said(self, field: LineField) -> None:
        """Whether it is the word, however it is spaced or capitalised."""
        said, wanted = (" ".join(one.split()).casefold() for one in (field.data or "", self.word))
        if said != wanted:
            raise ValidationError(_("That is not “%(word)s”.", word=self.word))


class MergingForm(Form):
    """Make one person of two."""

    stays = ChoiceField(_l("Whose name stays"))

    def __init__(self, *args: Any, names: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.stays.offer(names)
