"""What is left to do, in words: on pages, in mails, on the host's list."""

from flask_babel import gettext as _
from flask_babel import ngettext

from cwf.delegations.todo import Task, What
from cwf.web.templating import own_text


def said(task: Task) -> str:
    """A thing to do as a heading: "Name 2 more people, or give the places back"."""
    number = task.number
    match task.what:
        case What.ANSWER:
            return _("Answer the invitation")
        case What.NAME if not number:
            return _("Name who comes")
        case What.NAME:
            return ngettext(
                "Name %(num)d more person, or give the place back",
                "Name %(num)d more people, or give the places back",
                number,
            )
        case What.COMPLETE:
            return ngettext("Complete %(num)d member", "Complete %(num)d members", number)
        case What.OCCASION:
            return _("Say who comes: %(occasion)s", occasion=own_text(dict(task.title)))
        case What.SUBMIT:
            return _("Submit the delegation")
        case What.MESSAGE:
            return ngettext("Read %(num)d message", "Read %(num)d messages", number)
        case What.APPROVED:
            return _("The host approves the delegation")
    return _("The host grants places")


def said_done(task: Task) -> str:
    """The same once it is done: "Places granted: 20"."""
    number = task.number
    match task.what:
        case What.GRANTED:
            return _("Places granted: %(number)s", number=number)
        case What.NAME:
            return ngettext("%(num)d person named", "%(num)d people named", number)
        case What.COMPLETE:
            return _("Nothing is missing of the members")
        case What.OCCASION:
            title = own_text(dict(task.title))
            return _("%(occasion)s: %(number)s come", occasion=title, number=task.yes)
        case What.SUBMIT:
            return _("Submitted")
    return _("Approved by the host")


def missing(task: Task) -> str:
    """The same in short, for the host's list: "2 places not named"."""
    number = task.number
    match task.what:
        case What.ANSWER:
            return _("no answer")
        case What.NAME if number:
            return ngettext("%(num)d place without a name", "%(num)d places without a name", number)
        case What.NAME:
            return _("nobody named")
        case What.COMPLETE:
            return ngettext("%(num)d member incomplete", "%(num)d members incomplete", number)
        case What.OCCASION:
            title = own_text(dict(task.title))
            return ngettext(
                "%(num)d reply: %(occasion)s",
                "%(num)d replies: %(occasion)s",
                number,
                occasion=title,
            )
        case What.MESSAGE:
            return ngettext("%(num)d message unread", "%(num)d messages unread", number)
    return _("not submitted")
