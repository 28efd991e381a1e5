"""Rows of regions."""

from datetime import datetime

from sqlalchemy import JSON, String
from sqlalchemy.orm import Mapped, mapped_column

from cwf import clock
from cwf.database import Model, TextsColumn, UtcDateTime


class Region(Model):
    """A region of the network, past or present, or one that only hosted."""

    __tablename__ = "regions"

    id: Mapped[int] = mapped_column(primary_key=True)
    version: Mapped[int] = mapped_column(default=1)
    changed: Mapped[datetime] = mapped_column(UtcDateTime, default=clock.now, onupdate=clock.now)
    slug: Mapped[str] = mapped_column(String(80), unique=True)
    name: Mapped[dict[str, str]] = mapped_column(TextsColumn)
    country: Mapped[str] = mapped_column(String(2))
    four_motors: Mapped[bool] = mapped_column(default=False)
    note: Mapped[dict[str, str]] = mapped_column(TextsColumn)
    sources: Mapped[list[dict[str, str]]] = mapped_column(JSON, default=list)

    __mapper_args__ = {"version_id_col": version}
