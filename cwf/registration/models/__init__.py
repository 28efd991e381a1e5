"""Rows of participants, of what they are asked, and of the one tree of places."""

from datetime import datetime
from uuid import UUID, uuid4

from sqlalchemy import JSON, ForeignKey, Index, String, Text, UniqueConstraint, Uuid
from sqlalchemy.orm import Mapped, mapped_column, relationship

from cwf.database import Model, TextsColumn, UtcDateTime
from cwf.people.models import Person
from cwf.registration.categories import Category, Channel, Payment, Standing
from cwf.registration.models.asking import Answer, Block, PendingAnswer
from cwf.registration.models.bulk import BulkTask
from cwf.registration.models.particulars import Particulars
from cwf.registration.models.paying import Booking, CancellationRule, Fee
from cwf.registration.models.places import Admission, Claim, Quota

__all__ = [
    "Admission",
    "Answer",
    "Block",
    "Booking",
    "BulkTask",
    "CancellationRule",
    "Claim",
    "Fee",
    "JoinedRegistration",
    "Participant",
    "Particulars",
    "PendingAnswer",
    "Quota",
    "RegistrationTerms",
]


class RegistrationTerms(Model):
    """When and for whom registration at an edition is open; no row: it is not offered.

    `categories` are those that people may choose by themselves, `approve` those of which organisers
    approve each. `currency` is that of all fees (ISO 4217).
    """

    __tablename__ = "registration_terms"

    edition_id: Mapped[int] = mapped_column(
        ForeignKey("editions.id", ondelete="CASCADE"), primary_key=True
    )
    version: Mapped[int] = mapped_column(default=1)
    opens: Mapped[datetime | None] = mapped_column(UtcDateTime)
    closes: Mapped[datetime | None] = mapped_column(UtcDateTime)
    categories: Mapped[list[str]] = mapped_column(JSON, default=list)
    approve: Mapped[list[str]] = mapped_column(JSON, default=list)
    currency: Mapped[str] = mapped_column(String(3), default="EUR")
    welcome: Mapped[dict[str, str]] = mapped_column(TextsColumn)

    __mapper_args__ = {"version_id_col": version}


class JoinedRegistration(Model):
    """A registration that became another one; whoever has its personal link is led to that one.

    The link is made of `uuid` and `generation`, and holds as long as the generation of the one
    that stayed is `until`: a new link ends this one, too.
    """

    __tablename__ = "joined_registrations"

    uuid: Mapped[UUID] = mapped_column(Uuid, primary_key=True)
    participant_id: Mapped[int] = mapped_column(
        ForeignKey("participants.id", ondelete="CASCADE"), index=True
    )
    generation: Mapped[int]
    until: Mapped[int]


class Participant(Model):
    """A person who takes part in an edition, whichever way they came: there is one row of each.

    The e-mail is kept in lower case; who has none is written to through their delegation.

    `uuid` and `generation` are what a personal link is made of: raising the generation ends it.
    `country` is that of residence. Whose account it is, the person says. `wanted` is what the
    form said last, kept apart until the address confirms it (details.py): a stranger who knows an
    address changes nothing. `sort_key` and `search_key` are what lists order and search by (folded
    and transliterated, `finding.py`), `name_key` what a door does: names alone. `fee` is in
    hundredths of the terms' currency, as it was when they registered. Who is `erased` stays as a
    number: category, country and standing, no more.
    """

    __tablename__ = "participants"
    __table_args__ = (
        UniqueConstraint("edition_id", "person_id"),
        UniqueConstraint("edition_id", "email"),
        # All that the list counts, so that 10,000 are counted within it, in a millisecond.
        Index(
            "ix_participants_counted", "edition_id", "standing", "category", "country", "payment"
        ),
        Index("ix_participants_edition_id_sort_key", "edition_id", "sort_key"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    version: Mapped[int] = mapped_column(default=1)
    uuid: Mapped[UUID] = mapped_column(Uuid, unique=True, default=uuid4)
    generation: Mapped[int] = mapped_column(default=1)
    edition_id: Mapped[int] = mapped_column(ForeignKey("editions.id", ondelete="CASCADE"))
    person_id: Mapped[int] = mapped_column(ForeignKey("persons.id"), index=True)
    category: Mapped[Category] = mapped_column(String(20))
    email: Mapped[str | None] = mapped_column(String(320))
    language: Mapped[str] = mapped_column(String(8), default="en")
    country: Mapped[str | None] = mapped_column(String(2))
    affiliation: Mapped[str] = mapped_column(String(200), default="")
    standing: Mapped[Standing] = mapped_column(String(20), default=Standing.ASKED)
    consented: Mapped[datetime] = mapped_column(UtcDateTime)
    asked: Mapped[datetime] = mapped_column(UtcDateTime)
    wanted: Mapped[dict[str, str] | None] = mapped_column(JSON(none_as_null=True))
    confirmed: Mapped[datetime | None] = mapped_column(UtcDateTime)
    cancelled: Mapped[datetime | None] = mapped_column(UtcDateTime)
    channel: Mapped[Channel] = mapped_column(String(20), default=Channel.OWN)
    booking_id: Mapped[int | None] = mapped_column(ForeignKey("bookings.id"), index=True)
    payment: Mapped[Payment] = mapped_column(String(20), default=Payment.NONE)
    payment_note: Mapped[str] = mapped_column(String(300), default="")
    fee: Mapped[int | None]
    sort_key: Mapped[str] = mapped_column(String(200), default="")
    search_key: Mapped[str] = mapped_column(Text, default="")
    name_key: Mapped[str] = mapped_column(Text, default="")
    erased: Mapped[datetime | None] = mapped_column(UtcDateTime)

    person: Mapped[Person] = relationship(lazy="joined")

    __mapper_args__ = {"version_id_col": version}
