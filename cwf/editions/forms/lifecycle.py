"""A step in the life of an edition."""

from flask_babel import lazy_gettext as _l

from cwf.editions.lifecycle import Lifecycle, Obstacle
from cwf.web.forms import DayField, Form, TextsField

NAMES = {
    Lifecycle.PLANNED: _l("Planned"),
    Lifecycle.ANNOUNCED: _l("Announced"),
    Lifecycle.PUBLISHED: _l("Programme published"),
    Lifecycle.HELD: _l("Held"),
    Lifecycle.CANCELLED: _l("Cancelled"),
}
VERBS = {
    Lifecycle.PLANNED: _l("Take back to planned"),
    Lifecycle.ANNOUNCED: _l("Announce"),
    Lifecycle.PUBLISHED: _l("Back to programme published"),
    Lifecycle.HELD: _l("Declare it held"),
    Lifecycle.CANCELLED: _l("Cancel the edition"),
}
MEANINGS = {
    Lifecycle.PLANNED: _l("Organisers and editors see it, nobody else."),
    Lifecycle.ANNOUNCED: _l("Its pages are public; the programme is not."),
    Lifecycle.PUBLISHED: _l("Its programme can be read."),
    Lifecycle.HELD: _l("It took place. Its pages and programme stay as they are."),
    Lifecycle.CANCELLED: _l("Everybody reads that it is cancelled, and why."),
}
OBSTACLES = {
    Obstacle.NOT_FROM_HERE: _l("Another step comes first."),
    Obstacle.BY_PUBLISHING: _l("Publish the first release: the edition then moves on by itself."),
    Obstacle.BY_WITHDRAWING: _l("Take the programme out of sight: the edition then goes back."),
    Obstacle.NOT_OVER: _l("It is not over yet."),
}


class StepForm(Form):
    """When it was, and why."""

    day = DayField(_l("Since"), required=True)
    reason = TextsField(_l("Reason"), multiline=True, rows=3, most=1000)
