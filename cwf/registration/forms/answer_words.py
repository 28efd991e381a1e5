"""Options, conditions and answers in words."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from flask_babel import gettext as _
from flask_babel import ngettext

from cwf.registration.blocks import CHOOSING, Kind, Option, Question
from cwf.registration.categories import Category
from cwf.registration.forms.words import CATEGORIES
from cwf.web.templating import country, day, file_size, own_text

Left = Mapping[tuple[int, str], int]


def option_words(
    question: Question, option: Option, kept: Mapping[int, Any], taken: Left
) -> tuple[str, bool]:
    """An option as a reader sees it, and whether it can be chosen."""
    text = own_text(dict(option.text))
    if option.places is None:
        return text, True
    held = option.code in (kept.get(question.id) or ())
    left = option.places - taken.get((question.id, option.code), 0)
    if left <= 0:
        return (text, True) if held else (_("%(option)s (full)", option=text), False)
    said = ngettext("%(num)s place left", "%(num)s places left", left)
    return f"{text} ({said})", True


def condition_words(one: Question, questions: Sequence[Question]) -> str:
    """Of whom a question is asked, as a sentence; "" where it is of all."""
    said = []
    if one.condition.categories:
        names = [str(CATEGORIES[code]) for code in Category if code in one.condition.categories]
        said.append(_("Only if you take part as: %(categories)s.", categories=", ".join(names)))
    other = next((other for other in questions if other.uuid == one.condition.block), None)
    if other:
        options = [own_text(dict(option.text)) for option in other.options
                   if option.code in one.condition.options]  # fmt: skip
        label, chosen = own_text(dict(other.label)), " / ".join(options)
        said.append(_("Only if “%(question)s” is: %(answer)s.", question=label, answer=chosen))
    return " ".join(said)


def answer_words(question: Question, value: Any) -> str:
    """An answer in the reader's language; "" for none."""
    if value is None:
        return ""
    if question.kind in CHOOSING:
        codes = [value] if isinstance(value, str) else value
        return ", ".join(
            own_text(dict(option.text)) for option in question.options if option.code in codes
        )
    match question.kind:
        case Kind.COUNTRY:
            return country(value)
        case Kind.CONSENT:
            # What was agreed to is told where the question has other words by now.
            same = value in question.label.values()
            return _("Agreed") if same else _("Agreed: “%(sentence)s”", sentence=value)
        case Kind.DATE:
            return day(date.fromisoformat(value))
        case Kind.FILE:
            return f"{value['name']} ({file_size(value['size'])})"
    return str(value)


def answer_cell(question: Question, value: Any) -> Any:
    """An answer as a cell of a sheet: numbers and days stay such, so that they can be sorted."""
    match question.kind:
        case Kind.NUMBER:
            return value
        case Kind.DATE:
            return date.fromisoformat(value)
        case Kind.FILE:
            return value["name"]
    return answer_words(question, value)
