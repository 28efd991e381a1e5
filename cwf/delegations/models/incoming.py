"""Rows of lists of members that were sent, on their way in."""

from typing import Any

from sqlalchemy import JSON, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from cwf.database import Model
from cwf.programme.models.frame import edition_key
from cwf.programme.models.incoming import IncomingFile


class MemberImport(IncomingFile, Model):
    """A list of members of one delegation, or of all of an edition: the host's.

    `delegation_id` is None of the host's. `decisions` is what was said of pairs that may be one
    person. `columns` quotes the first rows, which name people, so they go with the file.
    """

    __tablename__ = "member_imports"

    edition_id: Mapped[int] = edition_key()
    delegation_id: Mapped[int | None] = mapped_column(
        ForeignKey("delegations.id", ondelete="CASCADE"), index=True
    )
    decisions: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
