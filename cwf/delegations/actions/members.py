"""Who comes with a delegation: named, and changed. Nothing here commits.

A member is a participant, and one only: who takes part already is the same one, whose place moves
to the delegation. Lock the delegation first, then nudge `offers` and `mail` after the commit.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm.attributes import flag_modified

from cwf.audit import Actor
from cwf.database import db
from cwf.delegations.actions.history import record
from cwf.delegations.actions.moving import bring_along, move
from cwf.delegations.models import Delegation, Member
from cwf.delegations.naming import Named
from cwf.delegations.queries.groups import group_of_role
from cwf.delegations.roles import Role
from cwf.people.models import Account
from cwf.registration.actions import participants as registrations
from cwf.registration.actions import places
from cwf.registration.actions.entering import Entered, Entrant, enter_all
from cwf.registration.actions.particulars import set_all
from cwf.registration.actions.seating import root_of
from cwf.registration.categories import Category, Channel
from cwf.registration.details import Details, same_address
from cwf.registration.models import Participant
from cwf.registration.places import Outcome, Wait
from cwf.registration.queries import participants as queries


@dataclass(frozen=True, kw_only=True, slots=True)
class Joined:
    """What became of naming somebody.

    `member` is None where there was no place for them (`outcome`), or where they come with another
    delegation (`elsewhere`). `known`: they take part already, and are counted once.
    """

    outcome: Outcome
    member: Member | None = None
    known: bool = False
    elsewhere: bool = False


class AddressTakenError(ValueError):
    """Somebody else who takes part has that address."""


def name_members(
    delegation: Delegation,
    people: Sequence[Named],
    *,
    at: datetime,
    actor: Actor,
    wait: Wait = Wait.NO,
) -> list[Joined]:
    """Name people as members, each with a place of their role; in their order. Flushed.

    Where places are missing: NO: who is left without one is not named; PARTS: they wait; WHOLE:
    all have one or all wait, together. As few statements for five hundred as for five.
    """
    groups = {role: group_of_role(delegation, role) for role in {one.role for one in people}}
    entered = _enter(delegation, people, groups, at=at, actor=actor, wait=wait)
    there = _members_of([one.participant.id for one in entered if one.participant])
    found = [
        _join(delegation, named, one, there, group=groups[named.role], at=at)
        for named, one in zip(people, entered, strict=True)
    ]
    db.session.flush()
    _say(found, people, at, actor)
    names = [one.member.participant.person.name for one in found if one.member]
    if names:
        record(delegation, "delegation.name", actor, after={"names": names})
    return found


def change_member(
    delegation: Delegation, member: Member, named: Named, *, at: datetime, actor: Actor
) -> Outcome:
    """Change what is said of a member, who is locked; FULL: no place in that role, and no change.

    Their e-mail can be added or mended until an account has shown that it is theirs; raises
    AddressTakenError. `particulars` are those that were said.
    """
    participant = member.participant
    before = _said(member)
    if named.role != member.role:
        root_id = root_of(delegation.edition_id)
        group = group_of_role(delegation, named.role)
        if root_id and places.regroup(root_id, participant.id, group, at=at) is Outcome.FULL:
            return Outcome.FULL
        member.role = named.role
    _mend_address(participant, named.email)
    known = has_account(participant)
    details = Details(
        name=participant.person.name if known else named.name,
        country=named.country,
        affiliation=named.affiliation,
        category=Category(participant.category),
        language=named.language,
    )
    registrations.change(participant, details, actor=actor)
    member.presents, member.accompanies_id = named.presents, _beside(delegation, named, member)
    flag_modified(member, "presents")  # so that a form over the old participant is outdated, too
    db.session.flush()
    if named.particulars:
        set_all([(participant, named.particulars, member.role)], at=at, actor=actor)
    if (after := _said(member)) != before:
        record(delegation, "delegation.change_member", actor, before=before, after=after)
    return Outcome.TAKEN


def details_of(named: Named) -> Details:
    """What registration takes of somebody who is named."""
    return Details(
        name=named.name,
        country=named.country,
        affiliation=named.affiliation,
        category=Category.DELEGATE,
        language=named.language,
    )


def has_account(participant: Participant) -> bool:
    """Whether an account shows whose name and address these are."""
    account = select(Account.id).where(Account.person_id == participant.person_id)
    return db.session.scalar(account) is not None


def _entrant(named: Named, group: str) -> Entrant:
    email = same_address(named.email) if named.email else None
    return Entrant(details=details_of(named), email=email, group=group)


def _enter(
    delegation: Delegation,
    people: Sequence[Named],
    groups: Mapping[Role, str],
    *,
    at: datetime,
    actor: Actor,
    wait: Wait,
) -> list[Entered]:
    """Enter all; who waited, or had an offer, by themselves does so with the delegation now."""
    entrants = [_entrant(one, groups[one.role]) for one in people]
    entered = enter_all(
        delegation.edition_id, entrants, channel=Channel.DELEGATION, at=at, actor=actor, wait=wait
    )
    new = {
        one.participant.id: groups[named.role]
        for named, one in zip(people, entered, strict=True)
        if one.participant and not one.known
    }
    brought = bring_along(delegation.edition_id, new, at=at, wait=wait)
    return [
        replace(one, outcome=brought[one.participant.id])
        if one.participant and not one.known and one.participant.id in brought
        else one
        for one in entered
    ]


def _members_of(participant_ids: Sequence[int]) -> dict[int, Member]:
    rows = select(Member).where(Member.participant_id.in_(participant_ids))
    return {row.participant_id: row for row in db.session.scalars(rows)}


def _join(
    delegation: Delegation,
    named: Named,
    one: Entered,
    there: dict[int, Member],
    *,
    group: str,
    at: datetime,
) -> Joined:
    participant = one.participant
    if participant is None:
        return Joined(outcome=one.outcome)
    row = there.get(participant.id)
    if row is not None:
        elsewhere = row.delegation_id != delegation.id
        member = None if elsewhere else row
        return Joined(outcome=Outcome.ALREADY, member=member, known=True, elsewhere=elsewhere)
    outcome = move(participant, group, at) if one.known else one.outcome
    if outcome is Outcome.FULL:
        return Joined(outcome=outcome, known=True)
    row = Member(
        delegation_id=delegation.id,
        participant=participant,
        role=named.role,
        presents=named.presents,
        accompanies_id=_beside(delegation, named),
        named=at,
    )
    db.session.add(row)
    there[participant.id] = row
    return Joined(outcome=outcome, member=row, known=one.known)


def _beside(delegation: Delegation, named: Named, member: Member | None = None) -> int | None:
    """Whom an accompanying person comes with: another member of the same delegation."""
    if named.role is not Role.ACCOMPANYING or named.accompanies is None:
        return None
    found = db.session.scalar(
        select(Member.id).where(
            Member.delegation_id == delegation.id,
            Member.id == named.accompanies,
            Member.role != Role.ACCOMPANYING,
        )
    )
    return found if member is None or found != member.id else None


def _say(found: Sequence[Joined], people: Sequence[Named], at: datetime, actor: Actor) -> None:
    """What was said of them for the days of the forum; what they said themselves stays."""
    said = [
        (one.member.participant, named.particulars, str(one.member.role))
        for one, named in zip(found, people, strict=True)
        if one.member and named.particulars and not one.known
    ]
    if said:
        set_all(said, at=at, actor=actor)


def _mend_address(participant: Participant, written: str) -> None:
    email = same_address(written) if written else None
    if email == participant.email or has_account(participant):
        return
    if email and queries.by_email(participant.edition_id, email):
        raise AddressTakenError
    if participant.email is not None:
        participant.generation += 1  # whoever has the link at the old address is out
    participant.email = email


def _said(member: Member) -> Mapping[str, object]:
    accompanied = db.session.get(Member, member.accompanies_id) if member.accompanies_id else None
    return {
        "name": member.participant.person.name,
        "role": str(member.role),
        "affiliation": member.participant.affiliation,
        "presents": member.presents,
        "accompanies": accompanied.participant.person.name if accompanied else "",
    }
