"""Fields that choose: one of a list, several, yes or no or not known, a zone."""

from collections.abc import Iterable
from functools import cache
from typing import Any
from zoneinfo import available_timezones

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import RadioField, SelectField, SelectMultipleField
from wtforms.fields.choices import Choice, SelectChoice
from wtforms.validators import InputRequired
from wtforms.widgets import CheckboxInput, ListWidget

AREAS = (
    "Africa",
    "America",
    "Antarctica",
    "Asia",
    "Atlantic",
    "Australia",
    "Europe",
    "Indian",
    "Pacific",
)

Pairs = Iterable[tuple[str, Any]]


class ChoiceField(SelectField):
    """One of a list of (value, label) or (value, label, group); `data` is a str, "" for none."""

    def __init__(self, label: Any = None, *, choices: Any = (), **kwargs: Any) -> None:
        super().__init__(label, choices=options(choices), **kwargs)

    def process_data(self, value: Any) -> None:
        """None as ""."""
        self.data = "" if value is None else str(value)

    def offer(self, choices: Any) -> None:
        """Set the list, once the form is made."""
        self.choices = options(choices)

    def said(self, data: Any) -> list[tuple[str | None, str]]:
        """A value in words."""
        chosen = {str(value) for value in (data if isinstance(data, list) else [data]) if value}
        return [
            (None, str(choice.label))
            for choice in self.choices or []
            if str(choice.value) in chosen
        ]


class SwatchField(ChoiceField):
    """One of a list of colours, each shown beside its name; rendered as radio buttons."""

    template = "components/_swatches.html"

    def offer(self, choices: Any, colours: dict[str, str] | None = None) -> None:
        """Set the list, and the colour (#RRGGBB) of each value that has one."""
        self.choices = options(choices)
        self.colours = colours or {}


class MultiCheckField(SelectMultipleField):
    """Several of a list, each a tick; `data` is a list of str. With none ticked it is empty."""

    widget = ListWidget(prefix_label=False)
    option_widget = CheckboxInput()

    def __init__(self, label: Any = None, *, choices: Any = (), **kwargs: Any) -> None:
        super().__init__(label, choices=options(choices), **kwargs)

    offer = ChoiceField.offer
    said = ChoiceField.said

    def process_data(self, value: Any) -> None:
        """None as []."""
        self.data = [str(one) for one in value or []]

    def process_formdata(self, valuelist: list[str]) -> None:
        """Ticks that are off are not sent: a submitted form without any means none."""
        self.data = list(valuelist)


class TriStateField(SelectField):
    """Yes, no, or not known (None)."""

    def __init__(self, label: Any = None, **kwargs: Any) -> None:
        pairs = [("", _l("Not known")), ("yes", _l("Yes")), ("no", _l("No"))]
        super().__init__(label, choices=options(pairs), coerce=str, **kwargs)

    def process_data(self, value: bool | None) -> None:
        """From True, False or None."""
        self.data = value

    def process_formdata(self, valuelist: list[str]) -> None:
        """To True, False or None; raises ValueError on anything else."""
        if not valuelist:
            return
        known = {"": None, "yes": True, "no": False}
        if valuelist[0] not in known:
            raise ValueError(_("Choose one of the list."))
        self.data = known[valuelist[0]]

    def iter_choices(self) -> list[Choice]:
        """The choices, with the present one marked."""
        present = {None: "", True: "yes", False: "no"}[self.data]
        return [
            Choice(one.value, one.label, one.value == present, one.render_kw)
            for one in self.choices or []
        ]

    def pre_validate(self, form: Any) -> None:
        """Reading has checked it."""


class YesNoField(RadioField):
    """Yes or no, neither preticked: `data` is True, False, or None while nobody has said."""

    def __init__(self, label: Any = None, *, required: bool = False, **kwargs: Any) -> None:
        pairs = [("yes", _l("Yes")), ("no", _l("No"))]
        presence = [InputRequired(_l("Choose one."))] if required else []
        super().__init__(label, presence, choices=options(pairs), coerce=str, **kwargs)

    process_data = TriStateField.process_data
    process_formdata = TriStateField.process_formdata
    iter_choices = TriStateField.iter_choices
    pre_validate = TriStateField.pre_validate


class PickField(RadioField):
    """One of a short list, each a radio button; `data` is a str, "" while none is chosen."""

    def __init__(self, label: Any = None, *, choices: Any = (), **kwargs: Any) -> None:
        super().__init__(label, choices=options(choices), **kwargs)

    process_data = ChoiceField.process_data
    offer = ChoiceField.offer
    said = ChoiceField.said

    def process_formdata(self, valuelist: list[str]) -> None:
        """None is sent while none is chosen."""
        self.data = valuelist[0] if valuelist else ""

    def pre_validate(self, form: Any) -> None:
        """None is a choice, too: whether there must be one says a validator."""
        if self.data:
            super().pre_validate(form)


class ZoneField(ChoiceField):
    """An IANA zone, such as Europe/Copenhagen; with `required=False` "" stands for none."""

    def __init__(self, label: Any = None, *, required: bool = True, **kwargs: Any) -> None:
        none = [] if required else [("", _l("The edition's own"))]
        named = [(name, name.replace("_", " ")) for name in zones()]
        super().__init__(label, choices=[*none, ("UTC", "UTC"), *named], **kwargs)


def options(choices: Any) -> list[SelectChoice]:
    """(value, label) or (value, label, group) as WTForms wants them."""
    return [
        SelectChoice(value=str(value), label=label, optgroup=group[0] if group else None)
        for value, label, *group in choices
    ]


@cache
def zones() -> tuple[str, ...]:
    """The zones that places have, in order."""
    return tuple(sorted(name for name in available_timezones() if name.split("/")[0] in AREAS))
