"""Remarks about lists of members in words: what is wrong, and what to write instead."""

from flask_babel import gettext as _

from cwf.delegations.exports.role_words import role_list
from cwf.delegations.sheets.remarks import Code
from cwf.programme.exports import sheet_remark_words
from cwf.programme.exports.remark_words import Data, Words, tell
from cwf.programme.incoming import Remark
from cwf.programme.sheets.remarks import Code as SheetCode


def remark_words(remark: Remark) -> str:
    """What is wrong and what to do, in the language that is spoken."""
    return tell(remark, {**sheet_remark_words.WORDS, **WORDS})


def _role_unknown(data: Data) -> str:
    first = _("There is no role called %(value)s.", value=data["value"])
    if data["perhaps"]:
        return f"{first} {_('Did you mean %(perhaps)s?', perhaps=data['perhaps'])}"
    return f"{first} {_('Write one of these: %(known)s.', known=role_list())}"


def _region_unknown(data: Data) -> str:
    first = _("There is no delegation called %(value)s.", value=data["value"])
    if data["perhaps"]:
        return f"{first} {_('Did you mean %(perhaps)s?', perhaps=data['perhaps'])}"
    return f"{first} {_('Correct the name, or invite the delegation first.')}"


def _not_whom(data: Data) -> str:
    if int(data["several"]) > 1:
        return _(
            "Several in the delegation are called %(value)s. Write the e-mail address of the one "
            "who is meant.",
            value=data["value"],
        )
    first = _("Nobody in the list or the delegation is called %(value)s.", value=data["value"])
    if data["perhaps"]:
        return f"{first} {_('Did you mean %(perhaps)s?', perhaps=data['perhaps'])}"
    return f"{first} {_('Write the name or the e-mail address as it stands in its own row.')}"


def _required(data: Data) -> str:
    return _("The name is missing. Write one.")


WORDS: Words = {
    SheetCode.REQUIRED: _required,
    SheetCode.TOO_MANY_ROWS: lambda data: _(
        "There are more than %(limit)s rows. Send them in several lists.", **data
    ),
    SheetCode.TOO_MANY_COLUMNS: lambda data: _(
        "There are more than %(limit)s columns. Keep those about the members only.", **data
    ),
    SheetCode.SAME_ID: lambda data: _(
        "The id stands in row %(other)s, too. Take one of the rows out, or empty the id of who is "
        "somebody else.",
        other=data["other"],
    ),
    Code.NOT_EMAIL: lambda data: _(
        "%(value)s is no e-mail address. Write it as name@example.org, or leave the cell empty.",
        **data,
    ),
    Code.NOT_PHONE: lambda data: _(
        "%(value)s is no telephone number. Write it with its country, as +45 12 34 56 78.", **data
    ),
    Code.ROLE_MISSING: lambda data: _(
        "The role is missing. Write one of these: %(known)s.", known=role_list()
    ),
    Code.ROLE_UNKNOWN: _role_unknown,
    Code.REGION_MISSING: lambda data: _(
        "It is not said with which delegation they come. Write its region."
    ),
    Code.REGION_UNKNOWN: _region_unknown,
    Code.ID_UNKNOWN: lambda data: _(
        "No member has this id. Leave it as it was sent out, or empty it for somebody new."
    ),
    Code.SAME_EMAIL: lambda data: _(
        "%(value)s stands in row %(other)s, too, with another name. Each member needs an address "
        "of their own, or none.",
        **data,
    ),
    Code.EMAIL_TAKEN: lambda data: _(
        "Somebody who takes part already has the address %(value)s. Write another, or leave it as "
        "it was.",
        value=data["value"],
    ),
    Code.EMAIL_OF_ANOTHER: lambda data: _(
        "%(value)s is the address of %(name)s. Write another, or empty the cell.", **data
    ),
    Code.ELSEWHERE: lambda data: _(
        "They come with %(name)s. Take them out there first, or correct the delegation.", **data
    ),
    Code.NAME_IS_THEIRS: lambda data: _(
        "They have said themselves that they are called %(value)s, so that stays.", **data
    ),
    Code.EMAIL_IS_THEIRS: lambda data: _(
        "They have an account with the address %(value)s, so that stays.", **data
    ),
    Code.RENAMED: lambda data: _(
        "The address is that of %(name)s, who would now be called %(value)s. If somebody comes in "
        "their stead, name a substitute instead.",
        **data,
    ),
    Code.NOT_WHOM: _not_whom,
    Code.NOT_COMPANY: lambda data: _(
        "Only who comes as an accompanying person accompanies somebody, so this is not taken over."
    ),
    Code.THEMSELVES: lambda data: _(
        "Nobody accompanies themselves. Write the name of another member."
    ),
    Code.LEAVES_EARLY: lambda data: _(
        "They would depart on %(value)s and arrive on %(other)s. Correct one of the two.", **data
    ),
    Code.FAR_AWAY: lambda data: _(
        "%(value)s is more than two months from the forum. Correct the day.", **data
    ),
    Code.IN_FUTURE: lambda data: _("%(value)s is still to come. Correct the day of birth.", **data),
    Code.ROW_ALIKE: lambda data: _(
        "Row %(other)s has the same address and is the same person; the rows are taken together.",
        **data,
    ),
}
