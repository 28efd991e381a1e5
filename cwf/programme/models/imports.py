"""Files that organisers brought, on their way into the draft."""

from typing import Any

from sqlalchemy import JSON, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from cwf.database import Model
from cwf.programme.models.frame import edition_key
from cwf.programme.models.incoming import IncomingFile


class Import(IncomingFile, Model):
    """A file of a programme; `brings` and `options` are what it was said to be when it was sent."""

    __tablename__ = "imports"

    edition_id: Mapped[int] = edition_key()
    brings: Mapped[str] = mapped_column(String(20), default="")
    options: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)


class ColumnChoice(Model):
    """What the columns of an edition's sheets of one noun were said to hold, by heading."""

    __tablename__ = "column_choices"
    __table_args__ = (UniqueConstraint("edition_id", "noun"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    edition_id: Mapped[int] = edition_key()
    noun: Mapped[str] = mapped_column(String(20))
    chosen: Mapped[dict[str, str]] = mapped_column(JSON, default=dict)
