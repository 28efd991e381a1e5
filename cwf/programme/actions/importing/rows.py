"""Rows by their slugs, and how many of them are written by one statement."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import bindparam, insert, select, update

from cwf.database import db
from cwf.editions.models import Edition
from cwf.programme import models
from cwf.programme.incoming import Noun
from cwf.programme.merging import Plan, Step, Verb

MODEL: dict[Noun, Any] = {
    Noun.VENUE: models.Venue,
    Noun.ROOM: models.Room,
    Noun.TRACK: models.Track,
    Noun.SPEAKER: models.Speaker,
    Noun.SESSION: models.Session,
}


@dataclass(frozen=True, kw_only=True)
class Ids:
    """The ids of an edition's rows by noun and slug; new rows are added as they are made."""

    of: dict[Noun, dict[str, int]]

    @classmethod
    def locked(cls, edition: Edition) -> "Ids":
        """Read them, and keep others from changing these rows until the end of the transaction."""
        db.session.execute(select(Edition.id).where(Edition.id == edition.id).with_for_update())
        slots = select(models.Slot.id).where(models.Slot.edition_id == edition.id)
        db.session.execute(slots.with_for_update()).all()
        return cls(of={noun: _ids(model, edition, lock=True) for noun, model in MODEL.items()})

    def learn(self, noun: Noun, edition: Edition) -> None:
        """Read them anew, after rows were added."""
        self.of[noun] = _ids(MODEL[noun], edition, lock=False)


def _ids(model: Any, edition: Edition, *, lock: bool) -> dict[str, int]:
    statement = select(model.slug, model.id).where(model.edition_id == edition.id)
    if lock:
        statement = statement.order_by(model.id).with_for_update()
    return dict(db.session.execute(statement).all())


def steps_of(plan: Plan, noun: Noun, *verbs: Verb) -> list[Step]:
    """The steps about one noun, in the order of writing."""
    return [step for step in plan.steps if step.noun is noun and step.verb in verbs]


def write_named(noun: Noun, plan: Plan, edition: Edition, ids: Ids) -> None:
    """Venues, rooms or tracks: new ones last in order, others with what differs."""
    model = MODEL[noun]
    added = steps_of(plan, noun, Verb.ADD)
    if added:
        positions = select(model.position).where(model.edition_id == edition.id)
        first = max(db.session.scalars(positions), default=-1) + 1
        insert_rows(
            model,
            [
                {
                    "edition_id": edition.id,
                    "slug": step.slug,
                    "position": first + place,
                    **columns(step.values, ids),
                }
                for place, step in enumerate(added)
            ],
        )
        ids.learn(noun, edition)
    changed = steps_of(plan, noun, Verb.CHANGE)
    update_rows(model, {ids.of[noun][one.slug]: columns(one.values, ids) for one in changed})


def columns(values: Mapping[str, Any], ids: Ids) -> dict[str, Any]:
    """Values as columns: references as ids."""
    found = dict(values)
    for name, noun in (("venue", Noun.VENUE), ("track", Noun.TRACK)):
        if name in found:
            slug = found.pop(name)
            found[f"{name}_id"] = ids.of[noun][slug] if slug else None
    return found


def insert_rows(model: Any, rows: Sequence[Mapping[str, Any]]) -> None:
    """All of them by one statement; each has the same columns. Versions begin at 1."""
    if rows:
        table = getattr(model, "__table__", model)
        db.session.execute(insert(table), list(rows))


def update_rows(model: Any, rows: Mapping[int, Mapping[str, Any]]) -> None:
    """Set columns by id and raise the versions: one statement for each set of columns."""
    table = model.__table__
    versioned = {"version": table.c.version + 1} if "version" in table.c else {}
    for names, group in _alike(rows.items()):
        statement = (
            update(table)
            .where(table.c.id == bindparam("row_id"))
            .values({**{name: bindparam(f"new_{name}") for name in names}, **versioned})
        )
        if names or versioned:
            db.session.execute(
                statement,
                [
                    {"row_id": id, **{f"new_{name}": one[name] for name in names}}
                    for id, one in group
                ],
            )


Group = list[tuple[int, Mapping[str, Any]]]


def _alike(rows: Iterable[tuple[int, Mapping[str, Any]]]) -> Iterator[tuple[list[str], Group]]:
    groups: dict[tuple[str, ...], Group] = {}
    for id, one in rows:
        groups.setdefault(tuple(sorted(one)), []).append((id, one))
    for names, group in groups.items():
        yield list(names), group
