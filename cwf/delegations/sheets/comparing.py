"""What a list would change of what stands: pure, so that the dry run is the plan itself."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from hashlib import sha256
from typing import Any

import msgspec

from cwf.delegations.roles import Role
from cwf.delegations.sheets.fields import HALVES
from cwf.delegations.sheets.likeness import folded
from cwf.delegations.sheets.matching import Matching, key_of
from cwf.delegations.sheets.plans import Absent, MemberPlan, Step, Verb
from cwf.delegations.sheets.remarks import Code
from cwf.delegations.sheets.rosters import Entry, Other, Roster, Values
from cwf.delegations.sheets.rows import Brought, Read
from cwf.delegations.sheets.words import DASHES, NOTHING
from cwf.programme.sheets.codes import alike
from cwf.programme.sheets.remarks import Code as SheetCode
from cwf.programme.sheets.rows import bounded
from cwf.programme.sheets.texts import bare, line, short

NEEDS = ("diet", "access")
THEIRS = {"name": Code.NAME_IS_THEIRS, "email": Code.EMAIL_IS_THEIRS}


@dataclass(frozen=True, kw_only=True)
class _One:
    """One person of the list: who they are, the first row that says so, and all that is said."""

    ref: str
    row: Brought
    values: Values
    delegation: int


def compare(read: Read, roster: Roster) -> MemberPlan:
    """The plan, with the remarks of the reading and of the comparing, in the order of rows."""
    matching = Matching(read=read, roster=roster)
    matching.run()
    people = [*_people(matching)]
    _resolve(people, read, roster)
    steps = [step for one in people if (step := _step(one, read, roster))]
    there = {one.ref for one in people}
    parties = {one.delegation for one in people} if roster.host else set(roster.party)
    named = {one.name for one in matching.left}
    absent = [
        Absent(uuid=entry.uuid, member=entry.member, name=entry.values["name"],
               role=entry.values["role"], delegation=entry.delegation)
        for entry in roster.members
        if entry.ref not in there and entry.delegation in parties
        and entry.values["name"] not in named
    ]  # fmt: skip
    return MemberPlan(
        steps=tuple(steps),
        pairs=tuple(matching.pairs),
        absent=tuple(absent),
        left=tuple(matching.left),
        same=len(people) - len(steps),
        remarks=bounded(read.remarks, [read.table]),
        stood=stood(roster),
    )


def stood(roster: Roster) -> str:
    """A digest of what a list is compared with, decisions and other participants apart: these
    come and go by the minute, and are looked at once more when it is accepted."""
    told = msgspec.json.encode((roster.host, roster.parties, roster.members))
    return sha256(told).hexdigest()


def _people(matching: Matching) -> Iterable[_One]:
    """Rows of one person taken together; the first that says something is right."""
    rows: dict[str, list[Brought]] = defaultdict(list)
    for row in matching.read.rows:
        if ref := matching.who.get(row.row):
            rows[_root(ref, matching.who)].append(row)
    for ref, same in rows.items():
        values: Any = {}
        for row in same:
            values = {**row.values, **values}
        delegation = _delegation(ref, same, matching)
        if delegation is not None:
            yield _One(ref=ref, row=same[0], values=values, delegation=delegation)


def _root(ref: str, who: dict[int, str]) -> str:
    while ref.startswith("r") and (next := who.get(int(ref[1:]), ref)) != ref:
        ref = next
    return ref


def _delegation(ref: str, rows: list[Brought], matching: Matching) -> int | None:
    """With which delegation somebody comes; None, with a remark, where that cannot be."""
    roster, read = matching.roster, matching.read
    said = next((row.delegation for row in rows if row.delegation is not None), None)
    entry = roster.by_ref.get(ref)
    if isinstance(entry, Entry):
        if roster.host and said is not None and said != entry.delegation:
            name = roster.party[entry.delegation].names[0]
            read.remark(Code.ELSEWHERE, rows[0].row, "region", name=name)
            return None
        return entry.delegation
    if not roster.host:
        return roster.parties[0].id
    if said is None and not read.is_faulty(rows[0].row, "region"):
        read.remark(Code.REGION_MISSING, rows[0].row, "region")
    return said


def _step(one: _One, read: Read, roster: Roster) -> Step | None:
    """What is to be written of one; None: nothing, or it is remarked on."""
    known = roster.by_ref.get(one.ref)
    if isinstance(known, Entry):
        return _change(one, known, read)
    values: Any = dict(one.values)
    row = one.row.row
    if isinstance(known, Other):
        values["name"], values["email"] = known.name, known.email
    if not values.get("name") and not read.is_faulty(row, "name", *HALVES):
        read.remark(SheetCode.REQUIRED, row, "name", field="name")
    if "role" not in values and not read.is_faulty(row, "role"):
        read.remark(Code.ROLE_MISSING, row, "role")
    if not values.get("name") or "role" not in values:
        return None
    return Step(
        verb=Verb.JOIN if known else Verb.ADD,
        row=row,
        delegation=one.delegation,
        name=values["name"],
        email=values.get("email", ""),
        values=values,
        key=key_of(one.row),
    )


def _change(one: _One, entry: Entry, read: Read) -> Step | None:
    values: Any = {}
    stands: Any = entry.values
    for name, value in one.values.items():
        if _same(name, stands[name], value):
            continue
        if name == "name" and not value:
            continue
        if entry.own and name in THEIRS:
            read.remark(THEIRS[name], one.row.row, name, error=False, value=stands[name])
            continue
        values[name] = value
    if not values:
        return None
    return Step(
        verb=Verb.CHANGE,
        row=one.row.row,
        delegation=entry.delegation,
        name=stands["name"],
        values=values,
        before={name: stands[name] for name in values},  # type: ignore[arg-type]
        member=entry.member,
        key=key_of(one.row),
    )


def _same(name: str, stands: Any, value: Any) -> bool:
    """Whether a cell says what stands; what a sheet cannot keep of a text does not count."""
    if not isinstance(stands, str) or not isinstance(value, str):
        return bool(stands == value)
    if name in NEEDS and bare(line(stands)) in NOTHING | DASHES:
        return value == ""
    return line(stands) == line(value) or (value == "" and line(stands) in DASHES)


def _resolve(people: list[_One], read: Read, roster: Roster) -> None:
    """Put a reference where a row says by name, address or id whom somebody accompanies."""
    names, direct = _callable(people, roster)
    for place, one in enumerate(people):
        if one.row.whom is None:
            continue
        said = "" if one.row.whom in DASHES else one.row.whom
        found = {direct[said.lower()]} if said.lower() in direct else set()
        found = found or names.get((one.delegation, folded(said)), set())
        if said and len(found) != 1:
            known = [name for party, name in names if party == one.delegation]
            perhaps = "" if found else alike(folded(said), known).title()
            read.remark(Code.NOT_WHOM, one.row.row, "accompanies", value=short(said),
                        perhaps=perhaps, several=len(found))  # fmt: skip
        elif said and _role(one, roster) is not Role.ACCOMPANYING:
            read.remark(Code.NOT_COMPANY, one.row.row, "accompanies", error=False)
        elif said and found == {one.ref}:
            read.remark(Code.THEMSELVES, one.row.row, "accompanies", value=short(said))
        else:
            values: Any = {**one.values, "accompanies": next(iter(found)) if said else ""}
            people[place] = replace(one, values=values)


def _role(one: _One, roster: Roster) -> Role | None:
    known = roster.by_ref.get(one.ref)
    stands = known.values["role"] if isinstance(known, Entry) else None
    return one.values.get("role", stands)


def _callable(
    people: list[_One], roster: Roster
) -> tuple[dict[tuple[int, str], set[str]], dict[str, str]]:
    """References by delegation and name, and by address or id."""
    names: dict[tuple[int, str], set[str]] = defaultdict(set)
    direct: dict[str, str] = {}
    for entry in roster.members:
        names[entry.delegation, folded(entry.values["name"])].add(entry.ref)
        direct |= {entry.uuid: entry.ref, entry.values["email"]: entry.ref}
    for one in people:
        names[one.delegation, folded(one.values.get("name", ""))].add(one.ref)
        direct[one.values.get("email", "")] = one.ref
    direct.pop("", None)
    return names, direct
