"""The forms of heads: naming one, answering an invitation."""

from typing import Any

from flask_babel import lazy_gettext as _l

from cwf.delegations.forms.words import RANKS
from cwf.i18n import LANGUAGES
from cwf.registration.forms.registration import email_field
from cwf.web.forms import ChoiceField, Form, LineField, NewForm, ProseField


class HeadForm(NewForm):
    """Who is to answer for a delegation, or to stand in for who does."""

    name = LineField(_l("Name"), required=True)
    email = email_field()
    language = ChoiceField(_l("Language of mails"), choices=list(LANGUAGES.items()))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.email.render_kw = {"autocomplete": "off"}


class HostsHeadForm(HeadForm):
    """The same, as the host fills it in: heads, too."""

    rank = ChoiceField(_l("Answers as"), choices=list(RANKS.items()))


class WordForm(Form):
    """A word that goes with a step; the other side reads it."""

    word = ProseField(_l("A word with it (optional)"), most=500, render_kw={"rows": 3})


class DeclineForm(Form):
    """Why an invitation is declined."""

    reason = ProseField(_l("Why, if you like to say (optional)"), most=500, render_kw={"rows": 3})
