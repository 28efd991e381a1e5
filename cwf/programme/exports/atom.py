"""What changed from release to release as an Atom feed (RFC 4287).

Identities are UUIDs of edition, release number and language: they hold no host name, and the
same release is the same entry for ever.
"""

from collections.abc import Sequence
from html import escape
from uuid import uuid5
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from flask_babel import gettext as _
from flask_babel import ngettext

from cwf.i18n import speaking
from cwf.programme.changes import compare
from cwf.programme.exports.addresses import Addresses
from cwf.programme.exports.elements import add
from cwf.programme.exports.labels import Labels
from cwf.programme.exports.schedule import GENERATOR, NAMES
from cwf.programme.exports.words import say
from cwf.programme.release import Release

ATOM = "http://www.w3.org/2005/Atom"
PUBLISHER = "Districts of Creativity"


def changes_atom(releases: Sequence[Release], addresses: Addresses) -> bytes:
    """The feed of an edition's releases, which are given newest first; at least one."""
    newest = releases[0]
    with speaking(addresses.language):
        labels = Labels(newest.timetable, addresses.language)
        feed = Element("feed", {"xmlns": ATOM, "xml:lang": addresses.language})
        add(feed, "id", _identity(addresses, "changes"))
        add(feed, "title", _("%(forum)s: changes", forum=labels.forum))
        if labels.notice:
            add(feed, "subtitle", labels.notice)
        add(feed, "updated", newest.at.isoformat())
        add(feed, "generator", GENERATOR)
        add(SubElement(feed, "author"), "name", PUBLISHER)
        SubElement(feed, "link", rel="self", href=addresses.changes(".atom"))
        SubElement(feed, "link", rel="alternate", href=addresses.changes())
        for release, before in zip(releases, [*releases[1:], None], strict=True):
            _entry(SubElement(feed, "entry"), release, before, addresses)
    indent(feed)
    return tostring(feed, encoding="utf-8", xml_declaration=True)


def _entry(entry: Element, release: Release, before: Release | None, addresses: Addresses) -> None:
    sentences = _sentences(release, before, addresses.language)
    add(entry, "id", _identity(addresses, f"releases/{release.number}"))
    add(entry, "title", _title(release, before, len(sentences)))
    add(entry, "published", release.at.isoformat())
    add(entry, "updated", release.at.isoformat())
    SubElement(entry, "link", rel="alternate", href=addresses.changes())
    if content := _content(release, sentences, addresses.language):
        add(entry, "content", content, type="html")


def _title(release: Release, before: Release | None, changes: int) -> str:
    if before is None:
        return _("Release %(number)s: the programme is published", number=release.number)
    counted = ngettext("%(num)s change", "%(num)s changes", changes)
    return _("Release %(number)s: %(changes)s", number=release.number, changes=counted)


def _sentences(release: Release, before: Release | None, language: str) -> list[str]:
    if before is None:
        return []
    old, new = before.timetable, release.timetable
    return [say(change, old, new, language) for change in compare(old, new)]


def _content(release: Release, sentences: list[str], language: str) -> str:
    note = Labels(release.timetable, language).text(release.note)
    items = "".join(f"<li>{escape(sentence)}</li>" for sentence in sentences)
    return (f"<p>{escape(note)}</p>" if note else "") + (f"<ul>{items}</ul>" if items else "")


def _identity(addresses: Addresses, name: str) -> str:
    return uuid5(NAMES, f"{addresses.edition}/{name}/{addresses.language}").urn
