"""Feeds of an account: a new one, and how one is called and rings."""

from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_babel import ngettext

from cwf.agendas.feeds import ALARMS
from cwf.web.forms import ChoiceField, Form, LineField


class NewFeedForm(Form):
    """What to subscribe to; `offers` are (value, label, group) of all there is."""

    of = ChoiceField(_l("What"))
    name = LineField(_l("Name"), most=100)

    def __init__(self, *args: Any, offers: list[tuple[str, str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.of.offer(offers)


class FeedForm(Form):
    """Its name, and how long before the start it rings."""

    name = LineField(_l("Name"), most=100)
    alarm = ChoiceField(_l("Alarm"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        before = [
            (str(one), ngettext("%(num)d minute before", "%(num)d minutes before", one))
            for one in ALARMS
        ]
        self.alarm.offer([("", _("None")), *before])
