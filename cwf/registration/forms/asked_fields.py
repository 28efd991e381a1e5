"""One control for each kind of question."""

from collections.abc import Mapping
from typing import Any

from flask_babel import gettext as _
from flask_wtf.file import FileField
from wtforms import BooleanField, Field, ValidationError

from cwf.editions.forms.settings import countries
from cwf.i18n import language
from cwf.programme.collation import order
from cwf.registration.blocks import Kind, Question
from cwf.web import uploads
from cwf.web.forms import (
    ChoiceField,
    DayField,
    LineField,
    MultiCheckField,
    NumberField,
    PickField,
    ProseField,
)
from cwf.web.forms.fields import clean_line
from cwf.web.templating import file_size, own_text
from cwf.web.uploads import FileRefused, Harmless, Why

FEW = 7  # options that stand as buttons; more of them make a list to open
NUMBERS = 1_000_000_000
# Kinds whose control needs no more than its class and how long it may be.
SIMPLE: dict[Kind, tuple[Any, dict[str, Any]]] = {
    Kind.TEXT: (LineField, {"most": 300}),
    Kind.PARAGRAPH: (ProseField, {"most": 5000}),
    Kind.DATE: (DayField, {}),
    Kind.CONSENT: (BooleanField, {}),
}


class FileAnswerField(FileField):
    """A PDF or a picture. Once taken, `answer` tells of it and `body` are its harmless bytes."""

    made: Harmless | None = None
    refused: Why | None = None

    def __init__(self, label: Any = None, *, later: bool = False, **kwargs: Any) -> None:
        super().__init__(label, **kwargs)
        self.later = later
        self.type = "FileField"  # conflict pages leave files aside

    @property
    def was_sent(self) -> bool:
        """Whether a file came."""
        return bool(self.data) and not self.later

    def put_off(self) -> None:
        """Take nothing that was sent."""
        self.later, self.made = True, None

    def take(self) -> None:
        """Make what was sent harmless, once."""
        if not self.was_sent or self.made or self.refused:
            return
        sent = self.data.stream.read(uploads.MOST_BYTES + 1)
        try:
            self.made = uploads.harmless(sent)
        except FileRefused as refusal:
            self.refused = refusal.why

    @property
    def body(self) -> bytes | None:
        """The harmless bytes."""
        return self.made.body if self.made else None

    @property
    def answer(self) -> dict[str, Any] | None:
        """Name, type and size, as they are kept."""
        if self.made is None:
            return None
        name = (
            clean_line(self.data.filename).replace("\\", "/").rpartition("/")[2].lstrip(".")[-100:]
        )
        size = len(self.made.body)
        return {"name": name or _("File"), "type": self.made.media_type, "size": size}

    def pre_validate(self, form: Any) -> None:
        """Say why it was not taken."""
        sentences = {
            Why.LARGE: _("This file is larger than %(size)s.", size=file_size(uploads.MOST_BYTES)),
            Why.EMPTY: _("This file is empty."),
            Why.UNKNOWN: _("Send a PDF, or a picture as JPEG, PNG or WebP."),
        }
        if self.refused:
            raise ValidationError(sentences[self.refused])


def field_of(question: Question, words: Mapping[str, tuple[str, bool]], *, later: bool) -> Field:
    """The control of a question, not yet bound; `words` are its options by code, and whether each
    can be chosen."""
    label = own_text(dict(question.label))
    if not question.required and question.kind is not Kind.CONSENT:
        label = _("%(label)s (optional)", label=label)
    about: dict[str, Any] = {"description": own_text(dict(question.hint))}
    if question.kind in SIMPLE:
        made, shape = SIMPLE[question.kind]
        return made(label, **shape, **about)
    match question.kind:
        case Kind.CHOICE:
            return _choice(question, label, words, about)
        case Kind.CHOICES:
            return LimitedChecks(label, words=words, **about)
        case Kind.NUMBER:
            return _number(question, label, about)
        case Kind.COUNTRY:
            key = order(language())
            lands = sorted(countries(), key=lambda pair: key(pair[1]))
            return ChoiceField(label, choices=[("", _("Choose")), *lands], **about)
    shape = {"render_kw": {"accept": uploads.ACCEPTED}}
    return FileAnswerField(label, later=later, **shape, **about)


class LimitedChecks(MultiCheckField):
    """Several options, of which those that are full cannot be ticked anew."""

    def __init__(self, label: Any, *, words: Mapping[str, tuple[str, bool]], **kwargs: Any) -> None:
        super().__init__(label, choices=_offered(words), **kwargs)
        self.type = "MultiCheckField"  # templates lay it out as one
        _close_full(self, words)


class LimitedPick(PickField):
    """One of a few options, of which those that are full cannot be chosen anew."""

    def __init__(self, label: Any, *, words: Mapping[str, tuple[str, bool]], first: list[Any],
                 **kwargs: Any) -> None:  # fmt: skip
        super().__init__(label, choices=[*first, *_offered(words)], **kwargs)
        self.type = "PickField"
        _close_full(self, words)


def _choice(
    question: Question, label: str, words: Mapping[str, tuple[str, bool]], about: dict[str, Any]
) -> Field:
    if len(words) > FEW:
        first = [("", _("Choose") if question.required else _("No answer"))]
        return ChoiceField(label, choices=[*first, *_offered(words)], **about)
    nothing = [] if question.required else [("", _("No answer"))]
    return LimitedPick(label, words=words, first=nothing, **about)


def _number(question: Question, label: str, about: dict[str, Any]) -> Field:
    least = -NUMBERS if question.least is None else question.least
    most = NUMBERS if question.most is None else question.most
    return NumberField(label, least=least, most=most, **about)


def _offered(words: Mapping[str, tuple[str, bool]]) -> list[tuple[str, str]]:
    return [(code, text) for code, (text, _open) in words.items()]


def _close_full(field: Any, words: Mapping[str, tuple[str, bool]]) -> None:
    for one in field.choices:
        if not words.get(str(one.value), ("", True))[1]:
            one.render_kw = {"disabled": True}
