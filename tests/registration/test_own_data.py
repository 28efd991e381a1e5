"""What is kept of somebody: all of it in the export, none of it after the erasure."""

import json
from collections import Counter
from datetime import UTC, datetime

import pytest
from flask import Flask
from sqlalchemy import select, text

from cwf.audit import SYSTEM
from cwf.database import db
from cwf.people.queries.personal import SECRETS, subject_of_person
from cwf.registration.actions.erasing import erase
from cwf.registration.models import Participant
from cwf.registration.views.telling import told_file
from tests.registration.filling import Filled, personal_tables

ADDRESS = "canary@example.org"
# Tables that say whose they are, and have no section of their own: why.
ELSEWHERE = {
    "account_roles": "told as the roles of the account",
    "sign_in_attempts": "counted by digests: nobody knows whose it is",
    "submissions": "keys of forms, gone after two days",
    "papers": "told without its bytes",
    "substitutions": "the programme, which is public",
    "appearances": "the programme, which is public",
    "edition_steps": "an act of office, told by the log",
    "outgoing_mails": "told without its text: a mail may hold a link that opens something",
}
# What is left out of an export although it stands in a row of the person, and why.
LEFT_OUT = {
    "audit_entries.actor_name": "it is they",
    "audit_entries.before": "may be of others",
    "audit_entries.after": "may be of others",
    "delegation_messages.author": "it is they",
    "delegation_members.instead_of": "of somebody else",
    "delegation_reminders.by": "of somebody else",
    "imports": "files of a programme, told by name",
    "member_imports": "lists of others, told by name",
    "releases": "programmes, told by number",
    "bulk_tasks.said": "may be of others",
    "bulk_tasks.actor": "it is they",
    "bulk_tasks.pending": "are others",
    "bookings.wanted": "are others",
    "check_ins.by_name": "of somebody else",
    "check_ins.undone_by": "of somebody else",
    "target_changes.actor": "it is they",
    "outgoing_mails.body": "may hold a link that opens something",
    "outgoing_mails.unsubscribe": "opens something",
    "papers": "of the moment, told without what it holds",
}


# What an erasure leaves, and why.
STAYS = {
    "audit_entries": "nobody can change the log; its pages name nobody who was erased",
    "bookings": "the law asks for what an invoice says",
    "bulk_tasks": "what was done to many, by nobody now",
    "check_ins": "a number: that somebody came, at which door",
    "claims": "a number: whose place it was is not known any more",
    "delegation_messages": "the delegation's, written by nobody now",
    "delegation_reminders": "what of, and that it was sent",
    "delegations": "the region's",
    "edition_steps": "the edition's, done by nobody now",
    "imports": "the name of a file of a programme, brought by nobody now",
    "member_imports": "the name of a list, sent by nobody now",
    "releases": "published",
    "substitutions": "the programme",
    "target_changes": "why a number was changed, by nobody now",
}
LATER = datetime(2027, 1, 1, tzinfo=UTC)


@pytest.fixture
def filled(app: Flask) -> Filled:
    """Somebody of whom every table tells."""
    made = Filled(email=ADDRESS)
    first = [db.metadata.tables[name] for name in ("persons", "accounts", "participants")]
    for table in (*first, *personal_tables()):
        if table.name not in made.ids:
            made.fill(table)
    db.session.commit()
    return made


def exported(app: Flask, person: int) -> str:
    with app.test_request_context():
        return told_file(subject_of_person(person)).get_data(as_text=True)


def test_an_export_has_every_value_of_every_table(app: Flask, filled: Filled) -> None:
    told = exported(app, filled.ids["persons"])
    assert json.loads(told)["kept"].keys() >= {"person", "accounts", "registrations", "members"}
    missing = {
        where: word
        for where, word in filled.said.items()
        if word not in told and not excused(where)
    }
    assert missing == {}


def excused(where: str) -> bool:
    table, column = where.split(".")
    personal = {one.name for one in personal_tables()}
    return (
        table not in personal
        or table in ELSEWHERE
        or column in SECRETS
        or LEFT_OUT.get(where, LEFT_OUT.get(table)) is not None
    )


def test_an_erasure_leaves_nothing_that_names_or_describes(app: Flask, filled: Filled) -> None:
    db.session.execute(text("DELETE FROM releases"))
    before = counts()
    with app.test_request_context():
        erase(subject_of_person(filled.ids["persons"]), at=LATER, actor=SYSTEM)
    db.session.commit()
    assert remaining(filled) == {}
    assert counts() == before
    row = db.session.scalars(select(Participant)).one()
    assert (row.person.name, row.email, row.erased) == ("Erased person", None, LATER)


def remaining(filled: Filled) -> dict[str, str]:
    """Words, the address and the birthday among rows of the person, but for what stays."""
    found = {}
    for table in personal_tables():
        rows = db.session.execute(
            select(*(text(f'"{one.name}"') for one in table.columns)).select_from(table)
        )
        for row in rows:
            for name, value in row._mapping.items():
                said = str(value)
                if table.name not in STAYS and ("canary" in said or "1815-12-10" in said):
                    found[f"{table.name}.{name}"] = said
    return found


def counts() -> Counter[tuple[str, ...]]:
    """Participants as they are counted."""
    rows = db.session.execute(
        select(
            Participant.edition_id,
            Participant.category,
            Participant.country,
            Participant.standing,
            Participant.channel,
        )
    )
    return Counter(tuple(map(str, row)) for row in rows)


def test_what_is_published_keeps_the_name_and_nothing_else_does(app: Flask, filled: Filled) -> None:
    with app.test_request_context():
        erase(subject_of_person(filled.ids["persons"]), at=LATER, actor=SYSTEM)
    db.session.commit()
    kept = {where.partition(".")[0] for where in remaining(filled)}
    assert kept == {"persons", "speakers"}
    assert db.session.scalars(select(Participant)).one().person.name == "Erased person"
