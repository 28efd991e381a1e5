"""Pages of the organisers' list of 10,000 participants, against the same pages of a list of 100.

Whole requests of one process in time of the wall: session, database, template. Every kind of page
is measured: the first, the last, filtered, searched in another spelling, both at once. In both
lists the same sixty people fit, so that both pages show as much and differ in what lies behind
them alone. The worst counts. Each is timed between two of the small list.
"""

import time
from collections.abc import Iterator
from datetime import date

from flask.testing import FlaskClient
from sqlalchemy import insert

from cwf import clock
from cwf.database import db
from cwf.editions.models import Edition
from cwf.people.actions import begin_sign_in
from cwf.people.models import SECRETARIAT, Account, Person, Role
from cwf.registration.finding import search_key, sort_key
from cwf.registration.listing import PAGE
from cwf.registration.models import Participant, Particulars
from tests.bench.rows import Figure, ratios
from tests.bench.stand import stand

ROWS = ("participants",)
FEW, MANY = 100, 10_000
SOUGHT = 60
NAMES = ("Müller", "Nguyễn", "Щукин", "O’Brien", "Morrison", "Łukasz", "Garcia")
QUERIES = (
    "",
    "q=ada",
    "category=student",
    "standing=confirmed&country=SE",
    "q=ostergard",
    "q=oestergaard+bank&country=SE",
    "payment=unpaid&international=yes",
    "missing=any",
    "party=-&channel=own",
)


def measure(postgresql: str | None, *, rounds: int) -> Iterator[Figure]:
    """The worst ratio of any page, round by round."""
    with stand(postgresql, sizes=()) as here:
        app = here.app()
        with app.app_context():
            for slug, number in (("few", FEW), ("many", MANY)):
                _edition(slug, number)
            client = secretary(app.test_client())
            worst, slowest, note = 0.0, (1.0,), ""
            for query in QUERIES:
                for last in (False, True):
                    found = _ratios(client, query, last, rounds)
                    middle = sorted(found)[len(found) // 2]
                    if middle > worst:
                        worst, slowest = middle, tuple(found)
                        note = f"{'last' if last else 'first'} page of ?{query}"
            db.session.remove()
            db.engine.dispose()
    yield Figure(name=ROWS[0], rounds=slowest, note=f"the worst of {2 * len(QUERIES)}: {note}")


def _ratios(client: FlaskClient, query: str, last: bool, rounds: int) -> list[float]:
    few, many = (_path(client, slug, query, last) for slug in ("few", "many"))
    chain = [_seconds(client, few)]
    for _ in range(rounds):
        chain += [_seconds(client, many), _seconds(client, few)]
    return ratios(chain)


def _path(client: FlaskClient, slug: str, query: str, last: bool) -> str:
    """The address of the first or last page, whose number the page itself tells."""
    path = f"/en/manage/editions/{slug}/participants/?{query}"
    page = client.get(path)
    if page.status_code != 200:
        raise RuntimeError(f"{path}: {page.status}")
    told = page.text.rpartition("Page 1 of ")[2].partition("<")[0] if last else ""
    return f"{path}&page={int(told)}" if told.isdigit() else path


def _seconds(client: FlaskClient, path: str) -> float:
    """The best of three: what others do on the machine only ever adds."""
    taken = []
    for _ in range(3):
        began = time.perf_counter()
        answer = client.get(path)
        taken.append(time.perf_counter() - began)
        if answer.status_code != 200:
            raise RuntimeError(f"{path}: {answer.status}")
    return min(taken)


def _edition(slug: str, number: int) -> None:
    """An edition with so many participants; all but those who are sought have said their needs."""
    now, day = clock.now(), date(2026, 11, 10)
    edition = Edition(slug=slug, year=2026, starts=day, ends=day, country="DK", languages=["en"])
    db.session.add(edition)
    db.session.flush()
    first = 1 if number == FEW else 1_000_001
    people, rows, said = [], [], []
    for one in range(first, first + number):
        sought = one - first < SOUGHT
        name = f"Ada {'Østergård' if sought else NAMES[one % len(NAMES)]} {one % 997}"
        email, house = f"p{one}@example.org", f"Tidal Bank {one % 50}"
        people.append({"id": one, "name": name, "sort_name": name})
        rows.append(
            {
                "id": one, "person_id": one, "edition_id": edition.id, "email": email,
                "affiliation": house, "category": "student" if sought else "full",
                "country": "SE" if sought else ("DK", "IN")[one % 2], "consented": now,
                "asked": now,
                "standing": "confirmed",
                "payment": "unpaid" if sought else "paid",
                "sort_key": sort_key(name), "search_key": search_key(name, None, house, email),
            }
        )  # fmt: skip
        if not sought:
            said.append({"participant_id": one, "diet": "", "access": "", "photo": True,
                         "listed": True})  # fmt: skip
    for start in range(0, number, PAGE * 20):
        part = slice(start, start + PAGE * 20)
        db.session.execute(insert(Person), people[part])
        db.session.execute(insert(Participant), rows[part])
    db.session.execute(insert(Particulars), said)
    db.session.commit()


def secretary(client: FlaskClient) -> FlaskClient:
    """A browser of somebody who reaches all editions."""
    account = Account(
        email="ns@example.org",
        name="Secretariat",
        fs_uniquifier="bench",
        created=clock.now(),
        confirmed_at=clock.now(),
        roles=[db.session.query(Role).filter_by(name=SECRETARIAT).one_or_none()
               or Role(name=SECRETARIAT)],
    )  # fmt: skip
    db.session.add(account)
    db.session.commit()
    key = begin_sign_in(account, client="bench")
    db.session.commit()
    with client.session_transaction() as session:
        session.update(
            _user_id=account.fs_uniquifier, _fresh=True, sign_in=key, fs_paa=clock.now().timestamp()
        )
    return client
