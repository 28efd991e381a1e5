"""What the public is shown of a release: itself, and what changed since the one before."""

from dataclasses import dataclass
from functools import cached_property

from cwf.programme.changes import Change, compare
from cwf.programme.release import Release


@dataclass(frozen=True, kw_only=True)
class Shown:
    """A release and its predecessor (None: it is the first)."""

    release: Release
    before: Release | None

    @cached_property
    def changes(self) -> tuple[Change, ...]:
        """What this release changed; a first one changes nothing."""
        if self.before is None:
            return ()
        return compare(self.before.timetable, self.release.timetable)
