"""Registers people one after another until it is killed; tells of each only after the commit.

    python -m tests.faults.registering FILE FIRST LAST

As the views do it: asked for, confirmed with a place of the edition, the mail in one transaction.
"""

import sys
from pathlib import Path

from cwf import clock, create_app
from cwf.database import db
from cwf.registration.actions import letters, participants
from cwf.registration.categories import Category
from cwf.registration.details import Details


def main() -> None:
    """From the first number to the last; one that was registered before stays as it is."""
    told, first, last = Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3])
    with create_app().app_context(), told.open("a") as said:
        for number in range(first, last):
            register(number)
            said.write(f"{number}\n")
            said.flush()


def register(number: int) -> None:
    """One person, in two transactions: the form, then the link of its mail."""
    details = Details(
        name=f"Person {number}",
        country="SE",
        affiliation="",
        category=Category.FULL,
        language="en",
    )
    email, key = f"p{number}@example.org", f"key{number}"
    row = participants.ask(1, email=email, details=details, at=clock.now(), key=key)
    db.session.commit()
    done = participants.confirm(row, at=clock.now())
    letters.send_standing(done.participant)
    db.session.commit()


if __name__ == "__main__":
    main()
