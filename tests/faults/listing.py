"""Brings lists of members in until it is killed; tells of each only after the commit.

    python -m tests.faults.listing FILE FIRST LAST [STEP REACHED]

As the pages and the worker do it: sent, read by a program of its own, its columns said once, taken
over. STEP is one of `tests.faults.dying`: there it writes REACHED, and waits for its end.
"""

import sys
from datetime import timedelta
from hashlib import sha256
from pathlib import Path

from sqlalchemy import select

from cwf import clock, create_app
from cwf.audit import SYSTEM
from cwf.database import db
from cwf.delegations.actions import member_imports as actions
from cwf.delegations.jobs.imports import read_lists
from cwf.delegations.models import Delegation, MemberImport
from cwf.delegations.stages import Side
from cwf.editions.models import Edition
from cwf.programme.actions import desk
from cwf.registration.places import Wait
from tests.faults.dying import stop_at

EACH = 6  # people that a list adds
HEADINGS = "Name,E-mail,Role,Affiliation,Accompanies\n"
STEADY = "Steady Sun"  # who is in every list, which says at which one stands


def main() -> None:
    """From the first list to the last; one that was taken over before stays as it is."""
    told, first, last = Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3])
    if sys.argv[4:]:
        stop_at(sys.argv[4], Path(sys.argv[5]))
    desk.LEASE = timedelta(0)  # there is no other worker whose file it could be
    with create_app().app_context(), told.open("a") as said:
        for number in range(first, last):
            bring_in(number)
            said.write(f"{number}\n")
            said.flush()


def names_of(number: int) -> list[str]:
    """Who is new in a list, of names unlike all others; the last of them comes with the first."""
    return [f"{_word(number, one, 'first')} {_word(number, one, 'last')}" for one in range(EACH)]


def _word(*of: object) -> str:
    return "".join(chr(97 + byte % 26) for byte in sha256(repr(of).encode()).digest()[:12]).title()


def body_of(number: int) -> str:
    """A list: one who is changed, and those who are new."""
    first, *more, last = names_of(number)
    rows = [f"{STEADY},steady@example.org,official,List {number},", f"{first},,official,,"]
    rows += [f"{name},p{number}.{one}@example.org,official,," for one, name in enumerate(more)]
    return HEADINGS + "\n".join([*rows, f"{last},,accompanying,,{first}"]) + "\n"


def bring_in(number: int) -> None:
    """One list, from where the one who was killed left it."""
    edition = db.session.scalars(select(Edition)).one()
    delegation = db.session.scalars(select(Delegation)).one()
    name = f"{number}.csv"
    row = db.session.scalar(select(MemberImport).where(MemberImport.name == name))
    if row is None:
        row = actions.receive(
            edition, delegation, actor=SYSTEM, name=name, body=body_of(number).encode(),
            language="en", at=clock.now(),
        )  # fmt: skip
        db.session.commit()
    if row.state == "done":
        return
    read_lists()
    if row.state == "asks":
        assert row.columns
        actions.choose(row, row.columns["sheets"], role="")
        db.session.commit()
        read_lists()
    actions.complete(
        edition, row, gone=(), wait=Wait.PARTS, side=Side.HOST, actor=SYSTEM, at=clock.now()
    )
    db.session.commit()


if __name__ == "__main__":
    main()
