"""A list of members is carried out: wholly, in one transaction, or not at all. Nothing commits."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import select

from cwf.audit import Actor
from cwf.database import db
from cwf.delegations.actions.history import record
from cwf.delegations.actions.leaving import take_out
from cwf.delegations.actions.members import (
    AddressTakenError,
    Joined,
    change_member,
    name_members,
)
from cwf.delegations.membership import Bar, Deed, barred
from cwf.delegations.models import Delegation, Member
from cwf.delegations.naming import Named
from cwf.delegations.queries.rosters import roster_of
from cwf.delegations.sheets.comparing import stood
from cwf.delegations.sheets.plans import Left, MemberPlan, Step, Verb
from cwf.delegations.sheets.rosters import OF_MEMBER, Entry, Roster, Values
from cwf.delegations.stages import Side, Stage
from cwf.editions.models import Edition
from cwf.registration.places import Outcome, Wait

PLACES = {"fit": (Outcome.TAKEN, Outcome.ALREADY), "wait": (Outcome.WAITING,)}


class Moved(Exception):
    """What the list was compared with, or the places there are, changed meanwhile."""


class Barred(Exception):
    """The delegation cannot do it itself (any more); `bar` says why."""

    def __init__(self, bar: Bar) -> None:
        super().__init__(bar)
        self.bar = bar


@dataclass
class Done:
    """What came of it.

    `places`: how many of each role have a place and how many wait; `known`: decisions by which
    those without an address are found the next time.
    """

    places: dict[str, dict[str, int]] = field(default_factory=dict)
    known: dict[str, str] = field(default_factory=dict)
    gone: int = 0
    waiting: int = 0
    left: tuple[Left, ...] = ()


@dataclass
class _Work:
    """One carrying out: who is who of the rows, and what comes of it."""

    roster: Roster
    wait: Wait
    actor: Actor
    at: datetime
    done: Done
    members: dict[str, int] = field(default_factory=dict)
    places: dict[str, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))


def carry_out(
    edition: Edition,
    plan: MemberPlan,
    *,
    delegation_id: int | None,
    gone: Collection[UUID],
    wait: Wait,
    side: Side,
    actor: Actor,
    at: datetime,
) -> Done:
    """Take out, change and name. Raises Moved or Barred; then nothing may be committed."""
    away = [one for one in plan.absent if UUID(one.uuid) in set(gone)]
    parties = {step.delegation for step in plan.steps} | {one.delegation for one in away}
    delegations = _locked(edition, parties | ({delegation_id} if delegation_id else set()))
    if parties - delegations.keys():
        raise Moved
    naming = {one.delegation for one in away}
    naming |= {
        step.delegation
        for step in plan.steps
        if step.verb is not Verb.CHANGE or "role" in step.values
    }
    for one in sorted(parties):
        _check(delegations[one], side, Deed.NAME if one in naming else Deed.DETAIL, at)
    roster = roster_of(edition, delegations[delegation_id] if delegation_id else None, at)
    if stood(roster) != plan.stood:
        raise Moved
    work = _Work(roster=roster, wait=wait, actor=actor, at=at, done=Done(left=plan.left))
    for id in sorted(parties):
        steps = [step for step in plan.steps if step.delegation == id]
        out = [one.member for one in away if one.delegation == id]
        _one(delegations[id], steps, out, work)
    work.done.places = {role: dict(count) for role, count in sorted(work.places.items())}
    work.done.waiting = sum(count["wait"] for count in work.places.values())
    return work.done


def _one(delegation: Delegation, steps: Sequence[Step], out: Sequence[int], work: _Work) -> None:
    """All that is done about one delegation."""
    for member in _members(out).values():
        take_out(delegation, member, at=work.at, actor=work.actor)
        work.done.gone += 1
    changes = [step for step in steps if step.verb is Verb.CHANGE]
    rows = _members(step.member for step in changes if step.member)
    for step in changes:
        _change(delegation, step, rows, work)
    _name(delegation, [step for step in steps if step.verb is not Verb.CHANGE], work)
    _accompany(steps, work)
    counts = Counter(str(step.verb) for step in steps) + Counter(gone=len(out))
    record(delegation, "delegation.import", work.actor, after=dict(counts))


def _change(delegation: Delegation, step: Step, rows: dict[int, Member], work: _Work) -> None:
    member = rows.get(step.member or 0)
    if member is None:
        raise Moved
    entry = work.roster.by_ref[f"m{step.member}"]
    assert isinstance(entry, Entry)
    values: Any = {**{name: entry.values[name] for name in OF_MEMBER}, **step.values}  # type: ignore[literal-required]
    try:
        outcome = change_member(
            delegation, member, _named(values, step.values), at=work.at, actor=work.actor
        )
    except AddressTakenError:
        raise Moved from None
    if outcome is Outcome.FULL:
        raise Moved


def _name(delegation: Delegation, steps: Sequence[Step], work: _Work) -> None:
    if not steps:
        return
    people = [_named({"language": delegation.language, **step.values}, step.values)
              for step in steps]  # fmt: skip
    found = name_members(delegation, people, at=work.at, actor=work.actor, wait=work.wait)
    for step, joined in zip(steps, found, strict=True):
        _keep(step, joined, work)


def _keep(step: Step, joined: Joined, work: _Work) -> None:
    member = joined.member
    if member is None or joined.elsewhere or (joined.known and step.verb is Verb.ADD):
        raise Moved  # no place even to wait for; or somebody with that address is there by now
    work.members[f"r{step.row}"] = member.id
    if not step.values.get("email") and step.verb is Verb.ADD:
        work.done.known[f"{step.key}:m{member.id}"] = "same"
    for word, outcomes in PLACES.items():
        work.places[str(member.role)][word] += joined.outcome in outcomes


def _accompany(steps: Sequence[Step], work: _Work) -> None:
    """Whom somebody accompanies who was a row themselves has a number only now."""
    waiting = {
        work.members.get(f"r{step.row}", step.member): work.members.get(whom)
        for step in steps
        if (whom := step.values.get("accompanies", "")).startswith("r")
    }
    for id, member in _members(id for id in waiting if id).items():
        member.accompanies_id = waiting[id]
    db.session.flush()


def _named(values: Values, said: Values) -> Named:
    """What is said of a member, in the words of naming."""
    whom = values.get("accompanies", "")
    return Named(
        name=values["name"],
        role=values["role"],
        email=values.get("email", ""),
        country=values.get("country", ""),
        affiliation=values.get("affiliation", ""),
        language=values.get("language", "en"),
        presents=values.get("presents", ""),
        accompanies=int(whom[1:]) if whom.startswith("m") else None,
        particulars={
            name: list(value) if isinstance(value, tuple) else value
            for name, value in said.items()
            if name not in OF_MEMBER
        },
    )


def _check(delegation: Delegation, side: Side, deed: Deed, at: datetime) -> None:
    bar = barred(deed, side, Stage(delegation.stage), deadline=delegation.deadline,
                 substitutes_until=delegation.substitutes_until, at=at)  # fmt: skip
    if bar is not None:
        raise Barred(bar)


def _locked(edition: Edition, ids: Collection[int]) -> dict[int, Delegation]:
    """Delegations of the edition, locked in the order of their numbers."""
    wanted = (
        select(Delegation)
        .where(Delegation.edition_id == edition.id, Delegation.id.in_(ids))
        .order_by(Delegation.id)
        .with_for_update(of=Delegation)
        .execution_options(populate_existing=True)
    )
    return {row.id: row for row in db.session.scalars(wanted)}


def _members(ids: Iterable[int]) -> dict[int, Member]:
    """Members by number, locked."""
    wanted = list(ids)
    found: dict[int, Member] = {}
    for start in range(0, len(wanted), 500):
        rows = select(Member).where(Member.id.in_(wanted[start : start + 500]))
        rows = rows.with_for_update(of=Member).execution_options(populate_existing=True)
        found |= {row.id: row for row in db.session.scalars(rows)}
    return found
