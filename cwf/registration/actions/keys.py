"""What lists of participants order and search by, kept true as names and addresses change.

It is kept by the session itself, for a person's name is also written by lower slices that know
nothing of participants. What goes past the session (imports write many rows at once) is mended
by the job `registrations`.
"""

from collections.abc import Iterable
from typing import Any, cast

from sqlalchemy import Table, bindparam, event, inspect, select, update
from sqlalchemy.orm import Session

from cwf.database import db
from cwf.people.models import Person
from cwf.registration.finding import search_key, sort_key
from cwf.registration.models import Participant

OF_PARTICIPANT = ("email", "affiliation", "person", "person_id")
OF_PERSON = ("name", "sort_name", "original_name")
BATCH = 1000
KEYS = ("sort_key", "search_key", "name_key")

TABLE = cast(Table, Participant.__table__)
# Past the version: nobody's form is outdated by this.
MEND = (
    update(TABLE)
    .where(TABLE.c.id == bindparam("which"))
    .values({name: bindparam(name) for name in KEYS})
)


def keys_of(person: Person, *, affiliation: str, email: str | None) -> dict[str, str]:
    """All keys of a participant."""
    return {
        "sort_key": sort_key(person.sort_name),
        "search_key": search_key(person.name, person.original_name, affiliation, email),
        "name_key": search_key(person.name, person.sort_name, person.original_name),
    }


def listen() -> None:
    """Keep the keys with every flush from now on."""
    if not event.contains(db.session, "before_flush", _keep):
        event.listen(db.session, "before_flush", _keep)


def mend() -> int:
    """Set right the keys that are not; gives how many were not."""
    wrong: list[dict[str, Any]] = []
    rows = select(Participant).order_by(Participant.id).execution_options(yield_per=BATCH)
    for row in db.session.scalars(rows):
        keys = _keys(row)
        if any(getattr(row, name) != key for name, key in keys.items()):
            wrong.append({"which": row.id, **keys})
    if wrong:
        db.session.execute(MEND, wrong)
    return len(wrong)


def _keep(session: Session, *ignored: object) -> None:
    touched = {row for row in [*session.new, *session.dirty] if _touched(row)}
    with session.no_autoflush:
        for row in touched | set(_of([one for one in touched if isinstance(one, Person)])):
            if isinstance(row, Participant):
                _put(session, row)


def _touched(row: Any) -> bool:
    if not isinstance(row, Participant | Person):
        return False
    names = OF_PARTICIPANT if isinstance(row, Participant) else OF_PERSON
    attributes: Any = cast(Any, inspect(row)).attrs
    return any(attributes[name].history.has_changes() for name in names)


def _of(persons: Iterable[Person]) -> Iterable[Participant]:
    ids = [person.id for person in persons if person.id is not None]
    if not ids:
        return []
    return db.session.scalars(select(Participant).where(Participant.person_id.in_(ids)))


def _put(session: Session, row: Participant) -> None:
    person: Person | None = row.person
    if person is None or (row.person_id and person.id and person.id != row.person_id):
        person = session.get(Person, row.person_id)  # the link was set by its number alone
    for name, key in _keys(row, person).items():
        if getattr(row, name) != key:
            setattr(row, name, key)


def _keys(row: Participant, person: Person | None = None) -> dict[str, str]:
    """Of one who is erased there is nothing to find."""
    if row.erased is not None:
        return dict.fromkeys(KEYS, "")
    return keys_of(person or row.person, affiliation=row.affiliation or "", email=row.email)
