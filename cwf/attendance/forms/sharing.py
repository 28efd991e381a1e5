"""The form of what an edition shows of its attendance to everybody."""

from flask_babel import lazy_gettext as _l

from cwf.web.forms import ChoiceField, Form


class SharingForm(Form):
    """Which target the public counter shows, if any."""

    counter = ChoiceField(
        _l("What the counter shows"),
        description=_l("A picture of one number that any page can show. Nobody is named in it."),
    )
