"""What an edition and its deadlines are called in calendars, for ever.

Without a host's name in it an entry keeps its identity wherever the planner runs.
"""

from uuid import UUID, uuid5

# Never change it: the identity of every such entry hangs on it.
NAMESPACE = UUID("5b0f6a52-0f0e-4c38-9f5e-6d8a1c1d2004")


def umbrella(slug: str) -> str:
    """The UID of the all-day entry that stands for a whole edition."""
    return str(uuid5(NAMESPACE, slug))


def deadline(slug: str, fact: int) -> str:
    """The UID of one of its deadlines, by the number of the fact that states it."""
    return str(uuid5(NAMESPACE, f"{slug}/deadlines/{fact}"))
