"""When an edition or a region was last changed, for calendars and caches"""

import sqlalchemy as sa
from alembic import op

import cwf.database

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

BEFORE_IT_WAS_KEPT = "2026-11-22 00:00:00"


def upgrade() -> None:
    # Not in batch mode: SQLite would drop the table, and its children would go with it.
    for table in ("editions", "regions"):
        column = sa.Column(
            "changed",
            cwf.database.UtcDateTime(timezone=True),
            nullable=False,
            server_default=sa.text(f"'{BEFORE_IT_WAS_KEPT}'"),
        )
        op.add_column(table, column)
        if op.get_bind().dialect.name == "postgresql":
            op.alter_column(table, "changed", server_default=None)


def downgrade() -> None:
    for table in ("regions", "editions"):
        op.drop_column(table, "changed")
