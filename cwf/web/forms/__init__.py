"""Forms: fields that speak our words, one control per language, and two people at one thing.

Every form that changes something carries the version of what it shows. If that is no longer the
one that stands, the view answers 409 with both texts side by side (`conflict_page`), and nothing
typed is lost. Every form that makes something carries a key, so that sending it twice makes one.
"""

from cwf.web.forms.base import Form, NewForm, conflict_page
from cwf.web.forms.choices import (
    ChoiceField,
    MultiCheckField,
    PickField,
    SwatchField,
    TriStateField,
    YesNoField,
    ZoneField,
)
from cwf.web.forms.fields import (
    ClockField,
    ColourField,
    DayField,
    LineField,
    NumberField,
    ProseField,
    ungrouped,
)
from cwf.web.forms.texts import TextsField

__all__ = [
    "ChoiceField",
    "ClockField",
    "ColourField",
    "DayField",
    "Form",
    "LineField",
    "MultiCheckField",
    "NewForm",
    "NumberField",
    "PickField",
    "ProseField",
    "SwatchField",
    "TextsField",
    "TriStateField",
    "YesNoField",
    "ZoneField",
    "conflict_page",
    "ungrouped",
]
