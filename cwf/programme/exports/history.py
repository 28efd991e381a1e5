"""What each release changed, as a page."""

from dataclasses import dataclass

from cwf.i18n import speaking
from cwf.programme.exports import frame, telling
from cwf.programme.exports.addresses import Addresses
from cwf.programme.release import Release
from cwf.programme.shown import Shown


@dataclass(frozen=True, kw_only=True)
class History:
    """A release and what it changed."""

    release: Release
    first: bool
    sentences: list[tuple[str, str]]


def changes(releases: list[Release], addresses: Addresses) -> str:
    """What each release changed; `releases` newest first."""
    shown = Shown(release=releases[0], before=releases[1] if len(releases) > 1 else None)
    with speaking(addresses.language):
        history = [
            _told(release, before, addresses.language)
            for release, before in zip(releases, [*releases[1:], None], strict=True)
        ]
    return frame.render(
        "programme/changes.html",
        addresses,
        shown.release.timetable.edition,
        current="changes",
        path="changes",
        release=shown.release,
        history=history,
    )


def _told(release: Release, before: Release | None, language: str) -> History:
    return History(
        release=release,
        first=before is None,
        sentences=telling.latest(Shown(release=release, before=before), language),
    )
