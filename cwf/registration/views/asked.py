"""The questions of an edition's form where they stand: asked of strangers, and of participants."""

from collections.abc import Iterable, Sequence

from flask_babel import gettext as _
from limits import parse
from werkzeug.exceptions import TooManyRequests

from cwf.database import only_reading
from cwf.registration.blocks import Kind, Question
from cwf.registration.categories import Category
from cwf.registration.exports.sheet import Column
from cwf.registration.forms.answer_words import answer_cell, answer_words
from cwf.registration.forms.asked import AskedForm, asked_form
from cwf.registration.listing import Line
from cwf.registration.parts import Answered
from cwf.registration.queries import answers as queries
from cwf.registration.queries import blocks
from cwf.registration.queries.participants import Edition, Participant
from cwf.web import limits
from cwf.web.templating import own_text

FILES_PER_NETWORK_ADDRESS = parse("20/hour")
# Files that nobody has confirmed yet, of a whole edition: strangers fill no more of the disk.
MOST_UNCONFIRMED = 200 * 1024 * 1024


def stranger_form(here: Edition, categories: Iterable[Category]) -> AskedForm:
    """The questions within the form of registration, of those who may choose a category."""
    questions = blocks.questions(here.id)
    return asked_form(
        questions,
        categories=categories,
        taken=taken(here, questions),
        later=_files_wait(here, questions),
        csrf=False,
    )


def participant_form(row: Participant, here: Edition) -> AskedForm:
    """The questions to somebody who takes part, with what they have answered."""
    questions = blocks.questions(here.id)
    return asked_form(
        questions,
        categories=[Category(row.category)],
        kept=queries.answers_of(row.id),
        taken=taken(here, questions),
    )


def taken(here: Edition, questions: Iterable[Question]) -> dict[tuple[int, str], int]:
    """How many chose an option, where some have places; nothing is counted elsewhere."""
    return blocks.chosen_by(here.id) if any(one.limited for one in questions) else {}


def receive(form: AskedForm) -> None:
    """Make files that came harmless, holding no lock: a picture takes a second."""
    if form.is_submitted() and form.has_files:
        with only_reading():
            form.read_files()


def receive_from_stranger(form: AskedForm) -> None:
    """The same; from one network address only so many, for nobody knows who it is."""
    if not (form.is_submitted() and form.has_files):
        return
    try:
        limits.count("files of a registration", FILES_PER_NETWORK_ADDRESS)
    except TooManyRequests:
        form.put_files_off()
        return
    receive(form)


def answered_by(row: Participant, here: Edition) -> Answered | None:
    """What a participant was asked and answered, in words; None: this form asks nothing."""
    questions = blocks.questions(here.id)
    values = queries.answers_of(row.id)
    wanted = queries.asked_of(questions, Category(row.category), values)
    if not wanted:
        return None
    lacking = queries.lacking(questions, Category(row.category), values)
    return Answered(
        answers=[
            (one, answer_words(one, values[one.id]) if one.id in values else "") for one in wanted
        ],
        files={one.uuid for one in wanted if one.kind is Kind.FILE and one.id in values},
        missing=[own_text(dict(one.label)) for one in lacking],
    )


def pending_words(row: Participant) -> list[tuple[str, str]]:
    """(question, answer) of what waits for the address to be confirmed."""
    values = queries.pending_of(row.id)
    questions = blocks.questions(row.edition_id) if values else ()
    return [
        (own_text(dict(one.label)), answer_words(one, values[one.id]))
        for one in questions
        if one.id in values
    ]


def answer_columns(here: Edition, lines: Sequence[Line]) -> list[Column]:
    """What was answered, a column for each question; retired ones while there are answers."""
    questions = blocks.questions(here.id)
    if not questions:
        return []
    values = queries.answers_of_all(line.id for line in lines)
    columns = [
        Column(
            head=own_text(dict(one.label)),
            cells={who: answer_cell(one, said[one.id])
                   for who, said in values.items() if one.id in said},
        )
        for one in questions
    ]  # fmt: skip
    return [
        column
        for one, column in zip(questions, columns, strict=True)
        if column.cells or not one.retired
    ]


def full_sentence(full: Iterable[tuple[Question, str]]) -> str:
    """What to tell somebody whose choices others took meanwhile."""
    options = (question.option(code) for question, code in full)
    names = ", ".join(own_text(dict(one.text)) for one in options if one)
    return _("Somebody else took the last place of: %(options)s. Choose another.", options=names)


def _files_wait(here: Edition, questions: Iterable[Question]) -> bool:
    asks = any(one.kind is Kind.FILE and not one.retired for one in questions)
    return asks and queries.pending_bytes(here.id) >= MOST_UNCONFIRMED
