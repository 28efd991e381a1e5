"""What the nodes of delegations in an edition's tree of places are called, and who is in them."""

import re
from collections.abc import Sequence

from sqlalchemy import select

from cwf.database import db
from cwf.delegations.models import Delegation, Member
from cwf.delegations.queries.access import name_of
from cwf.delegations.queries.groups import group_of_all, is_abroad
from cwf.delegations.roles import Role, group_of
from cwf.registration.groups import path_of

NODE = re.compile(r"(?:int/)?d(\d+)(?:/([a-z]+))?")


def delegations_at(
    edition_id: int, groups: Sequence[str]
) -> dict[str, tuple[dict[str, str], Role | None]]:
    """Of groups that are delegations' or roles' of them: the name by language, and the role."""
    read = {group: found for group in groups if (found := NODE.fullmatch(group))}
    if not read:
        return {}
    ids = {int(found[1]) for found in read.values()}
    rows = db.session.scalars(
        select(Delegation).where(Delegation.edition_id == edition_id, Delegation.id.in_(ids))
    )
    names = {row.id: name_of(row) for row in rows}
    return {
        group: (names[int(found[1])], Role(found[2]) if found[2] else None)
        for group, found in read.items()
        if int(found[1]) in names and (not found[2] or found[2] in set(Role))
    }


def groups_of_members(edition_id: int) -> dict[int, str]:
    """The group of each participant who comes with a delegation, by their ids."""
    members = db.session.execute(
        select(Member.participant_id, Member.role, Member.delegation_id)
        .join(Delegation, Delegation.id == Member.delegation_id)
        .where(Delegation.edition_id == edition_id)
    ).all()
    rows = db.session.scalars(select(Delegation).where(Delegation.edition_id == edition_id))
    abroad = {row.id: is_abroad(row) for row in rows}
    return {
        one.participant_id: group_of(
            one.delegation_id, one.role, international=abroad[one.delegation_id]
        )
        for one in members
    }


def groups_now(edition_id: int, groups: Sequence[str]) -> dict[str, str]:
    """Where those of these groups that are delegations' or their roles' belong, by what they were.

    It is elsewhere once another definition of international, or another host, is said.
    """
    read = {group: found for group in groups if (found := NODE.fullmatch(path_of(group)))}
    ids = {int(found[1]) for found in read.values()}
    rows = db.session.scalars(
        select(Delegation).where(Delegation.edition_id == edition_id, Delegation.id.in_(ids))
    )
    above = {row.id: group_of_all(row) for row in rows}
    return {
        group: above[int(found[1])] + group[found.end(1) :]
        for group, found in read.items()
        if int(found[1]) in above
    }
