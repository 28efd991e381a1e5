"""What the forms of sessions let one choose from, and the rows behind what was chosen."""

from dataclasses import dataclass
from typing import Any

from flask_babel import gettext as _

from cwf.programme.exports.labels import KIND_WORDS, ROLE_WORDS
from cwf.programme.forms.sessions import KEEP, NO_TRACK, BulkForm, SessionForm
from cwf.programme.queries import content
from cwf.programme.timetable import PersonRole
from cwf.web.templating import language_name, own_text

LANGUAGES = ("en", "da", "de", "es", "fr", "it", "nl", "pt", "kn", "hi", "zh")


@dataclass(frozen=True, kw_only=True)
class Rows:
    """Rows by the slugs that a form offers."""

    tracks: dict[str, Any]
    speakers: dict[str, Any]
    regions: dict[str, Any]

    def chosen(self, form: SessionForm) -> dict[str, Any]:
        """The rows that a valid form chose, as actions take them."""
        return {
            "track": self.tracks.get(form.track.data),
            "hosts": [self.regions[slug] for slug in form.hosts.data],
            "people": [(self.speakers[slug], PersonRole(role)) for slug, role in form.people.data],
        }


def offer_for_session(form: SessionForm, here: Any) -> Rows:
    """Kinds, tracks, speakers, regions and languages."""
    rows = Rows(
        tracks={track.slug: track for track in content.tracks_of(here)},
        speakers={speaker.slug: speaker for speaker in content.speakers_of(here)},
        regions={region.slug: region for region in content.regions()},
    )
    form.track.offer([("", _("No track")), *_named(rows.tracks)])
    form.hosts.offer(_named(rows.regions))
    names = {slug: speaker.person.name for slug, speaker in rows.speakers.items()}
    form.people.offer(names, {role.value: word for role, word in ROLE_WORDS.items()})
    form.kind.offer(_kinds(here))
    spoken = dict.fromkeys(
        (*here.languages, *LANGUAGES, *filter(None, [form.language.object_data]))
    )
    form.language.offer([("", _("Not known")), *((tag, language_name(tag)) for tag in spoken)])
    return rows


def offer_for_bulk(form: BulkForm, here: Any) -> dict[str, Any]:
    """Kinds and tracks; the tracks are returned by their slugs."""
    tracks = {track.slug: track for track in content.tracks_of(here)}
    form.kind.offer([KEEP, *_kinds(here)])
    form.track.offer([KEEP, (NO_TRACK, _("No track")), *_named(tracks)])
    return tracks


def _kinds(here: Any) -> list[tuple[str, Any]]:
    """Kinds by the edition's own words, else by ours."""
    own = {kind: own_text(row.name) for kind, row in content.kinds_of(here).items()}
    return [(kind.value, own.get(kind) or word) for kind, word in KIND_WORDS.items()]


def _named(rows: dict[str, Any]) -> list[tuple[str, str]]:
    return [(slug, own_text(row.name)) for slug, row in rows.items()]
