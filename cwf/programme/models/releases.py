"""What was frozen and published, and the bytes rendered from it."""

from datetime import datetime

from sqlalchemy import ForeignKey, LargeBinary, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from cwf.database import NOT_IN_BACKUPS, Model, TextsColumn, UtcDateTime
from cwf.programme.models.frame import edition_key


class Release(Model):
    """A published programme: its canonical JSON, which is the whole of it."""

    __tablename__ = "releases"
    __table_args__ = (UniqueConstraint("edition_id", "number"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    edition_id: Mapped[int] = edition_key()
    number: Mapped[int]
    at: Mapped[datetime] = mapped_column(UtcDateTime)
    author_id: Mapped[int | None]
    author: Mapped[str] = mapped_column(String(200))
    note: Mapped[dict[str, str]] = mapped_column(TextsColumn)
    digest: Mapped[str] = mapped_column(String(64))
    snapshot: Mapped[bytes] = mapped_column(LargeBinary, deferred=True)


class Publication(Model):
    """The pointer: which release of an edition the public sees, if any."""

    __tablename__ = "publications"

    edition_id: Mapped[int] = mapped_column(
        ForeignKey("editions.id", ondelete="CASCADE"), primary_key=True
    )
    version: Mapped[int] = mapped_column(default=1)
    release_id: Mapped[int | None] = mapped_column(ForeignKey("releases.id"), index=True)
    changed: Mapped[datetime] = mapped_column(UtcDateTime)

    __mapper_args__ = {"version_id_col": version}


class Artefact(Model):
    """Stored bytes of one rendering of one release."""

    __tablename__ = "artefacts"
    __table_args__ = (UniqueConstraint("release_id", "name"), NOT_IN_BACKUPS)

    id: Mapped[int] = mapped_column(primary_key=True)
    release_id: Mapped[int] = mapped_column(ForeignKey("releases.id", ondelete="CASCADE"))
    name: Mapped[str] = mapped_column(String(200))
    media_type: Mapped[str] = mapped_column(String(100))
    hash: Mapped[str] = mapped_column(String(64))
    body: Mapped[bytes] = mapped_column(LargeBinary, deferred=True)
    gzip: Mapped[bytes | None] = mapped_column(LargeBinary, deferred=True)
    made: Mapped[datetime] = mapped_column(UtcDateTime)


class Book(Model):
    """A programme book that is wanted: rendered by the worker, its bytes an artefact."""

    __tablename__ = "books"
    __table_args__ = (UniqueConstraint("release_id", "name"), NOT_IN_BACKUPS)

    id: Mapped[int] = mapped_column(primary_key=True)
    release_id: Mapped[int] = mapped_column(ForeignKey("releases.id", ondelete="CASCADE"))
    name: Mapped[str] = mapped_column(String(200))
    language: Mapped[str] = mapped_column(String(8))
    paper: Mapped[str] = mapped_column(String(10))
    selection: Mapped[str] = mapped_column(Text, default="")
    state: Mapped[str] = mapped_column(String(20), default="wanted", index=True)
    requested: Mapped[datetime] = mapped_column(UtcDateTime)
    leased_until: Mapped[datetime | None] = mapped_column(UtcDateTime)
    attempts: Mapped[int] = mapped_column(default=0)
    made: Mapped[datetime | None] = mapped_column(UtcDateTime)
    pages: Mapped[int | None]
    size: Mapped[int | None]
    error: Mapped[str | None] = mapped_column(Text)
