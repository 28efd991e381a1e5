"""A worker that makes the book of the measured edition once for every line on standard input.

It does what the worker's job does, no less: take the order, read the release, lay it out in a
child, store the bytes. Answers with a line of JSON: seconds of CPU (children included), pages, and
memory in MiB: the most that the child had, and the worker's own share, added up.
"""

import json
import os
import resource
import sys

from sqlalchemy import select, update

from cwf import create_app, jobs
from cwf.database import db
from cwf.editions.models import Edition
from cwf.programme.book_name import book_name
from cwf.programme.models import Book, Publication
from tests.bench.serving import pss
from tests.bench.stand import SLUG


def want() -> None:
    """Let the English book of the measured edition be wanted, and no other."""
    release = select(Publication.release_id).join(Edition).where(Edition.slug == SLUG)
    db.session.execute(update(Book).values(state="failed"))
    mine = (Book.release_id == release.scalar_subquery(), Book.name == book_name("en", "a5"))
    db.session.execute(update(Book).where(*mine).values(state="wanted", attempts=0))
    db.session.commit()


def spent() -> float:
    """Seconds of CPU of this process and of the children it waited for."""
    times = os.times()
    return times.user + times.system + times.children_user + times.children_system


def peak() -> float:
    """The most that a child had in memory, and beside it the share of this process: MiB."""
    return pss(os.getpid()) + resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024


def main() -> None:
    """Until standard input ends."""
    app = create_app()
    with app.app_context():
        for _line in sys.stdin:
            want()
            began = spent()
            jobs.run_job("books")
            cost = spent() - began
            ready = db.session.scalar(select(Book.pages).where(Book.state == "ready"))
            db.session.rollback()
            told = {"seconds": cost, "pages": ready, "peak": peak()}
            sys.stdout.write(json.dumps(told) + "\n")
            sys.stdout.flush()


if __name__ == "__main__":
    main()
