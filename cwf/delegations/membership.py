"""Who may name, change and replace members of a delegation, and until when."""

from datetime import datetime
from enum import StrEnum

from cwf.delegations.stages import Side, Stage


class Deed(StrEnum):
    """What is done about who comes.

    NAME: somebody is named, takes a place, or is taken out. SUBSTITUTE: one comes for another.
    DETAIL: what is known of a member is written down; that can always be mended.
    """

    NAME = "name"
    SUBSTITUTE = "substitute"
    DETAIL = "detail"


class Bar(StrEnum):
    """Why a delegation cannot do it itself. The host can."""

    INVITED = "invited"
    DECLINED = "declined"
    OVER = "over"


def barred(
    deed: Deed,
    side: Side,
    stage: Stage,
    *,
    deadline: datetime | None,
    substitutes_until: datetime | None,
    at: datetime,
) -> Bar | None:
    """Why that side cannot do it at that instant; None: it can.

    At the instant of a deadline itself it has passed. Without a date of its own for substitutes,
    the deadline is theirs, too; without any date there is no end.
    """
    if side is Side.HOST:
        return None
    if stage is Stage.DECLINED:
        return Bar.DECLINED
    if stage is Stage.INVITED:
        return Bar.INVITED
    until = {Deed.NAME: deadline, Deed.SUBSTITUTE: substitutes_until or deadline}.get(deed)
    return Bar.OVER if until is not None and at >= until else None
