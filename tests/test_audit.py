"""The audit log."""

import pytest
from flask import Flask
from sqlalchemy import text
from sqlalchemy.exc import DatabaseError

from cwf import audit
from cwf.audit import AuditEntry
from cwf.database import db

ADA = audit.Actor(account_id=1, name="Ada")


def test_record_keeps_only_what_differs(app: Flask) -> None:
    audit.record(
        ADA,
        "session.move",
        scope="edition:1",
        subject="Opening",
        before={"room": "A", "starts": "10:00"},
        after={"room": "B", "starts": "10:00"},
    )
    db.session.commit()
    entry = db.session.query(AuditEntry).one()
    assert (entry.actor_name, entry.before, entry.after) == ("Ada", {"room": "A"}, {"room": "B"})


@pytest.mark.parametrize(
    "statement", ["UPDATE audit_entries SET subject = 'x'", "DELETE FROM audit_entries"]
)
def test_entry_cannot_be_changed(app: Flask, statement: str) -> None:
    audit.record(ADA, "a.b", scope="network", subject="s")
    db.session.commit()
    with pytest.raises(DatabaseError, match="append-only"):
        db.session.execute(text(statement))
    db.session.rollback()
    assert db.session.query(AuditEntry).count() == 1
