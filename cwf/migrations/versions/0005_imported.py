"""Where an imported session or speaker comes from, and what it is called there"""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

KEY = ["edition_id", "source", "source_key"]


def upgrade() -> None:
    # Not in batch mode: SQLite would drop the table, and its children would go with it. So the
    # rule is a unique index: a constraint cannot be added there otherwise.
    for table in ("sessions", "speakers"):
        op.add_column(table, sa.Column("source", sa.String(100), nullable=True))
        op.add_column(table, sa.Column("source_key", sa.String(300), nullable=True))
        op.create_index(f"ix_{table}_edition_id_source_source_key", table, KEY, unique=True)


def downgrade() -> None:
    for table in ("speakers", "sessions"):
        op.drop_index(f"ix_{table}_edition_id_source_source_key", table)
        op.drop_column(table, "source_key")
        op.drop_column(table, "source")
