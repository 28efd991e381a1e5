"""A web process as far as signing up goes: threads that take places, each in its transaction.

For every line on standard input, "ROOT FIRST LAST STEP NESTED", each participant from FIRST by STEP
up to LAST signs up for a place of the tree ROOT; as member of a delegation, where NESTED is 1.
Answers with how many got one, as a line of JSON.
"""

import json
import sys
import threading
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from functools import partial

from cwf import clock, create_app
from cwf.database import db
from cwf.registration.actions.places import take
from cwf.registration.places import Outcome

THREADS = 8  # of a web process, by the Procfile
REGIONS, ROLES = 20, ("political", "official", "business", "student", "artist")


def member_of(who: int) -> str:
    """The group of a participant: of a role of a region, as many in each."""
    return f"int/d{who % REGIONS}/{ROLES[who // REGIONS % len(ROLES)]}+delegate"


def main() -> None:
    """Until standard input ends."""
    app = create_app()
    within = threading.local()

    def enter() -> None:
        within.context = app.app_context()
        within.context.push()

    def sign_up(root: int, who: int, nested: int) -> Outcome:
        outcome = take(root, who, group=member_of(who) if nested else "full", at=clock.now())
        db.session.commit()
        db.session.remove()  # as the end of a request does
        return outcome

    with ThreadPoolExecutor(THREADS, initializer=enter) as threads:
        for line in sys.stdin:
            root, first, last, step, nested = map(int, line.split())
            ask = partial(sign_up, root, nested=nested)
            found = Counter(threads.map(ask, range(first, last, step)))
            sys.stdout.write(json.dumps({one.value: number for one, number in found.items()}))
            sys.stdout.write("\n")
            sys.stdout.flush()


if __name__ == "__main__":
    main()
