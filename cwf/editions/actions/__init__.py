"""What changes an edition. Actions change rows and leave the commit to whoever asked."""

from datetime import datetime

from cwf import audit
from cwf.editions.lifecycle import Lifecycle, may_follow
from cwf.editions.models import Edition, Step


class StepRefused(ValueError):
    """The lifecycle has no such step from here."""

    def __init__(self, now: Lifecycle, then: Lifecycle) -> None:
        super().__init__(f"{then} cannot follow {now}")
        self.now, self.then = now, then


def take_step(
    edition: Edition,
    lifecycle: Lifecycle,
    *,
    actor: audit.Actor,
    at: datetime,
    reason: dict[str, str] | None = None,
) -> Step:
    """Move the edition on in its life, and remember when and by whom. Raises StepRefused."""
    before = Lifecycle(edition.lifecycle)
    if not may_follow(before, lifecycle):
        raise StepRefused(before, lifecycle)
    step = Step(
        lifecycle=lifecycle,
        at=at,
        actor_id=actor.account_id,
        actor_name=actor.name,
        reason=reason or {},
    )
    edition.lifecycle = lifecycle
    edition.steps.append(step)
    audit.record(
        actor,
        "edition.step",
        scope=audit.edition_scope(edition.id),
        subject=edition.slug,
        before={"lifecycle": before},
        after={"lifecycle": lifecycle, **({"reason": reason} if reason else {})},
    )
    return step
