"""Remarks about spreadsheets in words: what is wrong, and what to write instead.

Like `remark_words`: each code has a function of the remark's data.
"""

from flask_babel import gettext as _
from flask_babel import ngettext

from cwf.programme.exports.remark_words import Data, Words
from cwf.programme.sheets.remarks import Code

UNKNOWN: Words = {
    "room": lambda data: _("There is no room called %(value)s.", **data),
    "venue": lambda data: _("There is no venue called %(value)s.", **data),
    "track": lambda data: _("There is no track called %(value)s.", **data),
    "speaker": lambda data: _("There is no speaker called %(value)s.", **data),
    "session": lambda data: _("There is no session called %(value)s.", **data),
    "region": lambda data: _("There is no region called %(value)s.", **data),
    "kind": lambda data: _("There is no kind of session called %(value)s.", **data),
    "status": lambda data: _("There is no status called %(value)s.", **data),
    "language": lambda data: _("There is no language called %(value)s.", **data),
    "country": lambda data: _("There is no country called %(value)s.", **data),
    "zone": lambda data: _("There is no time zone called %(value)s.", **data),
    "hue": lambda data: _("There is no colour called %(value)s.", **data),
    "mark": lambda data: _("There is no mark called %(value)s.", **data),
}
MADE: Words = {
    "room": lambda data: _("The room %(value)s is new and will be added.", **data),
    "venue": lambda data: _("The venue %(value)s is new and will be added.", **data),
    "track": lambda data: _("The track %(value)s is new and will be added.", **data),
    "speaker": lambda data: _("The speaker %(value)s is new and will be added.", **data),
}
# What can be added first, or by the way.
ADDED = frozenset(MADE)


def _unknown(data: Data) -> str:
    """What is not known, and what was perhaps meant, or what there is."""
    first = UNKNOWN[data["what"]]({"value": data["value"]})
    if data["perhaps"]:
        more = _("Did you mean %(perhaps)s?", perhaps=data["perhaps"])
    elif data["what"] in ADDED:
        more = _("Correct the name, add it first, or choose to have what is missing added.")
    elif data["known"]:
        more = _("Write one of these: %(known)s.", known=data["known"])
    else:
        more = _("Correct the name.")
    return f"{first} {more}"


def _required(data: Data) -> str:
    match data["field"]:
        case "title":
            return _("The title is missing. Write one, in one language at least.")
        case "kind":
            return _("The kind is missing. Write one, such as talk, workshop or break.")
        case "status":
            return _("The status is missing. Write draft, confirmed or cancelled.")
    return _("The name is missing. Write one.")


def _no_name_column(data: Data) -> str:
    if data["noun"] == "session":
        return _("No column has the titles of the sessions. Choose the one that does.")
    return _("No column has the names. Choose the one that does.")


def _more(data: Data) -> str:
    return ngettext(
        "There is %(num)s further remark. Mend these first.",
        "There are %(num)s further remarks. Mend these first.",
        int(data["count"]),
    )


UNREADABLE: Words = {
    Code.EMPTY: lambda data: _("The file is empty."),
    Code.TOO_LARGE: lambda data: _(
        "The file has more than %(limit)s MB. Take pictures and sheets out that are not needed.",
        **data,
    ),
    Code.UNPACKS_TOO_LARGE: lambda data: _(
        "The file holds far more than its size tells, so it was not read. Copy the rows that are "
        "needed into a new file."
    ),
    Code.ENCRYPTED: lambda data: _(
        "The file is locked with a password. Save it without one and send it again."
    ),
    Code.OLD_EXCEL: lambda data: _(
        "This is the old format of Excel (.xls). Save it as .xlsx and send it again."
    ),
    Code.FOREIGN: lambda data: _(
        "This is no spreadsheet that can be read. Save it as .xlsx, .ods or .csv."
    ),
    Code.DAMAGED: lambda data: _(
        "The file is damaged. Open it, save it anew as .xlsx, .ods or .csv, and send it again."
    ),
    Code.TOO_MANY_ROWS: lambda data: _(
        "There are more than %(limit)s rows. Keep those of the programme only.", **data
    ),
    Code.TOO_MANY_COLUMNS: lambda data: _(
        "There are more than %(limit)s columns. Keep those of the programme only.", **data
    ),
    Code.CELL_TOO_LONG: lambda data: _(
        "A cell has more than %(limit)s letters. Shorten it, and look for a quotation mark that "
        "is not closed.",
        **data,
    ),
    Code.NO_ROWS: lambda data: _(
        "There are no rows below the headings. The first row has to say what the columns are."
    ),
}
CELLS: Words = {
    Code.FORMULA: lambda data: _("This cell holds a formula. Paste its value instead."),
    Code.FAILED: lambda data: _(
        "This cell shows %(value)s. Write the value that is meant, or empty it.", **data
    ),
    Code.REQUIRED: _required,
    Code.NOT_NUMBER: lambda data: _(
        "%(value)s is no number. Write digits only, such as 120.", **data
    ),
    Code.OUT_OF_RANGE: lambda data: _(
        "%(value)s is out of range. It goes from %(least)s to %(most)s.", **data
    ),
    Code.NOT_DATE: lambda data: _("%(value)s is no date. Write it as 2026-11-02.", **data),
    Code.DATE_UNCLEAR: lambda data: _(
        "%(value)s may be %(one)s or %(other)s. Write one of these.", **data
    ),
    Code.NOT_TIME: lambda data: _("%(value)s is no time. Write it as 9:30.", **data),
    Code.TIME_UNCLEAR: lambda data: _(
        "The cell holds the number %(value)s. Write hours and minutes with a colon, as 9:30.",
        **data,
    ),
    Code.NOT_MINUTES: lambda data: _(
        "%(value)s is no length. Write minutes, from 1 to 1440, or hours and minutes as 1:30.",
        **data,
    ),
    Code.NOT_YES_NO: lambda data: _(
        "%(value)s is neither yes nor no. Write yes or no, or leave the cell empty.", **data
    ),
    Code.NOT_LINK: lambda data: _(
        "%(value)s does not end in an address such as https://example.org.", **data
    ),
    Code.NOT_PLACING_ID: lambda data: _(
        "%(value)s is no id of ours. Leave it as it was sent out, or empty it for a new placing.",
        **data,
    ),
    Code.TOO_LONG: lambda data: _(
        "The text has %(length)s letters. There may be %(most)s at most.", **data
    ),
    Code.UNKNOWN: _unknown,
    Code.SEVERAL_SO_NAMED: lambda data: _(
        "Several are called %(value)s. Write the id instead, one of these: %(known)s.", **data
    ),
    Code.TWICE_IN_CELL: lambda data: _(
        "%(value)s stands here twice. Take one of them out.", **data
    ),
}
TIMES: Words = {
    Code.GAP: lambda data: _(
        "There is no %(time)s that night, for the clocks go forward. Write %(earlier)s or "
        "%(later)s.",
        **data,
    ),
    Code.FOLD: lambda data: _(
        "%(time)s comes twice that night, for the clocks go back. Write %(one)s for the first or "
        "%(other)s for the second.",
        **data,
    ),
    Code.END_BEFORE_START: lambda data: _(
        "The end is not after the start, %(start)s. Correct one of them.", **data
    ),
    Code.LASTS_TOO_LONG: lambda data: _(
        "A placing lasts 24 hours at most. Write a row with the same id for each day."
    ),
    Code.DAY_MISSING: lambda data: _("The day is missing. Write it as 2026-11-02."),
    Code.START_MISSING: lambda data: _(
        "A day alone cannot be kept. Write the start, too, or empty the day."
    ),
    Code.TIME_MISSING: lambda data: _(
        "A room alone cannot be kept. Write day and start, too, or empty the room."
    ),
    Code.END_UNKNOWN: lambda data: _(
        "No end is known, so programmes say from when it is. Write an end or a length if there "
        "is one."
    ),
}
ROWS: Words = {
    Code.SAME_ID: lambda data: _(
        "The id %(value)s stands in row %(other)s, too. Give each its own, or take one out.",
        **data,
    ),
    Code.SAME_NAME: lambda data: _(
        "%(value)s stands in row %(other)s, too. If they are one, give both the same id or take "
        "one out; if they are two, give each an id of its own.",
        **data,
    ),
    Code.SAME_MARK: lambda data: _(
        "The track %(name)s has the mark %(value)s, and no two share one. Choose another.", **data
    ),
    Code.SAME_PLACING: lambda data: _(
        "Two rows have this id of a placing. Empty it in the one that is new.", **data
    ),
    Code.PLACED_ELSEWHERE: lambda data: _(
        "This id of a placing belongs to %(name)s. Empty the cell for a new placing.", **data
    ),
    Code.DIFFERS: lambda data: _(
        "Row %(other)s is the same session and says %(value)s. Write the same in both, or leave "
        "one empty.",
        **data,
    ),
    Code.NO_NAME_COLUMN: _no_name_column,
    Code.SAME_TARGET: lambda data: _(
        "The column %(other)s is said to hold the same. Choose one of them.", **data
    ),
    Code.COLUMN_IGNORED: lambda data: _("This column is not read."),
    Code.IS_MADE: lambda data: MADE[data["what"]]({"value": data["value"]}),
    Code.MORE: _more,
}

WORDS: Words = {**UNREADABLE, **CELLS, **TIMES, **ROWS}
