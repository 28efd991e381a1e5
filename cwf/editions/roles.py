"""What the staff of an edition may do (the role matrix, as far as it exists)."""

from enum import StrEnum


class StaffRole(StrEnum):
    """A role at one edition."""

    ORGANISER = "organiser"
    EDITOR = "editor"


class Capability(StrEnum):
    """What can be asked of a role."""

    READ = "read draft and releases"
    EDIT_PROGRAMME = "edit the programme"
    RUN = "run the edition: settings, publish, team, log"
    REGISTRATIONS = "keep the registrations: see, change, add, export participants"


MATRIX: dict[StaffRole, frozenset[Capability]] = {
    StaffRole.ORGANISER: frozenset(Capability),
    StaffRole.EDITOR: frozenset({Capability.READ, Capability.EDIT_PROGRAMME}),
}


def may(role: StaffRole | None, capability: Capability) -> bool:
    """Whether a role includes a capability; nobody's role includes none."""
    return role is not None and capability in MATRIX[role]


def appointable(*, by_secretariat: bool) -> tuple[StaffRole, ...]:
    """The roles that may be given and taken: organisers appoint editors, the secretariat both."""
    return (StaffRole.ORGANISER, StaffRole.EDITOR) if by_secretariat else (StaffRole.EDITOR,)
