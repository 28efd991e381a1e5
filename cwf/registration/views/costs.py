"""What a page tells of fees and rules: to all who may register, and to one who is."""

from dataclasses import dataclass
from datetime import date
from zoneinfo import ZoneInfo

from cwf import clock
from cwf.registration.categories import Payment
from cwf.registration.exports.costs import Cost, conditions, costs, money, today_in_words
from cwf.registration.forms.words import PAYMENTS
from cwf.registration.queries import fees
from cwf.registration.queries.participants import Edition, Participant, terms_of
from cwf.registration.terms import Terms


@dataclass(frozen=True, kw_only=True, slots=True)
class OwnCost:
    """What one owes, how far it is paid, and what cancelling today would mean."""

    fee: str
    payment: str
    today: tuple[str, ...]
    rules: tuple[str, ...]


def day_of(here: Edition) -> date:
    """The day that it is at an edition."""
    return clock.now().astimezone(ZoneInfo(here.zone)).date()


def costs_of(here: Edition, terms: Terms) -> tuple[list[Cost], list[str]]:
    """Fees as they are today, and the rules, in words."""
    found = costs(fees.prices(here.id), terms.categories, terms.currency, day_of(here))
    return found, conditions(fees.rules(here.id), terms.currency) if found else []


def own_cost(row: Participant, here: Edition) -> OwnCost | None:
    """What somebody owes; None: nothing that anybody has said."""
    terms = terms_of(here.id)
    if not row.fee or terms is None:
        return None
    rules = fees.rules(here.id)
    return OwnCost(
        fee=money(row.fee, terms.currency),
        payment=str(PAYMENTS[Payment(row.payment)]),
        today=tuple(today_in_words(rules, day_of(here), row.fee, terms.currency)),
        rules=tuple(conditions(rules, terms.currency)),
    )
