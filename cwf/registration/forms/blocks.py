"""One block of the form, as organisers put it together; and kinds and faults in words."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any
from uuid import UUID

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_babel import lazy_pgettext, ngettext, pgettext
from wtforms import BooleanField

from cwf.registration.blocks import CHOOSING, Condition, Fault, Kind, Option, Question
from cwf.registration.categories import Category
from cwf.registration.forms.words import CATEGORIES
from cwf.web.forms import Form, MultiCheckField, NewForm, NumberField, TextsField
from cwf.web.templating import own_text

KINDS = {
    Kind.TEXT: _l("Text, one line"),
    Kind.PARAGRAPH: _l("Text, several lines"),
    Kind.CHOICE: _l("Choice of one"),
    Kind.CHOICES: _l("Choice of several"),
    Kind.NUMBER: lazy_pgettext("question", "Number"),
    Kind.DATE: _l("Date"),
    Kind.COUNTRY: _l("Country"),
    Kind.FILE: _l("File"),
    Kind.CONSENT: _l("Consent"),
}
FAULTS = {
    Fault.CONDITION_GONE: _l("It depends on a question that is gone, so nobody is asked."),
    Fault.CONDITION_RETIRED: _l("It depends on a question that is retired, so nobody is asked."),
    Fault.CONDITION_LATER: _l(
        "It depends on a question that comes later, so nobody is asked. Move one of the two."
    ),
    Fault.CONDITION_NO_CHOICE: _l(
        "It depends on a question that is no choice, so nobody is asked."
    ),
    Fault.OPTION_GONE: _l("It depends on an option that is gone, so nobody is asked."),
    Fault.NEVER_ASKED: _l(
        "Those who may answer what it depends on are not among its categories: nobody is asked."
    ),
    Fault.FEW_OPTIONS: _l("It has too few options to choose from."),
    Fault.BOUNDS: _l("Its least number is above its greatest."),
    Fault.MANY_FILES: _l("One person is asked for two files at most."),
}
NEW_OPTIONS, MOST_OPTIONS = 4, 60
Pair = tuple[Any, Any]


class BlockForm(Form):
    """What a block asks, of whom, and with which options; made by `block_form`."""

    label = TextsField(_l("Question"), required=True, most=300)
    hint = TextsField(
        _l("Hint"), most=500, description=_l("A sentence below the question, if it needs one.")
    )
    required = BooleanField(_l("It has to be answered"))
    least = NumberField(_l("Least"), least=-1_000_000, most=1_000_000)
    most = NumberField(_l("Greatest"), least=-1_000_000, most=1_000_000)
    categories = MultiCheckField(
        _l("Only for these"), choices=[(code, CATEGORIES[code]) for code in Category],
        description=_l("None ticked: for everybody."),
    )  # fmt: skip
    depends = MultiCheckField(
        _l("Only if this was answered before"),
        description=_l("Options of one earlier question; one of the ticked ones is enough."),
    )

    kind = Kind.TEXT
    codes: tuple[str, ...] = ()
    used: Mapping[str, int] = {}

    @property
    def option_rows(self) -> list[Pair]:
        """(texts, places) of each option, new ones at the end."""
        if self.kind not in CHOOSING:
            return []
        return [(self[f"text_{code}"], self[f"places_{code}"]) for code in self.codes]

    @property
    def condition(self) -> Condition:
        """Of whom it is asked."""
        chosen = [one.partition(":") for one in self._ticked]
        return Condition(
            categories=frozenset(Category(code) for code in self.categories.data),
            block=UUID(chosen[0][0]) if chosen else None,
            options=frozenset(code for _block, _colon, code in chosen),
        )

    def options(self, new_code: Callable[[], str]) -> list[Option]:
        """The options that have a text, in their order; each new one gets a code."""
        found = []
        for code, (text, places) in zip(self.codes, self.option_rows, strict=False):
            if text.data:
                mine = new_code() if code.startswith("new") else code
                found.append(Option(code=mine, text=text.data, places=places.data))
        return found

    @property
    def values(self) -> dict[str, Any]:
        """What the actions take besides condition and options."""
        return {
            "label": self.label.data,
            "hint": self.hint.data,
            "required": self.required.data,
            "least": self.least.data if self.kind is Kind.NUMBER else None,
            "most": self.most.data if self.kind is Kind.NUMBER else None,
        }

    @property
    def _ticked(self) -> list[str]:
        """ "block:code" of the options that it depends on; the field is left out where there are
        none."""
        return self["depends"].data if "depends" in self else []

    def validate(self, extra_validators: Any = None) -> bool:
        """The fields by themselves, then what must go together."""
        if not super().validate(extra_validators):
            return False
        if len({one.partition(":")[0] for one in self._ticked}) > 1:
            self.fail("depends", _("Tick options of one question only."))
        least, most = (self[name].data if name in self else None for name in ("least", "most"))
        if least is not None and most is not None and least > most:
            self.fail("most", _("The greatest number is below the least one."))
        if self.kind in CHOOSING:
            self._validate_options()
        return not self.errors

    def _validate_options(self) -> None:
        rows = self.option_rows
        for code, (text, places) in zip(self.codes, rows, strict=True):
            if not text.data and self.used.get(code):
                number = self.used[code]
                said = ngettext("%(num)s participant chose this. Call it otherwise, but keep it.",
                                "%(num)s participants chose this. Call it otherwise, but keep it.",
                                number)  # fmt: skip
                self.fail(text.name, said)
            elif places.data is not None and not text.data:
                self.fail(text.name, _("Say what these places are for."))
        if sum(bool(text.data) for text, _places in rows) < (2 if self.kind is Kind.CHOICE else 1):
            self.fail(rows[0][0].name, _("A choice needs options to choose from."))


class NewBlockForm(BlockForm, NewForm):
    """A new block."""


def block_form(
    kind: Kind,
    earlier: Sequence[Question],
    *,
    languages: Sequence[str],
    question: Question | None = None,
    version: int | None = None,
    used: Mapping[str, int] | None = None,
) -> BlockForm:
    """The form of a block of this kind, a new one unless `question` is given.

    `earlier` are the questions that stand before it, `used` how many chose each option by code.
    """
    codes = _codes(kind, question)
    fields: dict[str, Any] = {}
    for code in codes:
        fields[f"text_{code}"] = TextsField(_("Option"), most=200)
        fields[f"places_{code}"] = NumberField(pgettext("seats", "Places"), least=0, most=100_000)
    base = BlockForm if question else NewBlockForm
    form: BlockForm = type(base.__name__, (base,), fields)(
        data=_values(question, version), languages=languages
    )
    form.kind, form.codes, form.used = kind, codes, used or {}
    form.depends.offer(_depends(earlier))
    if not form.depends.choices:
        del form["depends"]
    if kind is not Kind.NUMBER:
        for name in ("least", "most"):
            del form[name]
    return form


def _codes(kind: Kind, question: Question | None) -> tuple[str, ...]:
    if kind not in CHOOSING:
        return ()
    there = tuple(one.code for one in question.options) if question else ()
    more = min(NEW_OPTIONS + 2 * (not there), MOST_OPTIONS - len(there))
    return (*there, *(f"new{number}" for number in range(1, more + 1)))


def _values(question: Question | None, version: int | None) -> dict[str, Any]:
    if question is None:
        return {}
    condition = question.condition
    block = condition.block.hex if condition.block else ""
    options: dict[str, Any] = {}
    for one in question.options:
        options |= {f"text_{one.code}": dict(one.text), f"places_{one.code}": one.places}
    return {
        "version": version,
        "label": dict(question.label),
        "hint": dict(question.hint),
        "required": question.required,
        "least": question.least,
        "most": question.most,
        "categories": sorted(condition.categories),
        "depends": [f"{block}:{code}" for code in sorted(condition.options)] if block else [],
        **options,
    }


def _depends(earlier: Sequence[Question]) -> list[tuple[str, str]]:
    """(value, words) of the options that it may depend on."""
    return [
        (f"{one.uuid.hex}:{option.code}", f"{_text(one.label)}: {_text(option.text)}")
        for one in earlier
        if one.kind in CHOOSING and not one.retired
        for option in one.options
    ]


def _text(texts: Mapping[str, str]) -> str:
    return own_text(dict(texts))
