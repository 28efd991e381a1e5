"""The words of the attendance report, for its page, its workbook and its paper."""

from cwf.attendance.forms.compared import KINDS, STYLES, bare, whole
from cwf.attendance.forms.counts import CONFIDENCES
from cwf.attendance.forms.history import CONFIDENCE, part_in_words
from cwf.attendance.forms.values import definition, value_in_words
from cwf.attendance.forms.words import AXES, BY_AXIS, METHODS, UNITS, amount
from cwf.attendance.queries.choices import Choices
from cwf.attendance.report import Words


def words_of(choices: Choices) -> Words:
    """The words, where conditions name the regions and days of an edition."""
    return Words(
        unit=lambda unit: str(UNITS[unit]),
        amount=amount,
        said=whole,
        bare=bare,
        part=part_in_words,
        kinds=KINDS,
        styles=STYLES,
        confidence=CONFIDENCE,
        grounds=CONFIDENCES,
        methods=METHODS,
        definition=lambda predicate: definition(predicate, choices),
        value=lambda axis, value: value_in_words(axis, value, choices),
        axes=AXES,
        by_axis=BY_AXIS,
    )
