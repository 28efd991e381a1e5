"""What is to be paid, fixed when somebody's place is certain; and what is noted of it."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import delete, update
from sqlalchemy.orm.attributes import flag_modified

from cwf import audit
from cwf.audit import Actor
from cwf.database import db
from cwf.editions.models import Edition
from cwf.registration.categories import Category, Payment, Standing
from cwf.registration.conditions import Rule
from cwf.registration.fees import Price, fee_on
from cwf.registration.models import CancellationRule, Fee, Participant, RegistrationTerms
from cwf.registration.queries.fees import prices
from cwf.registration.queries.fees import rules as rules_of


class Fees:
    """The fees of an edition as they are on the day of an instant, on its own clock."""

    def __init__(self, edition: Edition, at: datetime) -> None:
        self.day = at.astimezone(ZoneInfo(edition.zone)).date()
        self.prices = prices(edition.id)

    def fix(self, row: Participant) -> None:
        """Let somebody owe what their category costs that day, if they take part.

        Who has paid or was invoiced owes what they did.
        """
        if row.standing != Standing.CONFIRMED or row.payment in (Payment.INVOICED, Payment.PAID):
            return
        row.fee = fee_on(self.prices, row.category, self.day)
        row.payment = Payment.UNPAID if row.fee else Payment.NONE

    def fix_all(self, ids: Sequence[int]) -> None:
        """The same of many who are new, a statement for each category that costs something."""
        for category, price in self.prices.items():
            fee = price.on(self.day)
            owing = update(Participant).where(
                Participant.id.in_(ids), Participant.category == category
            )
            values = {"fee": fee, "payment": Payment.UNPAID if fee else Payment.NONE}
            if ids:
                db.session.execute(owing.values(**values))


def hand_fee_over(former: Participant, other: Participant) -> None:
    """Let another, who comes instead, owe what somebody owed, with what is noted of it.

    Who has paid or was invoiced themselves owes what they did.
    """
    if other.payment in (Payment.INVOICED, Payment.PAID):
        return
    for name, nothing in (("fee", None), ("payment", Payment.NONE), ("payment_note", "")):
        setattr(other, name, getattr(former, name))
        setattr(former, name, nothing)


def set_fees(
    edition: Edition,
    terms: RegistrationTerms,
    *,
    currency: str,
    fees: Mapping[Category, Price],
    rules: Sequence[Rule],
    actor: Actor,
) -> None:
    """Set what taking part costs and what comes back; who is registered owes what they did."""
    before = _said(edition.id, terms)
    terms.currency = currency
    flag_modified(terms, "currency")  # so that the version tells of fees and rules, too
    for table in (Fee, CancellationRule):
        db.session.execute(delete(table).where(table.edition_id == edition.id))
    db.session.add_all(
        Fee(edition_id=edition.id, category=category, **asdict(price))
        for category, price in fees.items()
    )
    db.session.add_all(CancellationRule(edition_id=edition.id, **asdict(rule)) for rule in rules)
    db.session.flush()
    after = _said(edition.id, terms)
    if after != before:
        _record(edition.id, "registration.fees", edition.slug, actor, before=before, after=after)


def note_payment(row: Participant, payment: Payment, note: str, *, actor: Actor) -> None:
    """Note how far a fee is paid; nothing is processed here."""
    before = {"payment": str(row.payment), "note": row.payment_note}
    row.payment, row.payment_note = payment, note
    after = {"payment": str(row.payment), "note": row.payment_note}
    if before != after:
        name = row.person.name
        _record(row.edition_id, "registration.payment", name, actor, before=before, after=after)


def _said(edition_id: int, terms: RegistrationTerms) -> dict[str, Any]:
    fees = {
        category: [price.amount, price.early, _day(price.early_until)]
        for category, price in prices(edition_id).items()
    }
    found = [
        [str(rule.kind), _day(rule.begins), _day(rule.ends), rule.percent, rule.deduction]
        for rule in rules_of(edition_id)
    ]
    return {"currency": terms.currency, "fees": fees, "rules": found}


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _record(edition_id: int, action: str, subject: str, actor: Actor, **values: Any) -> None:
    scope = audit.edition_scope(edition_id)
    audit.record(actor, action, scope=scope, subject=subject, **values)
