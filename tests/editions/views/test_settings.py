"""Settings, figures and deadlines by form."""

import io
from collections.abc import Callable

import pytest
from flask.testing import FlaskClient
from PIL import Image

from cwf.attendance.measures import Unit
from cwf.audit import AuditEntry
from cwf.database import db
from cwf.editions.forms.facts import MEASURES
from cwf.editions.models import Edition, Fact
from cwf.editions.palette import GROUNDS, SUNS
from tests.editions.conftest import last_entry, send

HERE = "/en/manage/editions/2027"


@pytest.mark.parametrize("page", ["settings", "facts", "facts/new", "lifecycle"])
@pytest.mark.parametrize(
    ("who", "status"), [("organiser", 200), ("secretariat", 200), ("editor", 403), ("nobody", 404)]
)
def test_pages_are_for_those_who_run_the_edition(
    browser_of: Callable[[str], FlaskClient], page: str, who: str, status: int
) -> None:
    assert browser_of(who).get(f"{HERE}/{page}").status_code == status


def test_sending_unchanged_changes_nothing(edition: Edition, organiser: FlaskClient) -> None:
    version = edition.version
    assert send(organiser, f"{HERE}/settings").status_code == 303
    db.session.refresh(edition)
    assert edition.version == version
    assert db.session.query(AuditEntry).count() == 0


def test_settings_are_saved_and_logged(edition: Edition, organiser: FlaskClient) -> None:
    answer = send(
        organiser,
        f"{HERE}/settings",
        **{
            "theme-en": "Shared City", "theme-da": "Fælles by", "ordinal": "16", "host": "",
            "languages": "da,en", "website": "https://example.org", "ground": "sky", "sun": "coral",
        },
    )  # fmt: skip
    assert answer.status_code == 303
    db.session.refresh(edition)
    assert (edition.theme, edition.ordinal, edition.host_region_id, edition.languages) == (
        {"en": "Shared City", "da": "Fælles by"}, 16, None, ["da", "en"],
    )  # fmt: skip
    assert edition.look == {
        "ground": GROUNDS["sky"][0],
        "ground_dark": GROUNDS["sky"][1],
        "sun": SUNS["coral"][0],
        "sun_dark": SUNS["coral"][1],
    }
    action, before, after = last_entry()
    assert action == "edition.change"
    assert before is not None
    assert after is not None
    assert sorted(after) == ["host_region", "languages", "look", "ordinal", "theme", "website"]
    assert (before["theme"], after["theme"]) == ({}, {"en": "Shared City", "da": "Fælles by"})


def test_look_of_other_colours_stays_when_left_alone(
    edition: Edition, organiser: FlaskClient
) -> None:
    own = {"ground": "#123456", "ground_dark": "#654321"}
    edition.look = own
    db.session.commit()
    send(organiser, f"{HERE}/settings", ordinal="16")
    db.session.refresh(edition)
    assert (edition.look, edition.ordinal) == (own, 16)


def test_two_people_see_both_texts(edition: Edition, organiser: FlaskClient) -> None:
    edition.theme = {"en": "Theirs"}
    db.session.commit()
    answer = send(organiser, f"{HERE}/settings", **{"theme-en": "Mine", "version": "1"})
    assert answer.status_code == 409
    assert "Mine" in answer.text
    assert "Theirs" in answer.text
    db.session.refresh(edition)
    assert edition.theme == {"en": "Theirs"}


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"year": "1066"}, "Write a number from 2000 to 2100."),
        ({"website": "example.org"}, "Write a whole address, such as https://example.org."),
        ({"country": "XX"}, "Choose one of the list."),
    ],
)
def test_wrong_value_is_said_at_its_field(
    edition: Edition, organiser: FlaskClient, changes: dict[str, str], sentence: str
) -> None:
    answer = send(organiser, f"{HERE}/settings", **changes)
    assert (answer.status_code, sentence in answer.text) == (422, True)


def test_picture_is_taken_and_taken_away(edition: Edition, organiser: FlaskClient) -> None:
    sent = io.BytesIO()
    Image.new("RGB", (8, 8), "red").save(sent, "PNG")
    sent.seek(0)
    send(organiser, f"{HERE}/settings", picture=(sent, "red.png"), **{"alternative-en": "Red"})
    db.session.refresh(edition)
    assert edition.picture is not None
    assert organiser.get(f"/media/{edition.picture}.webp").status_code == 200
    send(organiser, f"{HERE}/settings", no_picture="y")
    db.session.refresh(edition)
    assert edition.picture is None
    assert last_entry()[0] == "edition.picture"


def test_picture_that_is_none_is_refused(edition: Edition, organiser: FlaskClient) -> None:
    answer = send(organiser, f"{HERE}/settings", picture=(io.BytesIO(b"not one"), "a.png"))
    assert answer.status_code == 422
    assert "Send a JPEG, PNG or WebP" in answer.text


def facts_of(edition: Edition) -> list[tuple[str, dict[str, str], float | None, list]]:
    db.session.expire_all()
    return [(fact.kind, fact.label, fact.value, fact.sources) for fact in edition.facts]


def test_fact_is_added_changed_and_removed(edition: Edition, organiser: FlaskClient) -> None:
    version = edition.version
    answer = send(
        organiser,
        f"{HERE}/facts/new",
        **{
            "kind": "promise", "label-en": "Guests", "value": "10 000", "unit-en": "guests",
            "sources": "Fact sheet\nThe bid https://example.org/bid",
        },
    )  # fmt: skip
    assert answer.status_code == 303
    sources = [{"title": "Fact sheet"}, {"title": "The bid", "url": "https://example.org/bid"}]
    assert facts_of(edition) == [("promise", {"en": "Guests"}, 10000, sources)]
    fact = edition.facts[0].id
    send(organiser, f"{HERE}/facts/{fact}", value="9000", qualifier="about")
    assert last_entry() == (
        "fact.change",
        {"value": 10000.0, "qualifier": None},
        {"value": 9000.0, "qualifier": "about"},
    )
    page = organiser.get(f"{HERE}/facts").text
    token = page.partition('name="csrf_token"')[2].partition('value="')[2].partition('"')[0]
    organiser.post(f"{HERE}/facts/{fact}/removal", data={"csrf_token": token})
    assert facts_of(edition) == []
    assert edition.version == version + 3


def test_what_one_of_a_figure_is_can_be_said(edition: Edition, organiser: FlaskClient) -> None:
    """As a code that is compared; one that there is not is refused."""
    said = {"kind": "promise", "label-en": "Guests", "value": "10 000"}
    assert send(organiser, f"{HERE}/facts/new", **said, measure="guests").status_code == 422
    assert send(organiser, f"{HERE}/facts/new", **said, measure="guest").status_code == 303
    db.session.expire_all()
    assert [fact.measure for fact in edition.facts] == ["guest"]
    page = f"{HERE}/facts/{edition.facts[0].id}"
    assert send(organiser, page, measure="").status_code == 303
    assert last_entry() == ("fact.change", {"measure": "guest"}, {"measure": None})


def test_a_figure_can_be_of_every_unit_that_is_compared() -> None:
    assert {code for code, _label in MEASURES if code} == {unit.value for unit in Unit}


def test_form_sent_twice_makes_one_fact(edition: Edition, organiser: FlaskClient) -> None:
    key = "0" * 32
    for _time in range(2):
        send(organiser, f"{HERE}/facts/new", key=key, **{"label-en": "Guests", "kind": "note"})
    assert len(facts_of(edition)) == 1


def test_deadline_needs_its_day(edition: Edition, organiser: FlaskClient) -> None:
    answer = send(organiser, f"{HERE}/facts/new", kind="deadline", **{"label-en": "Call"})
    assert (answer.status_code, "Choose the day of the deadline." in answer.text) == (422, True)


def test_fact_of_another_edition_is_not_found(edition: Edition, organiser: FlaskClient) -> None:
    other = Edition(slug="2017", year=2017)
    other.facts = [Fact(position=1, kind="note", label={"en": "Theirs"})]
    db.session.add(other)
    db.session.commit()
    assert organiser.get(f"{HERE}/facts/{other.facts[0].id}").status_code == 404


def test_a_ground_of_ones_own_gets_a_night_of_its_own(
    edition: Edition, organiser: FlaskClient
) -> None:
    send(
        organiser, f"{HERE}/settings", ground="own", ground_own="#f3d0a0", sun="lemon", motif="fan"
    )
    db.session.refresh(edition)
    assert edition.look == {
        "ground": "#F3D0A0", "ground_dark": "#322004",
        "sun": SUNS["lemon"][0], "sun_dark": SUNS["lemon"][1], "motif": "fan",
    }  # fmt: skip


def test_a_ground_that_words_cannot_stand_on_is_refused_with_the_nearest_that_they_can(
    edition: Edition, organiser: FlaskClient
) -> None:
    answer = send(organiser, f"{HERE}/settings", ground="own", ground_own="#7A3B8F")
    assert answer.status_code == 422
    assert (
        "Dark words on #7A3B8F have a contrast of 2.3, and need 4.5."
        " The nearest colour that has it is #AD6CC4." in answer.text
    )
    db.session.refresh(edition)
    assert edition.look == {}


@pytest.mark.parametrize("colour", ["", "red", "#12345", "#1234567", "#GGGGGG"])
def test_what_is_no_colour_is_said_beside_it(
    edition: Edition, organiser: FlaskClient, colour: str
) -> None:
    answer = send(organiser, f"{HERE}/settings", sun="own", sun_own=colour)
    assert answer.status_code == 422
    assert 'id="sun_own-error"' in answer.text
    db.session.refresh(edition)
    assert edition.look == {}


def test_a_choice_shows_before_it_is_saved_and_with_what_refuses_it(
    edition: Edition, organiser: FlaskClient
) -> None:
    chosen = {"ground": "own", "ground_own": "#7a3b8f", "sun": "lemon", "motif": "rings"}
    page = organiser.get(f"{HERE}/settings", query_string=chosen)
    assert page.status_code == 200
    preview = page.text.partition("data-preview")[2].partition("</div>")[0]
    assert ('fill="#7A3B8F"' in preview, f'fill="{SUNS["lemon"][1]}"' in preview) == (True, True)
    assert "The nearest colour that has it is #AD6CC4." in page.text
    db.session.refresh(edition)
    assert edition.look == {}


@pytest.mark.parametrize(
    "chosen", [{"ground": "mauve"}, {"motif": "'"}, {"sun": "own", "sun_own": "<b>"}]
)
def test_a_preview_of_what_is_not_offered_is_that_of_the_plain_look(
    edition: Edition, organiser: FlaskClient, chosen: dict[str, str]
) -> None:
    page = organiser.get(f"{HERE}/settings", query_string=chosen)
    assert (page.status_code, "<b>" in page.text) == (200, False)
