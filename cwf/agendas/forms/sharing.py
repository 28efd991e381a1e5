"""With whom an agenda is shared."""

from flask_babel import lazy_gettext as _l
from wtforms import EmailField
from wtforms.validators import DataRequired, Length, Regexp

from cwf.web.forms import Form
from cwf.web.forms.fields import clean_line


class ShareForm(Form):
    """The address of somebody who may read an agenda."""

    email = EmailField(
        _l("E-mail address of the other"),
        description=_l("They get a mail with a link, and read it after signing in with it."),
        validators=[
            DataRequired(_l("Write an e-mail address.")),
            Length(max=320),
            Regexp(r"[^@\s]+@[^@\s]+\.[^@\s]+$", message=_l("Write it like name@example.org.")),
        ],
        filters=[clean_line],
        render_kw={"autocomplete": "email"},
    )
