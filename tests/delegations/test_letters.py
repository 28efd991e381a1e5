"""Mails of delegations are written wherever they are due: a job has no request at hand."""

from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from flask import Flask, has_request_context
from sqlalchemy import select

from cwf.audit import SYSTEM
from cwf.database import db
from cwf.delegations.actions import letters, member_letters
from cwf.delegations.actions.reminding import remind
from cwf.delegations.forms.tasks import said
from cwf.delegations.models import Delegation, Member
from cwf.delegations.queries.left import known_of
from cwf.delegations.stages import Stage
from cwf.editions.models import Edition, Staff
from cwf.editions.roles import StaffRole
from cwf.mail import OutgoingMail
from cwf.people.models import Account
from tests.delegations.conftest import NOW
from tests.registration.test_participants import add

MESSAGE = SimpleNamespace(author="Olav", text="Come early.")
REQUEST = SimpleNamespace(
    id=7, from_role="", to_role="official", number=2, granted=True, answer="Yes.", reason="More.",
    asked_by="Ailsa",
)  # fmt: skip
WORDS = {"official": "officials"}
# All that stand in templates/email, each with what it is told.
TO_HEADS: dict[str, dict[str, Any]] = {
    "invitation": {},
    "left": {"gone": "Kim", "closed": False},
    "message": {"message": MESSAGE},
    "request": {"request": REQUEST, "words": lambda: WORDS},
    "stage": {"step": "approved", "word": "Welcome."},
}
TO_HOSTS: dict[str, dict[str, Any]] = {
    "message": {"message": MESSAGE},
    "request": {"request": REQUEST, "words": lambda: WORDS},
    "stage": {"who": "Ailsa", "word": ""},
}


def written(app: Flask) -> OutgoingMail:
    """The only mail, whose link is the forum's own."""
    [one] = db.session.scalars(select(OutgoingMail))
    assert not has_request_context()
    assert "http://localhost/" in one.body
    return one


@pytest.mark.parametrize("what", TO_HEADS)
def test_heads_are_written_to_by_a_job(
    app: Flask, made: Callable[..., Delegation], what: str
) -> None:
    letters.write_to_heads(made(), what, "1", **TO_HEADS[what])
    assert written(app).recipient == "ailsa@gov.example"


def test_reminder_is_written_by_a_job(app: Flask, made: Callable[..., Delegation]) -> None:
    row = made(stage=Stage.FORMING)
    known = known_of([row], granted={row.id: 5}, at=NOW)[row.id]
    assert remind(row, known, key="1", said=said, at=NOW, actor=SYSTEM)
    assert written(app).recipient == "ailsa@gov.example"


@pytest.mark.parametrize("what", TO_HOSTS)
def test_hosts_are_written_to_by_a_job(
    app: Flask,
    edition: Edition,
    made: Callable[..., Delegation],
    account: Callable[..., Account],
    what: str,
) -> None:
    one = account("org@example.org")
    role = StaffRole.ORGANISER
    db.session.add(Staff(edition_id=edition.id, account_id=one.id, role=role, appointed=NOW))
    letters.write_to_hosts(made(), what, "1", **TO_HOSTS[what])
    assert written(app).recipient == "org@example.org"


@pytest.mark.parametrize(
    "write",
    [
        lambda row, who: member_letters.send_named(row, who, at=NOW),
        lambda row, who: member_letters.remind(
            row, who, ["diet"], day=NOW.date(), at=NOW, actor=SYSTEM
        ),
        lambda row, who: member_letters.write_to_all(
            row, [who], key="1", subject="Trams", text="Take the tram.",
            reply_to="ailsa@gov.example", actor=SYSTEM,
        ),
    ],
    ids=["named", "reminder", "circular"],
)  # fmt: skip
def test_members_are_written_to_by_a_job(
    app: Flask,
    edition: Edition,
    made: Callable[..., Delegation],
    write: Callable[[Delegation, Member], object],
) -> None:
    row = made()
    who = Member(
        delegation_id=row.id, participant_id=add(edition, 1).id, role="official", named=NOW
    )
    db.session.add(who)
    db.session.commit()
    write(row, who)
    assert written(app).recipient == "person1@example.org"


def test_every_mail_of_delegations_is_written_here(app: Flask) -> None:
    folder = Path(app.root_path, app.template_folder or "", "email")
    there = {path.stem.removeprefix("delegation_") for path in folder.glob("delegation_*.txt")}
    assert there == {*TO_HEADS, "reminder", *(f"{what}_host" for what in TO_HOSTS)}
