"""schema.org Events for search engines: the edition, and each placing of a session.

Only what is real is told to machines that believe it: illustrative and invented editions give
None. The text is safe inside <script type="application/ld+json">.
"""

import json
from typing import Any

from cwf.i18n import speaking
from cwf.programme.exports.addresses import Addresses
from cwf.programme.exports.labels import Labels
from cwf.programme.timetable import Edition, Session, Slot, Status, Timetable, text
from cwf.web.markdown import plain

Data = dict[str, Any]


def edition_jsonld(
    edition: Edition, addresses: Addresses, *, cancelled: bool = False
) -> str | None:
    """The forum as a whole; None where its dates are unknown or its programme is not real."""
    if not _is_real(edition) or edition.starts is None:
        return None
    return _script({"@context": "https://schema.org", **_forum(edition, addresses, cancelled)})


def session_jsonld(timetable: Timetable, slug: str, addresses: Addresses) -> str | None:
    """A session, once for each placing; None where it has none or the programme is not real."""
    slots = timetable.slots_of.get(slug, ())
    if not _is_real(timetable.edition) or not slots:
        return None
    with speaking(addresses.language):
        labels = Labels(timetable, addresses.language)
        events = [_placing(slot, timetable.session[slug], labels, addresses) for slot in slots]
    return _script({"@context": "https://schema.org", "@graph": events})


def _is_real(edition: Edition) -> bool:
    return not (edition.illustrative or edition.invented)


def _forum(edition: Edition, addresses: Addresses, cancelled: bool) -> Data:
    def say(texts: dict[str, str]) -> str:
        return text(texts, addresses.language, edition.languages)[0]

    return _known(
        {
            "@type": "Event",
            "@id": addresses.front(),
            "name": f"Creativity World Forum {edition.year}",
            "alternateName": say(edition.theme),
            "url": addresses.front(),
            "startDate": edition.starts.isoformat() if edition.starts else "",
            "endDate": edition.ends.isoformat() if edition.ends else "",
            "eventStatus": _status(cancelled),
            "eventAttendanceMode": "https://schema.org/OfflineEventAttendanceMode",
            "location": _known(
                {
                    "@type": "Place",
                    "name": say(edition.venue) or say(edition.city),
                    "address": _known(
                        {
                            "@type": "PostalAddress",
                            "addressLocality": say(edition.city),
                            "addressCountry": edition.host.country if edition.host else "",
                        }
                    ),
                }
            ),
            "inLanguage": list(edition.languages),
        }
    )


def _placing(slot: Slot, session: Session, labels: Labels, addresses: Addresses) -> Data:
    timetable = labels.timetable
    return _known(
        {
            "@type": "Event",
            "@id": f"{addresses.session(session.slug)}#{slot.uuid}",
            "identifier": str(slot.uuid),
            "name": labels.text(session.title),
            "description": plain(labels.text(session.abstract)),
            "url": addresses.session(session.slug),
            "startDate": timetable.local(slot.starts).isoformat(),
            "endDate": timetable.local(slot.ends).isoformat() if slot.ends else "",
            "eventStatus": _status(session.status is Status.CANCELLED),
            "eventAttendanceMode": "https://schema.org/OfflineEventAttendanceMode",
            "location": _place(slot, labels),
            "performer": [
                {
                    "@type": _type(one.speaker, timetable),
                    "name": labels.name_of(one.speaker),
                    "url": addresses.speaker(one.speaker),
                }
                for one in session.people
            ],
            "inLanguage": session.language or "",
            "superEvent": {"@type": "Event", "@id": addresses.front(), "name": labels.forum},
        }
    )


def _place(slot: Slot, labels: Labels) -> Data:
    venue = labels.venue(slot)
    if venue is None:
        return {}
    geo: Data = {}
    if position := labels.position(slot):
        geo = {"@type": "GeoCoordinates", "latitude": position[0], "longitude": position[1]}
    return _known(
        {
            "@type": "Place",
            "name": labels.place(slot),
            "address": venue.address or "",
            "geo": geo,
        }
    )


def _type(speaker: str, timetable: Timetable) -> str:
    found = timetable.speaker.get(speaker)
    return "PerformingGroup" if found and found.group else "Person"


def _status(cancelled: bool) -> str:
    return f"https://schema.org/Event{'Cancelled' if cancelled else 'Scheduled'}"


def _known(data: Data) -> Data:
    """Without what is not known."""
    return {name: value for name, value in data.items() if value not in ("", [], {}, None)}


def _script(data: Data) -> str:
    """JSON that cannot end the element it stands in, nor begin a comment there."""
    told = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    for character in "<>&\u2028\u2029":
        told = told.replace(character, f"\\u{ord(character):04x}")
    return told
