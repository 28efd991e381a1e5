"""What the invented coming edition asks of those who register, and what they answered."""

from collections import Counter
from datetime import datetime, timedelta
from random import Random
from typing import Any
from uuid import UUID, uuid5

from sqlalchemy import insert, select

from cwf.database import db
from cwf.demo.reading import read
from cwf.editions.models import Edition
from cwf.registration.blocks import Kind, Question, asked
from cwf.registration.categories import Category, Standing
from cwf.registration.models import Answer, Block, Participant
from cwf.registration.queries.blocks import questions

SEED = 7
SPACE = UUID("6f0d6c3e-0c51-4b73-9a5d-2a7a6a3f6f61")  # the same addresses at every loading


class Chance(Random):
    """The same at every loading; no option is chosen by more than it has places for."""

    def __init__(self) -> None:
        super().__init__(SEED)
        self.taken: Counter[str] = Counter()

    def option(self, told: list[dict[str, Any]]) -> str:
        """One of the options that still have a place, as likely as the data says."""
        open_ones = [
            one for one in told if "places" not in one or self.taken[one["code"]] < one["places"]
        ]
        (chosen,) = self.choices(open_ones, [one["part"] for one in open_ones])
        self.taken[chosen["code"]] += 1
        return str(chosen["code"])


def asks(edition: Edition) -> bool:
    """Whether the edition asks anything already."""
    return bool(db.session.scalar(select(Block.id).where(Block.edition_id == edition.id).limit(1)))


def ask(edition: Edition, *, now: datetime) -> str:
    """Put the form together and let the participants answer it. Says what was made."""
    told = read("form.yaml")["blocks"]
    uuids = {one["code"]: uuid5(SPACE, one["code"]) for one in told}
    for position, one in enumerate(told):
        db.session.add(_block(edition, position, one, uuids, now))
    db.session.flush()
    chance, form = Chance(), questions(edition.id)
    of_uuid = {uuids[one["code"]]: one for one in told}
    people = select(Participant).where(
        Participant.edition_id == edition.id, Participant.standing == Standing.CONFIRMED
    )
    rows = [
        {"participant_id": row.id, "block_id": question.id, "value": value, "body": None,
         "answered": row.confirmed or now}
        for row in db.session.scalars(people.order_by(Participant.id))
        for question, value in _answers(form, row, of_uuid, chance, now)
    ]  # fmt: skip
    db.session.execute(insert(Answer), rows)
    return f"{len(told)} questions of the form, and {len(rows)} answers"


def _block(
    edition: Edition, position: int, told: dict[str, Any], uuids: dict[str, UUID], now: datetime
) -> Block:
    condition: dict[str, Any] = {}
    if told.get("categories"):
        condition["categories"] = told["categories"]
    for code, options in told.get("depends", {}).items():
        condition |= {"block": uuids[code].hex, "options": options}
    return Block(
        uuid=uuids[told["code"]],
        edition_id=edition.id,
        position=position,
        kind=told["kind"],
        label=told["label"],
        hint=told.get("hint", {}),
        options=[
            {name: one[name] for name in ("code", "text", "places") if name in one}
            for one in told.get("options", ())
        ],
        required=told.get("required", False),
        condition=condition,
        retired=now if told.get("retired") else None,
    )


def _answers(
    form: tuple[Question, ...],
    row: Participant,
    told: dict[UUID, dict[str, Any]],
    chance: Chance,
    now: datetime,
) -> list[tuple[Question, Any]]:
    """What a participant answers to what they are asked, question by question."""
    said: dict[UUID, Any] = {}
    found = []
    for question in form:
        if question not in asked(form, Category(row.category), said):
            continue
        value = _answer(question, told[question.uuid], row, chance, now)
        if value is not None:
            said[question.uuid] = value
            found.append((question, value))
    return found


def _answer(
    question: Question, told: dict[str, Any], row: Participant, chance: Chance, now: datetime
) -> Any:
    match question.kind:
        case Kind.CHOICE:
            return chance.option(told["options"])
        case Kind.CHOICES:
            return [o["code"] for o in told["options"] if chance.random() < o["part"] / 100] or None
    if chance.random() >= told["part"] / 100:
        return None
    match question.kind:
        case Kind.DATE:
            return (now.date() + timedelta(days=chance.randint(*told["days"]))).isoformat()
        case Kind.CONSENT:
            return told["label"][row.language]
    return chance.choice(told["answers"][row.language])
