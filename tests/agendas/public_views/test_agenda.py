"""The agenda that an address spells: the same for everybody, and made of nothing else."""

import re

import pytest
from flask import Flask
from flask.testing import FlaskClient
from icalendar import Calendar

from cwf.database import db
from cwf.programme.timetable import Status
from tests.agendas.signing import publish
from tests.agendas.starring import in_address, two_houses
from tests.programme.conftest import Forum, utc
from tests.programme.test_public_views import counting

PAGE = "/en/editions/2017/agenda"


def test_page_is_public_bytes_with_a_strong_tag(client: FlaskClient, forum: Forum) -> None:
    slots = two_houses(forum)
    client.set_cookie("cwf", "whatever")
    for address in (PAGE, f"{PAGE}?picks={in_address(*slots.values())}", f"{PAGE}.ics?picks=1"):
        answer = client.get(address)
        assert answer.status_code == 200
        assert "Cookie" not in answer.headers.get("Vary", "")
        assert "Set-Cookie" not in answer.headers
        assert answer.headers["Cache-Control"].startswith("public, max-age=60")
        etag = answer.headers["ETag"]
        assert not etag.startswith("W/")
        assert client.get(address, headers={"If-None-Match": etag}).status_code == 304


def test_page_asks_the_database_once_when_warm(client: FlaskClient, forum: Forum) -> None:
    slots = two_houses(forum)
    client.get(f"{PAGE}?picks={in_address(slots['clay'])}")
    for picks in (in_address(slots["clay"]), in_address(*slots.values())):
        with counting() as counted:
            client.get(f"{PAGE}?picks={picks}")
        assert len(counted.statements) == 1


def test_page_tells_ways_overlaps_and_places(client: FlaskClient, forum: Forum) -> None:
    slots = two_houses(forum)
    page = client.get(f"{PAGE}?picks={in_address(*slots.values())}").text
    assert "3 sessions, 1 overlap" in page
    assert re.search(
        "23 minutes on foot (from Musikhuset )?to Dome. There is no time for it.", page
    )
    assert "Overlaps with “" in page
    assert page.count('class="leg"') >= 1
    assert 'href="https://www.openstreetmap.org/?mlat=56.15970&amp;mlon=10.21750' in page
    assert "Keep “" not in page.partition("<main")[2].partition("</main>")[0]


@pytest.mark.parametrize("picks", ["", "zzzz", "..", "%F0%9F%98%80", "1" * 3000, "-1.+2"])
def test_what_spells_nothing_says_how_to_star(
    client: FlaskClient, forum: Forum, picks: str
) -> None:
    two_houses(forum)
    answer = client.get(f"{PAGE}?picks={picks}")
    assert answer.status_code == 200
    assert "Nothing kept yet" in answer.text


def test_what_is_cancelled_or_gone_stays_and_says_so(client: FlaskClient, forum: Forum) -> None:
    slots = two_houses(forum)
    picks = in_address(*slots.values())
    forum.session["clay"].status = Status.CANCELLED
    forum.session["clay"].reason = {"en": "The potter is ill."}
    for slot in list(forum.session["song"].slots):
        db.session.delete(slot)
    db.session.commit()
    publish(forum, utc(1, 0))
    page = client.get(f"{PAGE}?picks={picks}").text
    assert "The potter is ill." in page
    assert "No longer in the programme" in page
    assert "Overlaps" not in page
    calendar = Calendar.from_ical(client.get(f"{PAGE}.ics?picks={picks}").data)
    told = {str(one["UID"]): (one["STATUS"], one["TRANSP"]) for one in calendar.walk("VEVENT")}
    assert told == {
        str(slots["opening"]): ("CONFIRMED", "TRANSPARENT"),
        str(slots["clay"]): ("CANCELLED", "TRANSPARENT"),
        str(slots["song"]): ("CANCELLED", "TRANSPARENT"),
    }


def test_calendar_has_the_picks_alone_and_is_named_so(client: FlaskClient, forum: Forum) -> None:
    slots = two_houses(forum)
    answer = client.get(f"{PAGE}.ics?picks={in_address(slots['clay'])}")
    calendar = Calendar.from_ical(answer.data)
    assert [str(one["UID"]) for one in calendar.walk("VEVENT")] == [str(slots["clay"])]
    assert str(calendar["NAME"]) == "Creativity World Forum 2017: my agenda"
    assert answer.headers["Content-Disposition"] == 'inline; filename="cwf-2017-agenda-en.ics"'


def test_picks_of_another_edition_are_passed_over(
    client: FlaskClient, forum: Forum, elsewhere: Forum
) -> None:
    two_houses(forum)
    publish(elsewhere)
    foreign = in_address(elsewhere.slot.uuid)
    assert "Nothing kept yet" in client.get(f"{PAGE}?picks={foreign}").text


def test_where_nothing_is_published_there_is_no_agenda(
    app: Flask, client: FlaskClient, forum: Forum
) -> None:
    for edition in ("2017", "1066"):
        assert client.get(f"/en/editions/{edition}/agenda").status_code == 404
        assert client.get(f"/en/editions/{edition}/agenda.ics").status_code == 404


def test_every_row_carries_what_the_script_needs_and_a_way_without_it(
    client: FlaskClient, forum: Forum
) -> None:
    slots = two_houses(forum)
    picks = in_address(slots["clay"])
    page = client.get("/en/editions/2017/programme").text
    assert f'data-slot="{int(picks, 36)}"' in page
    assert '<template data-agenda="2017" data-page="/en/editions/2017/agenda"' in page
    assert f'href="{PAGE}?picks={picks}"' in client.get("/en/editions/2017/sessions/clay").text
