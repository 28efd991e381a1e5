"""A web process as far as signing up goes: threads that take places, each in its transaction.

For every line on standard input, "ROOT FIRST LAST STEP", each participant from FIRST by STEP up to
LAST signs up for a place of the tree ROOT. Answers with how many got one, as a line of JSON.
"""

import json
import sys
import threading
from collections import Counter
from concurrent.futures import ThreadPoolExecutor

from cwf import clock, create_app
from cwf.database import db
from cwf.registration.actions.places import take
from cwf.registration.places import Outcome

THREADS = 8  # of a web process, by the Procfile


def main() -> None:
    """Until standard input ends."""
    app = create_app()
    within = threading.local()

    def enter() -> None:
        within.context = app.app_context()
        within.context.push()

    def sign_up(root: int, who: int) -> Outcome:
        outcome = take(root, who, group="full", at=clock.now())
        db.session.commit()
        db.session.remove()  # as the end of a request does
        return outcome

    with ThreadPoolExecutor(THREADS, initializer=enter) as threads:
        for line in sys.stdin:
            root, first, last, step = map(int, line.split())
            found = Counter(
                threads.map(lambda who, root=root: sign_up(root, who), range(first, last, step))
            )
            sys.stdout.write(json.dumps({one.value: number for one, number in found.items()}))
            sys.stdout.write("\n")
            sys.stdout.flush()


if __name__ == "__main__":
    main()
