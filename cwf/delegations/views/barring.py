"""What heads are told who can do something no longer: why, and whom to ask, by name."""

from flask_babel import gettext as _
from flask_login import current_user

from cwf import clock
from cwf.delegations.actions.outsiders import is_outsider
from cwf.delegations.forms.members import PersonForm
from cwf.delegations.membership import Bar, Deed, barred
from cwf.delegations.queries.access import Delegation, edition_of, side_of
from cwf.delegations.queries.hosts import host_accounts
from cwf.delegations.stages import Side, Stage
from cwf.delegations.views.frame import page
from cwf.editions.views.answers import Answer


def why_not(deed: Deed, row: Delegation) -> Bar | None:
    """Why who is signed in cannot do it; None: they can."""
    return barred(
        deed,
        _side(row),
        Stage(row.stage),
        deadline=row.deadline,
        substitutes_until=row.substitutes_until,
        at=clock.now(),
    )


def is_hosts(row: Delegation, form: PersonForm) -> bool:
    """Whether the form names somebody else whom only the host can let come; then it says so."""
    email = form.email.data
    if _side(row) is Side.HOST or email == current_user.email or not is_outsider(row, email):
        return False
    form.fail(
        "email",
        _("Somebody with this address takes part already. Ask the host to let them come with you."),
    )
    return True


def barred_page(row: Delegation, bar: Bar) -> Answer:
    """It cannot be done: why, and whom to ask."""
    hosts = host_accounts(edition_of(row))
    shown = page("delegations/barred.html", row, bar=bar, hosts=hosts)
    shown.status_code = 409
    return shown


def _side(row: Delegation) -> Side:
    side, _rank = side_of(current_user, row.uuid) or (Side.DELEGATION, None)
    return side
