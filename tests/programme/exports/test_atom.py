"""The feed of changes: an entry per release, the same for ever."""

from dataclasses import replace
from datetime import datetime
from xml.etree.ElementTree import Element, fromstring

from cwf.programme.exports.addresses import Addresses
from cwf.programme.exports.atom import changes_atom
from cwf.programme.release import Release
from tests.programme.exports.golden import check_golden
from tests.programme.exports.material import DA, EN, FIRST, TIMETABLE, noticed, release

ATOM = "{http://www.w3.org/2005/Atom}"


def history() -> list[Release]:
    """Two releases, newest first: the night goes to another room, and a text has marks in it."""
    second = release()
    night = TIMETABLE.slots[4]
    slots = (*TIMETABLE.slots[:4], replace(night, rooms=("small",)), *TIMETABLE.slots[5:])
    first = replace(
        second, number=1, at=FIRST, note={}, timetable=replace(TIMETABLE, slots=slots), gone=()
    )
    return [replace(second, note={"en": "Rooms <change>"}), first]


def feed(releases: list[Release], addresses: Addresses = EN) -> Element:
    return fromstring(changes_atom(releases, addresses))


def test_feed_is_as_expected() -> None:
    check_golden("changes.atom", changes_atom(history(), EN))


def test_feed_has_what_the_format_demands() -> None:
    root = feed(history())
    for element in (root, *root.findall(f"{ATOM}entry")):
        for name in ("id", "title", "updated"):
            assert len(element.findall(f"{ATOM}{name}")) == 1
        assert element.findtext(f"{ATOM}id", "").startswith("urn:uuid:")
        assert datetime.fromisoformat(element.findtext(f"{ATOM}updated", "")).tzinfo
    assert root.findtext(f"{ATOM}author/{ATOM}name") == "Districts of Creativity"
    links = {link.get("rel"): link.get("href") for link in root.findall(f"{ATOM}link")}
    assert links == {"self": EN.changes(".atom"), "alternate": EN.changes()}


def test_entries_keep_their_identity_when_releases_follow_and_hosts_change() -> None:
    def identities(releases: list[Release], addresses: Addresses) -> list[str | None]:
        return [one.findtext(f"{ATOM}id") for one in feed(releases, addresses).iter(f"{ATOM}entry")]

    elsewhere = replace(EN, base_url="https://elsewhere.example.com")
    assert identities(history(), EN)[1:] == identities(history()[1:], elsewhere)
    assert identities(history(), EN) != identities(history(), DA)


def test_entry_says_note_and_changes_with_marks_escaped() -> None:
    content = feed(history()).findtext(f"{ATOM}entry/{ATOM}content")
    assert content == (
        "<p>Rooms &lt;change&gt;</p>"
        "<ul><li>Moved: Night, to Foyer, from Small Room, Friday 17 May, 01:00</li></ul>"
    )


def test_feed_of_what_is_not_real_says_so() -> None:
    root = feed([noticed(invented=True)])
    assert root.findtext(f"{ATOM}title") == "Creativity World Forum 2030 (invented): changes"
    assert root.findtext(f"{ATOM}subtitle", "").startswith("This edition is invented")


def test_author_of_a_release_is_not_told() -> None:
    assert b"secret.author" not in changes_atom(history(), EN)
