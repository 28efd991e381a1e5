"""How far a delegation is, and who may take it further."""

from enum import StrEnum


class Stage(StrEnum):
    """From the invitation to the arrival; or declined.

    INVITED: its head has not answered. FORMING: people are being named. SUBMITTED: the head says
    that is all. APPROVED by the host. ARRIVED: its first members are there.
    """

    INVITED = "invited"
    FORMING = "forming"
    SUBMITTED = "submitted"
    APPROVED = "approved"
    ARRIVED = "arrived"
    DECLINED = "declined"


class Standing(StrEnum):
    """As what a region comes: of the network, as its guest, or because it would like to join."""

    MEMBER = "member"
    GUEST = "guest"
    APPLICANT = "applicant"


class Side(StrEnum):
    """Who acts: the delegation itself, or the host."""

    DELEGATION = "delegation"
    HOST = "host"


STEPS: dict[Side, dict[Stage, frozenset[Stage]]] = {
    Side.DELEGATION: {
        Stage.INVITED: frozenset({Stage.FORMING, Stage.DECLINED}),
        Stage.FORMING: frozenset({Stage.SUBMITTED, Stage.DECLINED}),
        Stage.SUBMITTED: frozenset({Stage.FORMING, Stage.DECLINED}),
        Stage.APPROVED: frozenset({Stage.DECLINED}),
        Stage.ARRIVED: frozenset(),
        Stage.DECLINED: frozenset(),
    },
    Side.HOST: {
        Stage.INVITED: frozenset({Stage.FORMING, Stage.DECLINED}),
        Stage.FORMING: frozenset({Stage.SUBMITTED, Stage.APPROVED, Stage.DECLINED}),
        Stage.SUBMITTED: frozenset({Stage.FORMING, Stage.APPROVED, Stage.DECLINED}),
        Stage.APPROVED: frozenset({Stage.FORMING, Stage.ARRIVED, Stage.DECLINED}),
        Stage.ARRIVED: frozenset({Stage.APPROVED}),
        Stage.DECLINED: frozenset({Stage.INVITED, Stage.FORMING}),
    },
}


def may_step(side: Side, now: Stage, to: Stage) -> bool:
    """Whether that side may take a delegation from one stage to another."""
    return to in STEPS[side][now]
