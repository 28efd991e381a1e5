"""Doing something to many participants: what with, said once for all of them."""

from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_babel import ngettext
from wtforms import HiddenField

from cwf.registration.bulk import PLACEHOLDERS, Deed, unknown_holes
from cwf.registration.forms.words import PAYMENTS
from cwf.web.forms import ChoiceField, LineField, NewForm, TextsField

DEEDS = {
    Deed.APPROVE: _l("Approve"),
    Deed.DECLINE: _l("Decline"),
    Deed.CANCEL: _l("Cancel the registration"),
    Deed.PAYMENT: _l("Note the payment"),
    Deed.MAIL: _l("Write a mail"),
    Deed.LINK: _l("Send the personal link again"),
}


def in_question(deed: Deed, number: int) -> str:
    """What is about to be done, and to how many."""
    said = {
        Deed.APPROVE: ngettext("Approve %(num)d person", "Approve %(num)d people", number),
        Deed.DECLINE: ngettext("Decline %(num)d person", "Decline %(num)d people", number),
        Deed.CANCEL: ngettext(
            "Cancel the registration of %(num)d person",
            "Cancel the registrations of %(num)d people",
            number,
        ),
        Deed.PAYMENT: ngettext(
            "Note the payment of %(num)d person", "Note the payments of %(num)d people", number
        ),
        Deed.MAIL: ngettext("Write to %(num)d person", "Write to %(num)d people", number),
        Deed.LINK: ngettext(
            "Send %(num)d personal link again", "Send %(num)d personal links again", number
        ),
    }
    return said[deed]


class BulkForm(NewForm):
    """What goes with a deed. `seal` is of those whom the page named, and of nobody else."""

    seal = HiddenField()
    reason = LineField(_l("Reason"), most=300, description=_l("It stands in the mail and the log."))
    payment = ChoiceField(_l("Payment"))
    subject = TextsField(_l("Subject"), most=150)
    text = TextsField(
        _l("Text"),
        multiline=True,
        rows=10,
        most=5000,
        description=_l(
            "{name} stands for the name, {link} for the personal link, {forum} for the forum. Each"
            " reads it in the language of their mails, as far as it is written in that."
        ),
    )

    FIELDS = {
        Deed.APPROVE: (),
        Deed.DECLINE: ("reason",),
        Deed.CANCEL: ("reason",),
        Deed.PAYMENT: ("payment",),
        Deed.MAIL: ("subject", "text"),
        Deed.LINK: (),
    }

    def __init__(self, *args: Any, deed: Deed, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.deed = deed
        states = [(code, f"{str(word)[:1].upper()}{str(word)[1:]}") for code, word in
                  PAYMENTS.items()]  # fmt: skip
        self.payment.offer([("", _("Choose")), *states])
        for name in ("reason", "payment", "subject", "text"):
            if name not in self.FIELDS[deed]:
                del self[name]

    def validate(self, extra_validators: Any = None) -> bool:
        """The fields by themselves, then whether a mail says something that can be filled in."""
        if not super().validate(extra_validators):
            return False
        if self.deed is Deed.PAYMENT and not self.payment.data:
            self.fail("payment", _("Choose one of the list."))
        if self.deed is Deed.MAIL:
            self._check_mail()
        return not self.errors

    def _check_mail(self) -> None:
        first = self.meta.languages[0]
        for name in ("subject", "text"):
            if not self[name].data:
                self._say(name, first, _("Write it in one language at least."))
        if self.errors:
            return
        if set(self.subject.data) != set(self.text.data):
            only = sorted(set(self.subject.data) ^ set(self.text.data))[0]
            name = "text" if only in self.subject.data else "subject"
            self._say(name, only, _("Write this, too, in each language that you use."))
            return
        for name in ("subject", "text"):
            for language, words in self[name].data.items():
                if holes := unknown_holes(words):
                    sentence = _(
                        "There is no {%(hole)s}. There are: %(known)s.",
                        hole=holes[0],
                        known=", ".join(f"{{{one}}}" for one in PLACEHOLDERS),
                    )
                    self._say(name, language, sentence)

    def _say(self, name: str, language: str, sentence: str) -> None:
        """Beside the control of one language."""
        self[name].fields[language].errors = [sentence]
        self[name].errors = {language: [sentence]}

    @property
    def said(self) -> dict[str, Any]:
        """What the actions take."""
        return {name: self[name].data for name in self.FIELDS[self.deed]}
