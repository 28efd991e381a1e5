"""The questions that organisers put together, as a form.

The page shows every question that may be asked, with its condition in words, so it works without
a script. What was asked is decided when the form is taken (`check`): the rest is not read.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from flask_babel import gettext as _
from wtforms import BooleanField, Field

from cwf.i18n import language
from cwf.registration.answers import Given
from cwf.registration.blocks import Kind, Question, asked, possible
from cwf.registration.categories import Category
from cwf.registration.forms.answer_words import Left, condition_words, option_words
from cwf.registration.forms.asked_fields import FileAnswerField, field_of
from cwf.web.forms import Form
from cwf.web.templating import own_language, own_text

GONE = "_gone"


@dataclass(frozen=True, kw_only=True)
class Row:
    """A question as a page shows it. `gone` takes a file away, `kept` is what is there of one.

    `when` is the condition in words, `categories`, `depends` (the name of another field) and
    `codes` the same for a script. `lang` is set where the words are not in the reader's language.
    """

    question: Question
    field: Field
    gone: Field | None
    kept: Mapping[str, Any] | None
    when: str
    categories: str
    depends: str
    codes: str
    lang: str


def name_of(question: Question) -> str:
    """The name of the field of a question."""
    return f"q{question.uuid.hex}"


class AskedForm(Form):
    """Answers to questions; made by `asked_form`.

    Once checked, `given` are the answers by block. `later` says that files cannot be taken now:
    they are asked for once the address is confirmed.
    """

    questions: tuple[Question, ...] = ()
    kept: Mapping[int, Any] = {}
    later = False
    given: Mapping[int, Given] = {}

    @property
    def fields_by_name(self) -> dict[str, Field]:
        """The controls."""
        return {one.name: one for one in self}

    @property
    def rows(self) -> list[Row]:
        """The questions with their controls, in order."""
        return [self._row(one) for one in self.questions]

    @property
    def listed_errors(self) -> list[tuple[str, str]]:
        """(id of the control, sentence) for the summary of a form that this stands in."""
        return [(one.id, f"{one.label.text}: {one.errors[0]}") for one in self if one.errors]

    @property
    def has_files(self) -> bool:
        """Whether files came with it."""
        return any(isinstance(one, FileAnswerField) and one.was_sent for one in self)

    def put_files_off(self) -> None:
        """Take no files now: they are asked for once the address is confirmed."""
        self.later = True
        for one in self:
            if isinstance(one, FileAnswerField):
                one.put_off()

    def read_files(self) -> None:
        """Make the files harmless; it takes a second each, so hold no lock meanwhile."""
        for one in self:
            if isinstance(one, FileAnswerField):
                one.take()

    def check(self, category: Category) -> bool:
        """Whether it was sent and can be taken, of a participant of this category."""
        if not self.is_submitted():
            return False
        self.read_files()
        self.validate()
        values = {one: self._value(one) for one in self.questions}
        wanted = asked(self.questions, category, {one.uuid: v for one, v in values.items()})
        for one in self.questions:
            if one not in wanted:
                self[name_of(one)].errors = []
            elif one.required and values[one] is None and not self[name_of(one)].errors:
                self._require(one)
        self.given = {one.id: self._given(one, values[one]) for one in wanted
                      if values[one] is not None}  # fmt: skip
        return not self.errors

    def refuse_full(self, full: Iterable[tuple[Question, str]]) -> None:
        """Say at each choice that somebody else took the last place."""
        for question, code in full:
            option = question.option(code)
            text = own_text(dict(option.text)) if option else code
            self.fail(name_of(question), _("No place is left: %(option)s", option=text))

    def _require(self, one: Question) -> None:
        if one.kind is Kind.FILE and self.later:
            return
        said = _("Tick this to go on.") if one.kind is Kind.CONSENT else _("Fill this in.")
        self.fail(name_of(one), said)

    def _row(self, one: Question) -> Row:
        condition = one.condition
        shown = own_language(dict(one.label))
        names = {other.uuid: name_of(other) for other in self.questions}
        gone = name_of(one) + GONE
        return Row(
            question=one,
            field=self[name_of(one)],
            gone=self.fields_by_name.get(gone),
            kept=self.kept.get(one.id) if one.kind is Kind.FILE else None,
            when=condition_words(one, self.questions),
            categories=" ".join(sorted(condition.categories)),
            depends=names.get(condition.block, "") if condition.block else "",
            codes=" ".join(sorted(condition.options)),
            lang="" if shown == language() else shown,
        )

    def _value(self, one: Question) -> Any:
        """An answer as it is kept; None: there is none."""
        made = self[name_of(one)]
        match one.kind:
            case Kind.DATE:
                return made.data.isoformat() if made.data else None
            case Kind.NUMBER:
                return made.data
            case Kind.CONSENT:
                agreed = self.kept.get(one.id) or own_text(dict(one.label))
                return agreed if made.data else None
            case Kind.FILE:
                gone = self[name_of(one) + GONE].data if name_of(one) + GONE in self else False
                return made.answer or (None if gone else self.kept.get(one.id))
        return made.data or None

    def _given(self, one: Question, value: Any) -> Given:
        made = self[name_of(one)]
        body = made.body if isinstance(made, FileAnswerField) else None
        return Given(value=value, body=body)


def asked_form(
    questions: Sequence[Question],
    *,
    categories: Iterable[Category],
    kept: Mapping[int, Any] | None = None,
    taken: Left | None = None,
    later: bool = False,
    csrf: bool = True,
) -> AskedForm:
    """A form of what people of these categories may be asked.

    `kept` are the answers that there are, by block; `taken` how many chose an option, by block
    and code; `csrf=False` where it stands within another form.
    """
    kept = kept or {}
    shown = possible(questions, categories)
    fields: dict[str, Any] = {}
    for one in shown:
        words = {other.code: option_words(one, other, kept, taken or {}) for other in one.options}
        fields[name_of(one)] = field_of(one, words, later=later)
        if one.kind is Kind.FILE and one.id in kept:
            fields[name_of(one) + GONE] = BooleanField(_("Take this file away"))
    made = type("AskedForm", (AskedForm,), fields)
    values = {name_of(one): _shown(one, kept.get(one.id)) for one in shown}
    form: AskedForm = made(data=values, meta={} if csrf else {"csrf": False})
    form.questions, form.kept, form.later = shown, kept, later
    return form


def _shown(question: Question, value: Any) -> Any:
    """What a field shows of an answer."""
    match question.kind:
        case Kind.DATE:
            return date.fromisoformat(value) if value else None
        case Kind.CONSENT:
            return bool(value)
        case Kind.FILE:
            return None
    return value
