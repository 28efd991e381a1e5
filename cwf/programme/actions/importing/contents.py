"""Sessions: what they are, who is in them, which regions host them."""

from collections.abc import Iterable
from typing import Any

from sqlalchemy import Table, delete, select

from cwf.database import db
from cwf.editions.models import Edition
from cwf.programme import models
from cwf.programme.actions.importing.rows import (
    Ids,
    columns,
    insert_rows,
    steps_of,
    update_rows,
)
from cwf.programme.incoming import Noun
from cwf.programme.merging import Plan, Step, Verb
from cwf.regions.models import Region

ELSEWHERE = ("people", "hosts", "placings")


def write_sessions(plan: Plan, edition: Edition, ids: Ids) -> None:
    """New sessions; of the others what differs, cancellations among it."""
    added = steps_of(plan, Noun.SESSION, Verb.ADD)
    changed = steps_of(plan, Noun.SESSION, Verb.CHANGE, Verb.CANCEL)
    insert_rows(
        models.Session,
        [
            {
                "edition_id": edition.id,
                "slug": step.slug,
                "source": plan.source or None if step.source_key else None,
                "source_key": step.source_key,
                **_content(step, ids),
            }
            for step in added
        ],
    )
    if added:
        ids.learn(Noun.SESSION, edition)
    update_rows(
        models.Session,
        {
            ids.of[Noun.SESSION][step.slug]: {**_content(step, ids), **_binding(step, plan)}
            for step in changed
        },
    )
    _write_people([*added, *changed], ids)
    _write_hosts([*added, *changed], ids)


def _content(step: Step, ids: Ids) -> dict[str, Any]:
    values = {name: value for name, value in step.values.items() if name not in ELSEWHERE}
    return columns(values, ids)


def _binding(step: Step, plan: Plan) -> dict[str, Any]:
    if not plan.source or not step.source_key:
        return {}
    return {"source": plan.source, "source_key": step.source_key}


def _write_people(steps: list[Step], ids: Ids) -> None:
    rows = [
        {
            "session_id": ids.of[Noun.SESSION][step.slug],
            "speaker_id": ids.of[Noun.SPEAKER][taking.speaker],
            "role": taking.role,
            "position": position,
        }
        for step in steps
        for position, taking in enumerate(step.values.get("people", ()))
    ]
    _forget(models.Appearance.__table__, steps, "people", ids)
    insert_rows(models.Appearance, rows)


def _write_hosts(steps: list[Step], ids: Ids) -> None:
    hosting = [step for step in steps if "hosts" in step.values]
    _forget(models.session_hosts, hosting, "hosts", ids)
    if not any(step.values["hosts"] for step in hosting):
        return
    regions = dict(db.session.execute(select(Region.slug, Region.id)).all())
    rows = [
        {"session_id": ids.of[Noun.SESSION][step.slug], "region_id": regions[host]}
        for step in hosting
        for host in step.values["hosts"]
    ]
    insert_rows(models.session_hosts, rows)


def _forget(table: Any, steps: Iterable[Step], name: str, ids: Ids) -> None:
    """Take away what stood there, for those sessions whose rows are written anew."""
    assert isinstance(table, Table)
    old = [
        ids.of[Noun.SESSION][step.slug]
        for step in steps
        if step.verb is Verb.CHANGE and name in step.values
    ]
    if old:
        db.session.execute(delete(table).where(table.c.session_id.in_(old)))
