"""Speakers and the persons behind them. A new speaker is a new person: namesakes are many."""

from typing import Any

from sqlalchemy import insert, select

from cwf.database import db
from cwf.editions.models import Edition
from cwf.people.models import Person
from cwf.programme import models
from cwf.programme.actions.importing.rows import Ids, insert_rows, steps_of, update_rows
from cwf.programme.actions.speakers import PERSON
from cwf.programme.incoming import Noun
from cwf.programme.merging import Plan, Step, Verb
from cwf.regions.models import Region

SPEAKER = ("affiliation", "biography", "links")


def write_speakers(plan: Plan, edition: Edition, ids: Ids) -> None:
    """New speakers with their persons; of the others what differs."""
    added = steps_of(plan, Noun.SPEAKER, Verb.ADD)
    changed = steps_of(plan, Noun.SPEAKER, Verb.CHANGE)
    if not added and not changed:
        return
    regions = dict(db.session.execute(select(Region.slug, Region.id)).all())
    if added:
        _add(added, plan, edition, regions)
        ids.learn(Noun.SPEAKER, edition)
    rows = {}
    for step in changed:
        rows[ids.of[Noun.SPEAKER][step.slug]] = {
            **_of_speaker(step, regions),
            **_binding(step, plan),
        }
    update_rows(models.Speaker, rows)
    _change_persons(changed, ids)


def _add(added: list[Step], plan: Plan, edition: Edition, regions: dict[str, int]) -> None:
    persons = _new_persons([_as_columns(_of_person(step)) for step in added])
    insert_rows(
        models.Speaker,
        [
            {
                "edition_id": edition.id,
                "slug": step.slug,
                "person_id": person,
                "source": plan.source or None if step.source_key else None,
                "source_key": step.source_key,
                **_of_speaker(step, regions),
            }
            for step, person in zip(added, persons, strict=True)
        ],
    )


def _new_persons(rows: list[dict[str, Any]]) -> list[int]:
    """Their ids, in order. Engines give back many rows at once in any order; so each is known
    by its values, and of two with the same either is right."""
    table: Any = Person.__table__
    names = sorted(rows[0])
    statement = insert(table).returning(table.c.id, *(table.c[name] for name in names))
    ids: dict[tuple[Any, ...], list[int]] = {}
    for id, *values in db.session.execute(statement, rows):
        ids.setdefault(tuple(values), []).append(id)
    return [ids[tuple(row[name] for name in names)].pop() for row in rows]


def _change_persons(changed: list[Step], ids: Ids) -> None:
    named = {ids.of[Noun.SPEAKER][step.slug]: step for step in changed if _of_person(step)}
    if not named:
        return
    statement = select(models.Speaker.id, models.Speaker.person_id)
    persons = db.session.execute(statement.where(models.Speaker.id.in_(named)))
    update_rows(
        Person, {person: _as_columns(_of_person(named[speaker])) for speaker, person in persons}
    )


def _of_person(step: Step) -> dict[str, Any]:
    return {name: step.values[name] for name in PERSON if name in step.values}


def _as_columns(values: dict[str, Any]) -> dict[str, Any]:
    """With the name that a column has where it is not the attribute's: `group` is a word of SQL."""
    return {("is_group" if name == "group" else name): value for name, value in values.items()}


def _of_speaker(step: Step, regions: dict[str, int]) -> dict[str, Any]:
    found = {name: step.values[name] for name in SPEAKER if name in step.values}
    if "links" in found:
        found["links"] = list(found["links"])
    if "region" in step.values:
        region = step.values["region"]
        found["region_id"] = regions[region] if region else None
    return found


def _binding(step: Step, plan: Plan) -> dict[str, Any]:
    """What ties a row that stood already to the source."""
    if not plan.source or not step.source_key:
        return {}
    return {"source": plan.source, "source_key": step.source_key}
