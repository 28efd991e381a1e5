"""The base of all forms, and the page for two people at the same thing."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID, uuid4

from flask import render_template
from flask_babel import gettext as _
from flask_wtf import FlaskForm
from wtforms import Field, HiddenField
from wtforms.widgets import HiddenInput

from cwf.web.forms.fields import said
from cwf.web.forms.messages import Messages

TAKE = "take"


class VersionField(HiddenField):
    """The version of the row that the form shows; what cannot be read is None, so never current."""

    def process_formdata(self, valuelist: list[str]) -> None:
        """As a number."""
        written = valuelist[0] if valuelist else ""
        self.data = int(written) if written.isascii() and written.isdigit() else None


class KeyField(HiddenField):
    """The key under which a thing is made once; one that is no UUID is replaced."""

    def process_formdata(self, valuelist: list[str]) -> None:
        """As 32 hexadecimal digits."""
        try:
            self.data = UUID(valuelist[0]).hex if valuelist else uuid4().hex
        except ValueError:
            self.data = uuid4().hex

    def process_data(self, value: Any) -> None:
        """A new one for each form shown."""
        self.data = value or uuid4().hex


class SeenField(HiddenField):
    """What each field showed, as digests: so it is known which ones were touched."""

    def process_formdata(self, valuelist: list[str]) -> None:
        """{name: digest} of what was shown."""
        pairs = (part.split("=", 1) for part in (valuelist[0] if valuelist else "").split())
        self.data: dict[str, str] = {pair[0]: pair[1] for pair in pairs if len(pair) == 2}

    def _value(self) -> str:
        shown = self._form.shown
        return " ".join(f"{one.name}={digest(one, one.object_data)}" for one in shown)


def digest(field: Field, data: Any) -> str:
    """Eight digits that tell one value of a field from another."""
    return hashlib.sha256(repr(said(field, data)).encode()).hexdigest()[:8]


@dataclass(frozen=True, kw_only=True)
class Difference:
    """A field that two people see differently; texts are (language or None, text) pairs.

    `untouched`: this reader left it as the form showed it, so the other's change is all there is.
    """

    field: Field
    theirs: list[tuple[str | None, str]]
    untouched: bool


class Form(FlaskForm):
    """A form in our words. `languages` are the edition's, for TextsField; its own first.

    Give the row's values as `data`, its version among them. A submitted form in which fields are
    named under `take` gets those from the row: so the 409 page lets one choose field by field.
    """

    version = VersionField()
    seen = SeenField()

    class Meta(FlaskForm.Meta):
        """Where WTForms looks for words and for the languages of texts."""

        languages: tuple[str, ...] = ("en", "da")

        def get_translations(self, form: Any) -> Messages:
            """Ours."""
            return Messages()

    def __init__(self, *args: Any, languages: Iterable[str] = ("en", "da"), **kwargs: Any) -> None:
        kwargs["meta"] = {**kwargs.get("meta", {}), "languages": tuple(languages) or ("en",)}
        super().__init__(*args, **kwargs)

    def process(self, formdata: Any = None, *args: Any, **kwargs: Any) -> None:
        """Read what was sent; fields named under `take` keep what the row has."""
        super().process(formdata, *args, **kwargs)
        wrapped = self.meta.wrap_formdata(self, formdata)
        for name in wrapped.getlist(TAKE) if wrapped else []:
            if name in self and self[name] in self.shown:
                self[name].process(None, self[name].object_data)

    @property
    def shown(self) -> list[Field]:
        """The fields that people see."""
        return [field for field in self if not isinstance(field.widget, HiddenInput)]

    @property
    def stale(self) -> bool:
        """Whether this was submitted over a version that no longer stands."""
        current = self.version.object_data
        return bool(self.is_submitted() and current is not None and self.version.data != current)

    @property
    def overtaken(self) -> bool:
        """Whether a row without a version shows other values now than when the form was made."""
        seen = (self.is_submitted() and self.seen.data) or {}
        return any(
            seen.get(field.name, now) != now
            for field in self.shown
            if (now := digest(field, field.object_data))
        )

    @property
    def differences(self) -> list[Difference]:
        """The fields in which what was sent and what stands differ."""
        return [
            Difference(
                field=field,
                theirs=said(field, field.object_data),
                untouched=(self.seen.data or {}).get(field.name) == digest(field, field.data),
            )
            for field in self.shown
            if field.type != "FileField"
            and said(field, field.data) != said(field, field.object_data)
        ]

    def fail(self, name: str, sentence: str) -> None:
        """Put an error beside a field, or above the form if it has no such field."""
        if name not in self:
            self.form_errors.append(sentence)
        elif hasattr(self[name], "fail"):
            self[name].fail(sentence)
        else:
            self[name].errors = [*self[name].errors, sentence]


class NewForm(Form):
    """A form that makes something, once."""

    key = KeyField()


def conflict_page(
    form: Form, *, title: str, back: str, layout: str = "manage.html", **context: Any
) -> tuple[str, int]:
    """Both versions side by side, with status 409; sending it again saves what was chosen.

    `back` is the address of the thing as it stands now, `title` what the reader calls it.
    """
    different = form.differences
    form.version.data = form.version.object_data
    form.version.raw_data = None
    names = {difference.field.name for difference in different}
    rest = [field for field in form.shown if field.name not in names]
    page = render_template(
        "errors/both.html",
        form=form,
        title=title or _("This"),
        back=back,
        layout=layout,
        different=different,
        rest=rest,
        **context,
    )
    return page, 409
