"""Speakers: one person, several editions."""

import pytest

from cwf.database import db
from cwf.people.models import Person
from cwf.programme.actions import speakers
from cwf.programme.models import Speaker
from cwf.programme.refusals import AlreadySpeaks, InUse
from tests.programme.conftest import ADA, Forum


def test_new_speaker_is_a_new_person_sorted_by_the_last_name(forum: Forum, logged) -> None:
    speaker = speakers.add_speaker(
        forum.edition, None, region=forum.region, actor=ADA,
        name="Indy Johar", sort_name="", original_name=None, original_language=None,
        country="GB", group=False, affiliation={"en": "00"}, biography={}, links=[], picture=None,
    )  # fmt: skip
    db.session.commit()
    assert (speaker.slug, speaker.person.sort_name) == ("indy-johar", "Johar, Indy")
    assert logged() == [
        ("speaker.add", "Indy Johar", None,
         {"slug": "indy-johar", "name": "Indy Johar", "sort_name": "Johar, Indy",
          "original_name": None, "original_language": None, "country": "GB", "group": False,
          "affiliation": {"en": "00"}, "biography": {}, "links": [], "picture": None,
          "region": "denmark"})
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("name", "group", "sorted_as"),
    [("Jan Gehl", False, "Gehl, Jan"), ("Snask", False, "Snask"),
     ("Snask Studio", True, "Snask Studio"), ("Snask (SE)", True, "Snask (SE)"),
     ("Denis Example (handle)", False, "Example, Denis"), ("Example (x)", False, "Example (x)"),
     ("Example .", False, "Example .")],
)  # fmt: skip
def test_names_are_sorted_by_the_last_unless_a_group(
    name: str, group: bool, sorted_as: str
) -> None:
    assert speakers.sort_name(name, group=group) == sorted_as


def test_known_person_serves_another_edition(forum: Forum, elsewhere: Forum) -> None:
    person = elsewhere.speaker["far-gehl"].person
    speaker = speakers.add_speaker(
        forum.edition, person, region=None, actor=ADA, affiliation={}, biography={}, links=[]
    )
    db.session.commit()
    assert (speaker.person, speaker.slug) == (person, "jan-gehl")
    assert db.session.query(Person).count() == 4


def test_person_speaks_once_an_edition(forum: Forum) -> None:
    with pytest.raises(AlreadySpeaks):
        speakers.add_speaker(
            forum.edition, forum.speaker["gehl"].person, region=None, actor=ADA, affiliation={}
        )


def test_change_of_the_person_raises_the_speakers_version(forum: Forum, logged) -> None:
    gehl = forum.speaker["gehl"]
    speakers.change_speaker(
        forum.edition, gehl, region=forum.region, actor=ADA, name="Jan G. Gehl", sort_name="",
        country="DK",
    )  # fmt: skip
    db.session.commit()
    assert (gehl.version, gehl.person.sort_name, gehl.slug) == (2, "Gehl, Jan G.", "gehl")
    assert logged() == [
        ("speaker.change", "Jan G. Gehl",
         {"name": "Jan Gehl", "country": None, "region": None, "sort_name": "Gehl, Jan"},
         {"name": "Jan G. Gehl", "country": "DK", "region": "denmark",
          "sort_name": "Gehl, Jan G."})
    ]  # fmt: skip


def test_speaker_in_a_session_is_not_removed(forum: Forum) -> None:
    with pytest.raises(InUse) as refused:
        speakers.remove_speaker(forum.edition, forum.speaker["ming"], actor=ADA)
    assert refused.value.by == ({"en": "Opening", "da": "Åbning"},)


def test_removed_speaker_stays_known_as_a_person(forum: Forum, logged) -> None:
    speakers.remove_speaker(forum.edition, forum.speaker["gehl"], actor=ADA)
    db.session.commit()
    assert (db.session.query(Speaker).count(), db.session.query(Person).count()) == (1, 2)
    assert logged()[0][:2] == ("speaker.remove", "Jan Gehl")
