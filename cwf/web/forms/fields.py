"""Fields that take what people type, and say what they made of it."""

import re
import unicodedata
from collections.abc import Callable, Iterable
from contextlib import suppress
from datetime import date, time
from typing import Any
from uuid import UUID

from flask_babel import format_decimal
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, DateField, StringField, TextAreaField, ValidationError
from wtforms.validators import DataRequired, InputRequired, Length, Optional
from wtforms.widgets import ColorInput

from cwf.i18n import language

CONTROLS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
COLOUR = re.compile(r"#[0-9A-F]{6}")
CLOCK = re.compile(r"(\d{1,2})(?:[:.](\d{2}))?|(\d{1,2})(\d{2})")


def clean_line(text: str | None) -> str:
    """One line: composed (NFC), single spaces, no control characters (PostgreSQL refuses NUL)."""
    return " ".join(CONTROLS.sub("", unicodedata.normalize("NFC", text or "")).split())


def clean_prose(text: str | None) -> str:
    """Several lines: composed, newlines as \\n, no space at the ends of lines."""
    whole = CONTROLS.sub("", unicodedata.normalize("NFC", text or "").replace("\r\n", "\n"))
    return "\n".join(line.rstrip() for line in whole.replace("\r", "\n").split("\n")).strip()


def _capitals(text: str | None) -> str:
    return clean_line(text).upper()


def bounds(required: bool, most: int) -> list[Callable[..., None]]:
    """The validators of a text: whether it must be there, and how long it may be."""
    presence = DataRequired(_l("Fill this in.")) if required else Optional()
    return [presence, Length(max=most)]


class LineField(StringField):
    """One line of text, cleaned; `data` is "" where nothing was written."""

    def __init__(
        self, label: Any = None, *, required: bool = False, most: int = 200, **kwargs: Any
    ) -> None:
        super().__init__(label, bounds(required, most), filters=[clean_line], **kwargs)


class ColourField(StringField):
    """A colour as #RRGGBB; browsers offer their own way to choose one."""

    widget = ColorInput()

    def __init__(self, label: Any = None, **kwargs: Any) -> None:
        super().__init__(label, filters=[_capitals], **kwargs)

    def pre_validate(self, form: Any) -> None:
        """Six digits."""
        if self.data and not COLOUR.fullmatch(self.data):
            raise ValidationError(_("Write a colour as #RRGGBB, such as #F0BC2E."))


class ProseField(TextAreaField):
    """Several lines of text, cleaned."""

    def __init__(
        self, label: Any = None, *, required: bool = False, most: int = 20_000, **kwargs: Any
    ) -> None:
        kwargs.setdefault("render_kw", {"rows": 5})
        super().__init__(label, bounds(required, most), filters=[clean_prose], **kwargs)


GROUPED = re.compile(r"-?[1-9]\d{0,2}([.,])\d{3}(?:\1\d{3})*(?:(?!\1)[.,]\d{1,2})?", re.ASCII)


def ungrouped(written: str) -> str:
    """A number without what sets its thousands apart: spaces, or a mark before each three digits.

    Pages write 10,000 in English and 10.000 in Danish, so that is what people write back. It can
    be told from decimals, of which no field has three.

    >>> [ungrouped(one) for one in ("10 000", "10,000", "10.000", "1.234,50", "12,5", "0,500")]
    ['10000', '10000', '10000', '1234,50', '12,5', '0,500']
    """
    plain = re.sub(r"\s", "", written)
    grouped = GROUPED.fullmatch(plain)
    return plain.replace(grouped[1], "") if grouped else plain


class NumberField(StringField):
    """A whole number between bounds, or None; thousands may be set apart (ungrouped)."""

    def __init__(
        self,
        label: Any = None,
        *,
        least: int = 0,
        most: int = 1_000_000,
        required: bool = False,
        **kwargs: Any,
    ) -> None:
        kwargs.setdefault("render_kw", {"inputmode": "numeric", "autocomplete": "off"})
        self.least, self.most = least, most
        presence = InputRequired(_l("Fill this in.")) if required else Optional()
        super().__init__(label, [presence], **kwargs)

    def _value(self) -> str:
        if self.raw_data:
            return str(self.raw_data[0])
        return "" if self.data is None else str(self.data)

    def process_formdata(self, valuelist: list[str]) -> None:
        """Read it; raises ValueError with the way out."""
        if not valuelist:
            return
        written = ungrouped(valuelist[0])
        self.data = None
        if not written:
            return
        if not re.fullmatch(r"-?\d{1,12}", written, re.ASCII):
            raise ValueError(_("Write a whole number, such as 120."))
        if not self.least <= int(written) <= self.most:
            years = 10_000  # from here on a number is none, and is written with separators
            most = self.most if self.most < years else format_decimal(self.most)
            raise ValueError(
                _("Write a number from %(least)s to %(most)s.", least=self.least, most=most)
            )
        self.data = int(written)


class DayField(DateField):
    """A day, or None."""

    def __init__(self, label: Any = None, *, required: bool = False, **kwargs: Any) -> None:
        presence = InputRequired(_l("Choose a day.")) if required else Optional()
        super().__init__(label, [presence], **kwargs)


class ClockField(StringField):
    """A time of day in the edition's zone, or None: 9:30, 9.30, 0930 and 9 are all understood."""

    def __init__(self, label: Any = None, *, required: bool = False, **kwargs: Any) -> None:
        kwargs.setdefault("render_kw", {"autocomplete": "off", "size": 6, "maxlength": 8})
        presence = InputRequired(_l("Write a time, such as 9:30.")) if required else Optional()
        super().__init__(label, [presence], **kwargs)

    def _value(self) -> str:
        if self.raw_data:
            return str(self.raw_data[0])
        return said_clock(self.data) if self.data else ""

    def process_formdata(self, valuelist: list[str]) -> None:
        """Read it; raises ValueError with the way out."""
        if not valuelist:
            return
        written = valuelist[0].strip()
        self.data = read_clock(written) if written else None


def read_clock(written: str) -> time:
    """A time of day as people write it; raises ValueError with the way out."""
    found = CLOCK.fullmatch(written)
    hour, minute = (found[1] or found[3], found[2] or found[4] or "0") if found else ("99", "0")
    try:
        return time(int(hour), int(minute))
    except ValueError:
        raise ValueError(_("Write hours and minutes, such as 9:30, up to 23:59.")) from None


def said_clock(at: time) -> str:
    """A time of day as the reader's language writes it."""
    return f"{at:%H.%M}" if language() == "da" else f"{at:%H:%M}"


def said(field: Any, data: Any) -> list[tuple[str | None, str]]:
    """A value of a field in words, as (language or None, text) pairs; nothing: an empty list."""
    if hasattr(field, "said"):
        return list(field.said(data))
    if data is None or data == "" or data == []:
        return []
    if isinstance(field, BooleanField):
        return [(None, _("Yes"))] if data else []
    if isinstance(data, bool):
        return [(None, _("Yes") if data else _("No"))]
    if isinstance(data, time):
        return [(None, said_clock(data))]
    if isinstance(data, date):
        return [(None, data.isoformat())]
    return [(None, str(data))]


def read_uuids(sent: Iterable[str]) -> list[UUID]:
    """The UUIDs among what was sent, in their order; what is none counts for nothing."""
    found = []
    for written in sent:
        with suppress(ValueError):
            found.append(UUID(written))
    return found
