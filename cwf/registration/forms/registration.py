"""The forms of those who take part."""

from collections.abc import Iterable
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, EmailField
from wtforms.validators import DataRequired, Length, Regexp

from cwf.editions.forms.settings import countries
from cwf.i18n import LANGUAGES, language
from cwf.programme.collation import order
from cwf.registration.categories import Category
from cwf.registration.details import Details, same_address
from cwf.registration.forms.words import CATEGORIES
from cwf.web.forms import ChoiceField, Form, LineField, NewForm
from cwf.web.forms.fields import clean_line

# One address and no more: nothing that a mail program would read as a list or a name.
ADDRESS = r"^[^@\s,;:<>()\[\]\"\\]+@[^@\s,;:<>()\[\]\"\\]+\.[^@\s,;:<>()\[\]\"\\.]+$"


def typed_address(text: str | None) -> str:
    """An address as it was typed, as it is compared."""
    return same_address(clean_line(text))


def email_field() -> EmailField:
    """An e-mail address, kept as it is compared."""
    return EmailField(
        _l("E-mail address"),
        [
            DataRequired(_l("Write your e-mail address.")),
            Length(max=320),
            Regexp(ADDRESS, message=_l("Write an e-mail address, such as name@example.org.")),
        ],
        filters=[typed_address],
        render_kw={"autocomplete": "email"},
    )


class DetailsForm(Form):
    """Who takes part, and as what. `categories` are those to choose from; one is no choice."""

    name = LineField(_l("Name"), required=True, render_kw={"autocomplete": "name"})
    country = ChoiceField(
        _l("Country where you live"),
        validators=[DataRequired(_l("Choose a country."))],
        render_kw={"autocomplete": "country"},
    )
    affiliation = LineField(
        _l("Affiliation (optional)"),
        description=_l("Where you work or study, or whom you come for."),
        render_kw={"autocomplete": "organization"},
    )
    category = ChoiceField(_l("You take part as"))
    language = ChoiceField(_l("Language of mails"), choices=list(LANGUAGES.items()))

    def __init__(self, *args: Any, categories: Iterable[Category], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        key = order(language())
        lands = sorted(countries(), key=lambda pair: key(pair[1]))
        self.country.offer([("", _("Choose")), *lands])
        offered = tuple(categories)
        self.category.offer([(one, CATEGORIES[one]) for one in offered])
        self.only = offered[0] if len(offered) == 1 else None
        if self.only:
            del self["category"]

    @property
    def chosen_category(self) -> Category | None:
        """As what one wants to take part; None: as nothing that there is."""
        if self.only:
            return self.only
        return Category(self.category.data) if self.category.data in list(Category) else None

    @property
    def details(self) -> Details:
        """What the actions take."""
        return Details(
            name=self.name.data,
            country=self.country.data,
            affiliation=self.affiliation.data or "",
            category=self.only or Category(self.category.data),
            language=self.language.data,
        )


class RegistrationForm(DetailsForm, NewForm):
    """Asking to take part."""

    email = email_field()
    consent = BooleanField(
        _l("The organisers may keep and use these details for this forum."),
        validators=[DataRequired(_l("Without this we cannot register you."))],
    )

    ORDER = ("name", "email", "country", "affiliation", "category", "language", "consent")


class AskLinkForm(NewForm):
    """Where to send personal links."""

    email = email_field()


class PlainForm(Form):
    """A button that changes something."""


class HandOverForm(Form):
    """Who comes; with another address, somebody else."""

    name = LineField(_l("Name"), required=True)
    email = email_field()
