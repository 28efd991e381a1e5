"""Everybody counted anew, where they count now: another definition of who is international.

Whoever calls this commits, and nudges `offers` after it.
"""

from collections.abc import Mapping
from datetime import datetime

from flask import current_app
from sqlalchemy import bindparam, or_, select, update

from cwf.database import db
from cwf.editions.models import Edition
from cwf.registration.actions.admission import group_for
from cwf.registration.actions.claims import count_parts
from cwf.registration.actions.seating import definition_of, root_of
from cwf.registration.actions.settling import lock, put, settle
from cwf.registration.groups import path_of, paths
from cwf.registration.models import Participant
from cwf.registration.places import OPEN, ClaimState
from cwf.registration.queries.counting import counted_anew
from cwf.registration.queries.trees import CLAIMS, QUOTAS
from cwf.registration.turns import would_be_over


def recount(edition: Edition, *, at: datetime) -> None:
    """Count all in the groups that the definition gives them now.

    Nodes of higher slices go where these say (`cwf_groups_now`), with their places and with all
    who are in them. Nobody loses a place: where a node has too few for those who are of it now, it
    is over. Where nothing changes, nothing is written.
    """
    root_id = root_of(edition.id)
    if root_id is None:
        return
    settle(lock([root_id])[root_id], at)
    renamed = _renamed(edition.id, root_id)
    _rename(root_id, renamed)
    of = select(CLAIMS.c.participant_id, CLAIMS.c.group_code).where(
        CLAIMS.c.root_id == root_id, CLAIMS.c.group_code.in_(renamed)
    )
    theirs = {who: renamed[group] for who, group in db.session.execute(of)}
    regroup_all(root_id, _alone(edition, root_id) | theirs, at)


def regroup_all(root_id: int, groups: Mapping[int, str], at: datetime) -> None:
    """Count participants in other groups, by their ids, whether these have room or not."""
    tree = settle(lock([root_id])[root_id], at)
    node_of = {part.group: part for part in tree.parts if not part.across and not part.spills}
    rows = [
        {
            "who": who,
            "group_code": group,
            "node": next((node_of[path].id for path in paths(group) if path in node_of), root_id),
        }
        for who, group in groups.items()
    ]
    if rows:
        _write(root_id, rows)
    taken = counted_anew(root_id)
    for part in tree.parts:
        over = would_be_over(taken[part.id], part.capacity)
        if (part.taken, part.over) != (taken[part.id], over):
            put(part.id, taken=taken[part.id], over=over)
    settle(lock([root_id])[root_id], at, moved=True)


def _write(root_id: int, rows: list[dict[str, object]]) -> None:
    theirs = (CLAIMS.c.root_id == root_id, CLAIMS.c.participant_id == bindparam("who"))
    # No IN: it cannot be sent for many rows at once.
    placed = or_(CLAIMS.c.state == ClaimState.PLACE, CLAIMS.c.state == ClaimState.OFFERED)
    db.session.execute(
        update(CLAIMS).where(*theirs).values(group_code=bindparam("group_code")),
        [{key: row[key] for key in ("who", "group_code")} for row in rows],
    )
    db.session.execute(
        update(CLAIMS).where(*theirs, placed).values(quota_id=bindparam("node")),
        [{key: row[key] for key in ("who", "node")} for row in rows],
    )


def _renamed(edition_id: int, root_id: int) -> dict[str, str]:
    """The groups of higher slices' nodes and people that are others now, by what they were."""
    tree = lock([root_id])[root_id]
    claimed = select(CLAIMS.c.group_code).where(CLAIMS.c.root_id == root_id).distinct()
    groups = {part.group for part in tree.parts} | set(db.session.scalars(claimed))
    return {
        was: now
        for ask in current_app.extensions["cwf_groups_now"]
        for was, now in ask(edition_id, sorted(groups)).items()
        if was != now
    }


def _rename(root_id: int, renamed: Mapping[str, str]) -> None:
    """Give nodes their groups, and hang each on the nearest node that leads to it now."""
    parts = [part for part in lock([root_id])[root_id].parts if not part.across]
    now = {part.id: renamed.get(part.group, part.group) for part in parts}
    node_of = {group: node for node, group in now.items()}
    for part in parts:
        group = now[part.id]
        above = next((node_of[one] for one in paths(group)[1:] if one in node_of), root_id)
        if (group, above) != (part.group, part.parent):
            values = {"group_code": group, "parent_id": above}
            db.session.execute(update(QUOTAS).where(QUOTAS.c.id == part.id).values(**values))
    count_parts(root_id)


def _alone(edition: Edition, root_id: int) -> dict[int, str]:
    """Of all who came by themselves: the group that the definition gives them, where it changes."""
    rule = definition_of(edition)
    people = db.session.execute(
        select(Participant, CLAIMS.c.group_code)
        .join(CLAIMS, CLAIMS.c.participant_id == Participant.id)
        .where(CLAIMS.c.root_id == root_id, CLAIMS.c.state.in_((ClaimState.PLACE, *OPEN)))
    )
    found = {one.id: (group_for(one, rule), group) for one, group in people}
    return {
        who: now
        for who, (now, was) in found.items()
        if now != was and path_of(was) in ("", path_of(now) or "int")
    }
