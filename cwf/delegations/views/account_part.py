"""The delegations that one leads, on the account home."""

from cwf import clock
from cwf.delegations.forms.words import RANKS, STAGES
from cwf.delegations.queries.access import name_of
from cwf.delegations.queries.heads import led_by
from cwf.people.parts import AccountPart
from cwf.people.queries import Account


def my_delegations(account: Account) -> AccountPart | None:
    """For what the account answers (the registry of parts); None: for nothing."""
    found = led_by(account)
    if not found:
        return None
    rows = [(head, row, name_of(row), edition) for head, row, edition in found]
    data = {"delegations": rows, "ranks": RANKS, "stages": STAGES, "now": clock.now()}
    return AccountPart(template="delegations/_mine.html", data=data)
