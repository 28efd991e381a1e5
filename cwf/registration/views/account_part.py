"""One's registrations, on the account home."""

from cwf.people.parts import AccountPart
from cwf.people.queries import Account
from cwf.registration.actions.letters import own_token
from cwf.registration.forms.words import CATEGORIES, STANDINGS
from cwf.registration.queries.participants import of_account


def my_registrations(account: Account) -> AccountPart | None:
    """Where the account's person takes part (the registry of parts); None: nowhere."""
    found = of_account(account)
    if not found:
        return None
    rows = [(row, edition, own_token(row)) for row, edition in found]
    data = {"registrations": rows, "categories": CATEGORIES, "standings": STANDINGS}
    return AccountPart(template="registration/_mine.html", data=data)
