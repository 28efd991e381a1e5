"""The parts of targets that are a delegation's own."""

from cwf.attendance.figures import region_code
from cwf.attendance.lines import TargetLine
from cwf.attendance.queries.targets import targets_of
from cwf.delegations.models import Delegation
from cwf.editions.models import Edition


def share_of(edition: Edition, delegation: Delegation) -> list[tuple[TargetLine, TargetLine]]:
    """Pairs of a target and the part of it that is this delegation's region's."""
    own = region_code(delegation.region.slug if delegation.region else None, delegation.id)
    lines = targets_of(edition)
    by_uuid = {line.uuid: line for line in lines}
    return [
        (by_uuid[line.parent], line)
        for line in lines
        if line.parent and line.axis == "region" and line.value == own
    ]
