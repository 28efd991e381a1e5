"""Rows of what is known of a participant for the days of the forum, and goes after it."""

from datetime import date, datetime, time

from sqlalchemy import JSON, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from cwf.database import Model, UtcDateTime


class Particulars(Model):
    """What hosts need of a participant: diet, access, stay, consent. Kept apart, for it goes first.

    None means not said, an empty text "nothing to say". `arrives` and `departs` are days, with the
    hour on the clock of the edition where known; `arrival` and `departure` say how ("flight SK
    1234 to Aarhus"). `languages` are codes. `photo`: may be photographed; `listed`: may be named
    in lists of participants. `completed` is when they, or who answers for them, said it was all.
    """

    __tablename__ = "particulars"

    participant_id: Mapped[int] = mapped_column(
        ForeignKey("participants.id", ondelete="CASCADE"), primary_key=True
    )
    version: Mapped[int] = mapped_column(default=1)
    title: Mapped[str] = mapped_column(String(200), default="")
    phone: Mapped[str] = mapped_column(String(40), default="")
    born: Mapped[date | None]
    diet: Mapped[str | None] = mapped_column(String(500))
    access: Mapped[str | None] = mapped_column(String(500))
    languages: Mapped[list[str] | None] = mapped_column(JSON(none_as_null=True))
    photo: Mapped[bool | None]
    listed: Mapped[bool | None]
    arrives: Mapped[date | None]
    arrives_at: Mapped[time | None]
    arrival: Mapped[str] = mapped_column(String(200), default="")
    departs: Mapped[date | None]
    departs_at: Mapped[time | None]
    departure: Mapped[str] = mapped_column(String(200), default="")
    lodging: Mapped[str] = mapped_column(String(200), default="")
    completed: Mapped[datetime | None] = mapped_column(UtcDateTime)

    __mapper_args__ = {"version_id_col": version}
