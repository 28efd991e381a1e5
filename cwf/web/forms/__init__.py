"""Forms: fields that speak our words, one control per language, and two people at one thing.

Every form that changes something carries the version of what it shows. If that is no longer the
one that stands, the view answers 409 with both texts side by side (`conflict_page`), and nothing
typed is lost. Every form that makes something carries a key, so that sending it twice makes one.
"""

from cwf.web.forms.base import Form, NewForm, conflict_page
from cwf.web.forms.choices import (
    ChoiceField,
    MultiCheckField,
    SwatchField,
    TriStateField,
    ZoneField,
)
from cwf.web.forms.fields import (
    ClockField,
    ColourField,
    DayField,
    LineField,
    NumberField,
    ProseField,
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
    "ProseField",
    "SwatchField",
    "TextsField",
    "TriStateField",
    "ZoneField",
    "conflict_page",
]
