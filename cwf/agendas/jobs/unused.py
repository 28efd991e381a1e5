"""What is kept until when."""

from cwf import clock
from cwf.agendas.actions.feeds import forget_unused
from cwf.database import db


def forget() -> None:
    """Delete agendas without account that nothing used for long (the job `agendas`)."""
    forget_unused(clock.now())
    db.session.commit()
