"""One placing of a session as an entry of a calendar, and what is left of one that is gone."""

from collections.abc import Iterator

from babel import Locale
from flask_babel import gettext as _

from cwf.editions.calendar_names import umbrella
from cwf.editions.palette import hue
from cwf.programme.exports.addresses import Addresses
from cwf.programme.exports.labels import Labels
from cwf.programme.release import Gone, Release
from cwf.programme.timetable import Session, Slot, Status
from cwf.web.calendars import Entry
from cwf.web.markdown import plain


def entry(
    release: Release, slot: Slot, labels: Labels, addresses: Addresses, remark: str = ""
) -> Entry:
    """A placing that takes place, or is cancelled. `remark` is told after all else.

    Its session's other placings are its siblings, the edition's entry in the network's calendar
    its parent.
    """
    session = release.timetable.session[slot.session]
    title, language = labels.told(session.title)
    cancelled = session.status is Status.CANCELLED
    mark = release.mark[slot.uuid]
    url = addresses.session(session.slug)
    track = release.timetable.track.get(session.track or "")
    said = (*_description(slot, session, labels), url, remark)
    others = release.timetable.slots_of[session.slug]
    return Entry(
        uid=str(slot.uuid),
        starts=slot.starts,
        ends=slot.ends,
        summary=_("Cancelled: %(title)s", title=title) if cancelled else title,
        language=language,
        description="\n\n".join(filter(None, said)),
        location=labels.place(slot),
        geo=labels.position(slot),
        url=url,
        categories=tuple(filter(None, (labels.track(session), labels.kind(session.kind)))),
        color=hue(track.hue).light.fill if track and track.hue else None,
        parent=umbrella(release.timetable.edition.slug),
        siblings=tuple(str(other.uuid) for other in others if other is not slot),
        status="CANCELLED" if cancelled else "CONFIRMED",
        transparent=cancelled,
        sequence=mark.sequence,
        created=mark.created,
        changed=mark.changed,
    )


def tombstone(release: Release, gone: Gone, labels: Labels, addresses: Addresses) -> Entry:
    """A placing that an earlier release showed."""
    title, language = labels.told(gone.title)
    known = gone.session in release.timetable.session
    url = addresses.session(gone.session) if known else addresses.changes()
    return Entry(
        uid=str(gone.uuid),
        starts=gone.starts,
        ends=gone.ends,
        summary=_("Cancelled: %(title)s", title=title),
        language=language,
        description="\n\n".join(filter(None, (labels.notice, url))),
        location=labels.text(gone.place),
        url=url,
        parent=umbrella(release.timetable.edition.slug),
        status="CANCELLED",
        transparent=True,
        sequence=gone.sequence,
        created=gone.created,
        changed=gone.changed,
    )


def _description(slot: Slot, session: Session, labels: Labels) -> Iterator[str]:
    if session.status is Status.CANCELLED and session.reason:
        yield _("Reason: %(reason)s", reason=labels.text(session.reason))
    if subtitle := labels.text(session.subtitle):
        yield subtitle
    abstract, language = labels.told(session.abstract)
    if abstract:
        if language != labels.language:
            yield _("Only in %(language)s:", language=_language(language, labels))
        yield plain(abstract)
    if session.people:
        yield _("With: %(people)s", people="; ".join(map(labels.person, session.people)))
    yield from labels.substitutions(session)
    if slot.ends is None:
        yield _("The end is not known.")
    if session.hosts:
        hosts = ", ".join(labels.text(region.name) for region in session.hosts)
        yield _("Hosts: %(regions)s", regions=hosts)
    if session.language:
        yield _("Language: %(language)s", language=_language(session.language, labels))
    if labels.notice:
        yield labels.notice


def _language(code: str, labels: Labels) -> str:
    return Locale.parse(labels.language).languages.get(code, code)
