"""What taking part costs, as organisers have set it."""

from datetime import date

from sqlalchemy import select

from cwf.database import db
from cwf.registration.conditions import Kind, Rule
from cwf.registration.fees import Price
from cwf.registration.models import CancellationRule, Fee


def prices(edition_id: int) -> dict[str, Price]:
    """The prices of an edition by category; one that is not among them has none."""
    rows = db.session.scalars(select(Fee).where(Fee.edition_id == edition_id))
    return {
        row.category: Price(amount=row.amount, early=row.early, early_until=row.early_until)
        for row in rows
    }


def rules(edition_id: int) -> list[Rule]:
    """The rules for cancelling of an edition, in the order of their days."""
    rows = db.session.scalars(
        select(CancellationRule)
        .where(CancellationRule.edition_id == edition_id)
        .order_by(CancellationRule.kind.desc(), CancellationRule.begins, CancellationRule.id)
    )
    found = [
        Rule(
            kind=Kind(row.kind),
            begins=row.begins,
            ends=row.ends,
            percent=row.percent,
            deduction=row.deduction,
        )
        for row in rows
    ]
    return sorted(found, key=lambda rule: (rule.kind != Kind.REFUND, rule.begins or date.min))
