"""What the staff of an edition may do (the role matrix, as far as it exists)."""

from enum import StrEnum


class StaffRole(StrEnum):
    """A role at one edition."""

    ORGANISER = "organiser"
    EDITOR = "editor"
    DOOR = "door"


class Capability(StrEnum):
    """What can be asked of a role."""

    READ = "read draft and releases"
    EDIT_PROGRAMME = "edit the programme"
    RUN = "run the edition: settings, publish, team, log"
    REGISTRATIONS = "keep the registrations: see, change, add, export participants"
    TARGETS = "read targets, counts and forecasts"
    CHECK_IN = "check in, and see names and codes for it"


MATRIX: dict[StaffRole, frozenset[Capability]] = {
    StaffRole.ORGANISER: frozenset(Capability),
    StaffRole.EDITOR: frozenset({Capability.READ, Capability.EDIT_PROGRAMME, Capability.TARGETS}),
    StaffRole.DOOR: frozenset({Capability.CHECK_IN}),
}


def may(role: StaffRole | None, capability: Capability) -> bool:
    """Whether a role includes a capability; nobody's role includes none."""
    return role is not None and capability in MATRIX[role]


def appointable(*, by_secretariat: bool) -> tuple[StaffRole, ...]:
    """The roles that may be given and taken: only the secretariat appoints organisers."""
    below = (StaffRole.EDITOR, StaffRole.DOOR)
    return (StaffRole.ORGANISER, *below) if by_secretariat else below
