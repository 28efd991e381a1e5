"""How Alembic reaches the database: through the application, on a live connection only."""

from alembic import context
from flask import current_app

from cwf.database import db


def run() -> None:
    """Run the migrations in one transaction (SQLite changes tables by copying them)."""
    with db.engine.connect() as connection:
        if connection.dialect.name == "sqlite":
            # Past SQLAlchemy, for inside a transaction the pragma does nothing, and a table that is
            # made anew would take with it all rows that refer to it.
            connection.connection.cursor().execute("PRAGMA foreign_keys=OFF")
        context.configure(
            connection=connection,
            target_metadata=db.metadata,
            **current_app.extensions["migrate"].configure_args,
        )
        with context.begin_transaction():
            context.run_migrations()


run()
