"""Rows of fees, of the rules for cancelling, and of who registers several at once."""

from datetime import date, datetime
from uuid import UUID, uuid4

from sqlalchemy import JSON, CheckConstraint, ForeignKey, String, Uuid
from sqlalchemy.orm import Mapped, mapped_column

from cwf.database import Model, UtcDateTime


class Fee(Model):
    """What a category costs, in hundredths of the terms' currency: early up to a day, else full."""

    __tablename__ = "registration_fees"
    __table_args__ = (
        CheckConstraint("amount >= 0 AND (early IS NULL OR early >= 0)", name="amounts"),
        CheckConstraint("(early IS NULL) = (early_until IS NULL)", name="early"),
    )

    edition_id: Mapped[int] = mapped_column(
        ForeignKey("editions.id", ondelete="CASCADE"), primary_key=True
    )
    category: Mapped[str] = mapped_column(String(20), primary_key=True)
    amount: Mapped[int]
    early: Mapped[int | None]
    early_until: Mapped[date | None]


class CancellationRule(Model):
    """What holds from one day of the edition's clock to another, both included.

    None: from the beginning, or to the end. `kind` is a `conditions.Kind` (a refund, a change of
    name). Of a refund: `percent` of what was paid less `deduction` (hundredths) comes back.
    """

    __tablename__ = "cancellation_rules"
    __table_args__ = (
        CheckConstraint("percent BETWEEN 0 AND 100 AND deduction >= 0", name="refund"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    version: Mapped[int] = mapped_column(default=1)
    edition_id: Mapped[int] = mapped_column(
        ForeignKey("editions.id", ondelete="CASCADE"), index=True
    )
    kind: Mapped[str] = mapped_column(String(20))
    begins: Mapped[date | None]
    ends: Mapped[date | None]
    percent: Mapped[int] = mapped_column(default=0)
    deduction: Mapped[int] = mapped_column(default=0)

    __mapper_args__ = {"version_id_col": version}


class Booking(Model):
    """Several people registered by one who buys for them. The e-mail is the buyer's, lower case.

    `key` is that of the submit, so that sending it twice books once. The buyer's link is made of
    `uuid` and `generation`, as a participant's is. `wanted` are those who are to be registered
    (details.py, with `email` and `wait`); once the buyer's address has confirmed it, each with the
    `outcome`, and the `uuid` of the participant where there is one.
    """

    __tablename__ = "bookings"

    id: Mapped[int] = mapped_column(primary_key=True)
    version: Mapped[int] = mapped_column(default=1)
    uuid: Mapped[UUID] = mapped_column(Uuid, unique=True, default=uuid4)
    generation: Mapped[int] = mapped_column(default=1)
    edition_id: Mapped[int] = mapped_column(
        ForeignKey("editions.id", ondelete="CASCADE"), index=True
    )
    key: Mapped[str] = mapped_column(String(64), unique=True)
    buyer: Mapped[str] = mapped_column(String(200))
    organisation: Mapped[str] = mapped_column(String(200), default="")
    email: Mapped[str] = mapped_column(String(320))
    language: Mapped[str] = mapped_column(String(8), default="en")
    address: Mapped[str] = mapped_column(String(500), default="")
    tax_number: Mapped[str] = mapped_column(String(40), default="")
    reference: Mapped[str] = mapped_column(String(100), default="")
    wanted: Mapped[list[dict[str, str]] | None] = mapped_column(JSON(none_as_null=True))
    made: Mapped[datetime] = mapped_column(UtcDateTime)
    confirmed: Mapped[datetime | None] = mapped_column(UtcDateTime)

    __mapper_args__ = {"version_id_col": version}
