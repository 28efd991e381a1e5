"""How somebody wants to be told of changes."""

from flask_babel import lazy_gettext as _l
from wtforms import BooleanField

from cwf.web.forms import ChoiceField, Form, ZoneField

HOURS = [(str(hour), f"{hour:02}:00") for hour in range(24)]


class NoticeForm(Form):
    """Mails or none, and the hours without."""

    mails = BooleanField(_l("Send me a mail when something that I picked changes"))
    quiet_from = ChoiceField(_l("No mails from"), choices=HOURS)
    quiet_to = ChoiceField(
        _l("until"),
        choices=HOURS,
        description=_l(
            "What comes meanwhile comes in one mail then. The same hour twice: mails at any hour."
        ),
    )
    zone = ZoneField(
        _l("On the clock of"),
        required=False,
        description=_l("Where you live, if the clock there is another one than that of the forum."),
    )
