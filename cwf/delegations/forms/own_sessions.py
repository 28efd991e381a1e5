"""The form by which the host says which sessions a region runs."""

from flask_babel import lazy_gettext as _l

from cwf.web.forms import Form, MultiCheckField


class OwnSessionsForm(Form):
    """Ticks of sessions."""

    sessions = MultiCheckField(_l("Sessions that the region runs, alone or with others"))
