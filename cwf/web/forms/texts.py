"""One text in all languages of an edition, side by side."""

from collections.abc import Iterator
from itertools import chain
from typing import Any

from wtforms import Field
from wtforms.validators import StopValidation, ValidationError

from cwf.web.forms.fields import LineField, ProseField
from cwf.web.templating import language_name


class TextsField(Field):
    """A text per language; `data` is {"en": …} without empty ones.

    The languages are those of the form (`languages=` there), the first one being the edition's
    own: `required` asks for it alone. Texts in languages that the form does not show are kept.
    `errors` is {language: [sentence]}.
    """

    def __init__(
        self,
        label: Any = None,
        *,
        required: bool = False,
        multiline: bool = False,
        most: int | None = None,
        rows: int = 5,
        **kwargs: Any,
    ) -> None:
        self.required = required
        super().__init__(label, **kwargs)
        self.fields: dict[str, Field] = {}
        for tag in self.meta.languages:
            wanted = required and tag == self.meta.languages[0]
            shape: dict[str, Any] = {
                "required": wanted,
                "label": language_name(tag),
                "name": f"{self.name}-{tag}",
            }
            made = (
                ProseField(most=most or 20_000, render_kw={"rows": rows, "lang": tag}, **shape)
                if multiline
                else LineField(most=most or 200, render_kw={"lang": tag}, **shape)
            )
            self.fields[tag] = self.meta.bind_field(
                self._form,
                made,
                {"name": f"{self.name}-{tag}", "prefix": "", "translations": self._translations},
            )
        self.id = self.label.field_id = f"{self.name}-{self.meta.languages[0]}"

    def __iter__(self) -> Iterator[Field]:
        return iter(self.fields.values())

    @property
    def parts(self) -> list[tuple[str, str, Field]]:
        """(language, its name, its control) in the edition's order, as templates take them."""
        return [(tag, language_name(tag), field) for tag, field in self.fields.items()]

    @property
    def data(self) -> dict[str, str]:
        """What is written, by language."""
        written = {tag: field.data for tag, field in self.fields.items()}
        return {tag: text for tag, text in {**self.others, **written}.items() if text}

    @data.setter
    def data(self, value: dict[str, str] | None) -> None:
        raise AttributeError("process() sets the texts")

    def process(self, formdata: Any, data: Any = None, extra_filters: Any = None) -> None:
        """Take the texts of the row, and over them what was sent."""
        texts = data if isinstance(data, dict) else {}
        self.object_data = {tag: text for tag, text in texts.items() if text}
        self.others = {tag: text for tag, text in texts.items() if tag not in self.fields}
        self.process_errors: list[str] = []
        for tag, field in self.fields.items():
            field.process(formdata, texts.get(tag, ""))

    def validate(self, form: Any, extra_validators: Any = ()) -> bool:
        """Each language by itself; what is said of the whole stands at the first."""
        self.errors: dict[str, list[str]] = {}
        for tag, field in self.fields.items():
            if not field.validate(form):
                self.errors[tag] = list(field.errors)
        for validator in chain(self.validators, extra_validators):
            try:
                validator(form, self)
            except (ValidationError, StopValidation) as error:
                self.fail(str(error))
        return not self.errors

    def fail(self, sentence: str) -> None:
        """Say at the first language what is wrong with the whole."""
        tag = self.meta.languages[0]
        self.fields[tag].errors = [*self.fields[tag].errors, sentence]
        self.errors = {**(self.errors or {}), tag: list(self.fields[tag].errors)}

    def said(self, data: dict[str, str]) -> list[tuple[str | None, str]]:
        """A value in words."""
        order = [*self.fields, *sorted(self.others)]
        return [(tag, data[tag]) for tag in order if data.get(tag)]
