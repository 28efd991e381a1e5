"""The forms by which members are named, changed and replaced."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, EmailField
from wtforms.validators import Length, Optional, Regexp

from cwf.delegations.forms.words import AS
from cwf.delegations.naming import Named
from cwf.delegations.roles import Role
from cwf.editions.forms.settings import countries
from cwf.i18n import LANGUAGES, language
from cwf.programme.collation import order
from cwf.registration.details import same_address
from cwf.registration.forms.registration import ADDRESS
from cwf.registration.places import Wait
from cwf.web.forms import ChoiceField, Form, LineField, NewForm, ProseField
from cwf.web.forms.fields import clean_line

WAITS = [
    (Wait.NO, _l("Do not add them")),
    (Wait.PARTS, _l("Put them on the waiting list")),
]


def _address(text: str | None) -> str:
    return same_address(clean_line(text))


class PersonForm(Form):
    """Who comes. `default_country` is that of the delegation."""

    name = LineField(_l("Name"), required=True)
    email = EmailField(
        _l("E-mail address (optional)"),
        [
            Optional(),
            Length(max=320),
            Regexp(ADDRESS, message=_l("Write an e-mail address, such as name@example.org.")),
        ],
        filters=[_address],
        description=_l("Without one they get no mail, and you fill in what is theirs."),
    )
    affiliation = LineField(_l("Comes from (optional)"), description=_l("Body, firm or school."))
    country = ChoiceField(_l("Country where they live"))
    language = ChoiceField(_l("Language of mails"), choices=list(LANGUAGES.items()))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        key = order(language())
        lands = sorted(countries(), key=lambda pair: key(pair[1]))
        self.country.offer([("", _("Not known")), *lands])

    def named(self, role: Role, **more: Any) -> Named:
        """What the actions take."""
        return Named(
            name=self.name.data,
            role=role,
            email=self.email.data or "",
            country=self.country.data or "",
            affiliation=self.affiliation.data or "",
            language=self.language.data,
            **more,
        )


class InRoleForm(PersonForm):
    """A member: who, in what role, beside whom. `free` are places by role (None: no bound)."""

    role = ChoiceField(_l("Comes as"))
    presents = LineField(
        _l("Presents (optional)"), most=300, description=_l("What is no session of the programme.")
    )
    accompanies = ChoiceField(
        _l("Accompanies"), description=_l("Of an accompanying person: whom they come with.")
    )

    def __init__(
        self,
        *args: Any,
        members: Iterable[tuple[int, str]],
        free: Mapping[Role, int | None],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.role.offer([(role, _with_places(role, free)) for role in Role])
        self.accompanies.offer([("", _("Nobody in particular")), *members])

    @property
    def member(self) -> Named:
        """What the actions take."""
        beside = self.accompanies.data
        return self.named(
            Role(self.role.data),
            presents=self.presents.data or "",
            accompanies=int(beside) if beside else None,
        )


class NewMemberForm(InRoleForm, NewForm):
    """Naming one."""

    wait = ChoiceField(_l("If no place is free"), choices=WAITS)
    ask = BooleanField(
        _l("Ask them to fill in the rest"),
        description=_l("A mail brings them their personal link. Without it they are only told."),
    )
    again = BooleanField(_l("This is somebody else of the same name"))


class SubstituteForm(PersonForm, NewForm):
    """Who comes instead, in the same role."""


class CircularForm(NewForm):
    """A head's own words to all members."""

    subject = LineField(_l("Subject"), required=True, most=150)
    text = ProseField(
        _l("Message"), required=True, most=5000, render_kw={"rows": 10},
        description=_l("Each gets it with their name above and your address for answers below."),
    )  # fmt: skip


def _with_places(role: Role, free: Mapping[Role, int | None]) -> str:
    """A role, and how many places of it are free."""
    left = free.get(role)
    if left is None:
        return str(AS[role])
    if left == 0:
        return _("%(role)s, no place free", role=AS[role])
    return _("%(role)s, %(number)s free", role=AS[role], number=left)


def choices(members: Sequence[Any], but: Any = None) -> list[tuple[int, str]]:
    """Whom somebody can accompany: (id, name) of those who accompany nobody."""
    return [
        (one.id, one.participant.person.name)
        for one in members
        if one is not but and one.role != Role.ACCOMPANYING
    ]
