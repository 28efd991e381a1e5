"""The forms of an edition's staff."""

from flask_babel import lazy_gettext as _l
from wtforms import EmailField
from wtforms.validators import Length, Regexp

from cwf.editions.roles import StaffRole
from cwf.i18n import LANGUAGES
from cwf.web.forms import ChoiceField, Form
from cwf.web.forms.fields import clean_line

ROLES = {
    StaffRole.ORGANISER: _l("Organiser"),
    StaffRole.EDITOR: _l("Programme editor"),
    StaffRole.DOOR: _l("Door staff"),
}


class InviteForm(Form):
    """An address, and the role that it is offered."""

    email = EmailField(
        _l("E-mail address"),
        [
            Length(max=320),
            Regexp(
                r"^[^@\s]+@[^@\s]+\.[^@\s]+$",
                message=_l("Write an e-mail address, such as name@example.org."),
            ),
        ],
        filters=[clean_line],
    )
    role = ChoiceField(_l("Role"))
    language = ChoiceField(_l("Language of the mail"), choices=list(LANGUAGES.items()))
