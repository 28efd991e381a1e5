"""The form of a message."""

from flask_babel import lazy_gettext as _l

from cwf.web.forms import NewForm, ProseField


class MessageForm(NewForm):
    """A message to the other side."""

    text = ProseField(_l("Your message"), required=True, most=5000, render_kw={"rows": 6})
