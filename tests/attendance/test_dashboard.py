"""The page on which an edition sees how it stands."""

import re
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
import time_machine
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import event

from cwf.attendance.models import Campaign, Count, Snapshot, Target
from cwf.database import db
from cwf.people.models import Account
from tests.delegations.parties import comes, delegation, takes_part
from tests.programme.conftest import Forum

PAGE = "/en/manage/editions/2017/attendance/"
NOON = datetime(2017, 9, 18, 12, tzinfo=UTC)
DEFINITION = "All who are registered, counted once."


@pytest.fixture(autouse=True)
def _noon() -> Any:
    with time_machine.travel(NOON, tick=False):
        yield


def target(forum: Forum, **other: Any) -> Target:
    row = Target(
        edition_id=forum.edition.id,
        **{
            "name": {"en": "Participants"}, "definition": {"en": DEFINITION}, "why": {},
            "unit": "participant", "predicate": {"of": "registered"}, "low": 300, **other,
        },
    )  # fmt: skip
    db.session.add(row)
    db.session.commit()
    return row


def kept(forum: Forum, row: Target, numbers: list[int]) -> None:
    today = NOON.date()
    for back, number in enumerate(reversed(numbers), start=1):
        day = today - timedelta(days=back)
        figures = {str(row.uuid): [number, 0, number, number]}
        db.session.add(
            Snapshot(
                edition_id=forum.edition.id, day=day, taken=NOON, source="job", figures=figures
            )
        )
    db.session.commit()


@pytest.fixture
def editor(
    forum: Forum, staff: Callable[..., Account], signed_in: Callable[[Account], FlaskClient]
) -> FlaskClient:
    return signed_in(staff(forum, "editor"))


@pytest.fixture
def organiser(
    forum: Forum, staff: Callable[..., Account], signed_in: Callable[[Account], FlaskClient]
) -> FlaskClient:
    return signed_in(staff(forum, "organiser"))


def test_without_a_target_the_page_says_what_one_is(editor: FlaskClient) -> None:
    page = editor.get(PAGE).text
    assert "No target is set yet." in page
    assert "attendance/targets/new" not in page
    assert "<svg" not in page.partition("<main")[2].partition("</main")[0].replace(
        '<svg class="icon', ""
    )


def test_a_card_says_number_path_and_what_is_needed(forum: Forum, editor: FlaskClient) -> None:
    row = target(forum, path=[["2017-09-08", 0], ["2017-09-28", 200]], by=NOON.date())
    kept(forum, row, [0] * 30)
    for name in ("Ada", "Bo", "Cy"):
        takes_part(forum, name)
    db.session.commit()
    page = editor.get(PAGE).text
    assert "3 now, 97 behind the planned path." in page
    assert DEFINITION in page
    assert "Planned path only: there is too little data for a forecast." in page


def test_a_card_of_what_is_over_says_what_came_and_nothing_of_forecasts(
    forum: Forum, editor: FlaskClient
) -> None:
    row = target(forum, by=NOON.date() - timedelta(days=1))
    kept(forum, row, [0] * 30)
    takes_part(forum, "Ada")
    db.session.commit()
    page = editor.get(PAGE).text
    missed = "0 on 17 September 2017: the goal of 300 was missed, by 300. Known now: 1."
    assert missed in page
    assert "lately" not in page
    assert "Planned path only" not in page


def test_one_day_is_drawn_no_wider_than_it_needs_with_its_thousands_apart(
    forum: Forum, editor: FlaskClient
) -> None:
    target(forum)
    db.session.add(
        Count(
            edition_id=forum.edition.id, key="one-count", unit="guest", method="report",
            number=10240, day=date(2017, 11, 1), made=NOON,
        )
    )  # fmt: skip
    db.session.commit()
    chart = editor.get(PAGE).text.partition("<h2>By day</h2>")[2].partition("</svg>")[0]
    assert 'viewBox="0 0 84 210" width="84"' in chart
    assert ">10,240</text>" in chart


def test_the_list_behind_a_number_is_for_those_who_may_read_it(
    forum: Forum, editor: FlaskClient, organiser: FlaskClient
) -> None:
    target(forum)
    takes_part(forum, "Ada")
    db.session.commit()
    link = "/en/manage/editions/2017/participants/?standing=confirmed"
    assert link not in editor.get(PAGE).text
    page = organiser.get(PAGE).text
    assert link in page
    assert organiser.get(link).status_code == 200


def test_a_part_without_a_name_is_called_by_what_it_is_of(
    forum: Forum, organiser: FlaskClient
) -> None:
    whole = target(forum)
    target(
        forum, parent_id=whole.id, axis="channel", value="own", name={}, low=10,
        predicate={"of": "registered", "channels": ["own"]},
    )  # fmt: skip
    assert '<th scope="row">own</th>' not in organiser.get(PAGE).text


def test_regions_and_channels_that_are_behind_are_told_the_worst_first(
    forum: Forum, organiser: FlaskClient
) -> None:
    whole = target(forum, low=300, path=[["2017-09-08", 0], ["2017-09-28", 300]])
    for value, low, name in (
        ("own", 2, "Alone"),
        ("booking", 90, "Groups"),
        ("delegation", 120, ""),
    ):
        target(
            forum, parent_id=whole.id, axis="channel", value=value, low=low,
            name={"en": name} if name else {},
            predicate={"of": "registered", "channels": [value]},
        )  # fmt: skip
    takes_part(forum, "Ada")
    db.session.commit()
    page = organiser.get(PAGE).text.partition('id="behind"')[2].partition("</section>")[0]
    rows = [re.findall(r'<td class="number">(.*?)</td>', row) for row in page.split("<tr>")[2:]]
    assert [[re.sub("<.*?>", "", cell) for cell in row] for row in rows] == [
        ["0", "60", "60"],
        ["0", "45", "45"],
    ]
    assert "Alone" not in page


def test_where_nothing_is_planned_nothing_is_behind(forum: Forum, organiser: FlaskClient) -> None:
    whole = target(forum)
    target(
        forum, parent_id=whole.id, axis="channel", value="own", low=10,
        predicate={"of": "registered", "channels": ["own"]},
    )  # fmt: skip
    assert "that are behind" not in organiser.get(PAGE).text


def test_a_campaign_is_marked_on_the_charts_that_show_its_days(
    forum: Forum, organiser: FlaskClient
) -> None:
    target(forum, path=[["2017-09-08", 0], ["2017-09-28", 300]])
    takes_part(forum, "Ada")
    days = {"A mail": ("2017-09-10", "2017-09-12"), "Before": ("2017-05-01", "2017-05-02")}
    for name, (starts, ends) in days.items():
        db.session.add(
            Campaign(
                edition_id=forum.edition.id, name={"en": name},
                starts=date.fromisoformat(starts), ends=date.fromisoformat(ends),
            )
        )  # fmt: skip
    db.session.commit()
    page = organiser.get(PAGE).text
    assert page.count('<rect class="span"') == 2  # in the wide chart and in the narrow one
    assert page.count("<title>2\u00a0A mail, 10–12 September 2017</title>") == 2
    assert "1\u00a0Before, 1–2 May 2017; 2\u00a0A mail, 10–12 September 2017" in page
    assert page.count('font-weight="600" fill="#14201f">2</text>') == 2


def test_statements_are_the_same_however_many_days_and_people(
    app: Flask, forum: Forum, organiser: FlaskClient
) -> None:
    row = target(forum)
    kept(forum, row, [0])
    few = statements(organiser)
    db.session.query(Snapshot).delete()
    kept(forum, row, list(range(60)))
    for number in range(12):
        takes_part(forum, f"S{number} Body")
    db.session.commit()
    assert statements(organiser) == few


def statements(client: FlaskClient) -> int:
    """How many SELECTs the page takes, when it is asked for the second time."""
    client.get(PAGE)
    seen: list[str] = []

    def note(*args: Any) -> None:
        seen.append(args[2])

    event.listen(db.engine, "before_cursor_execute", note)
    try:
        assert client.get(PAGE).status_code == 200
    finally:
        event.remove(db.engine, "before_cursor_execute", note)
    return len([one for one in seen if one.lstrip().upper().startswith("SELECT")])


def test_a_region_s_goal_stands_beside_a_number_that_counts_the_same(
    forum: Forum, organiser: FlaskClient
) -> None:
    abroad = {"of": "registered", "international": True}
    whole = target(forum, predicate=abroad, name={"en": "International"})
    slug = "scotland"
    comes(forum, delegation(forum, slug, "Scotland", "Europe/London"), "Dan Danish", country="DK")
    target(
        forum, parent_id=whole.id, axis="region", value=slug, name={}, low=40,
        predicate={**abroad, "regions": [slug]},
    )  # fmt: skip
    table = organiser.get(PAGE).text.partition("<h2>Regions</h2>")[2].partition("</table>")[0]
    numbers = re.findall(r'<td class="number">(\d+)</td>', table)
    assert numbers == ["0", "40"]  # one is registered, and counts for no goal of those from abroad


def test_what_is_expected_is_of_the_day_by_which(forum: Forum, editor: FlaskClient) -> None:
    """The goal of the 21st of October, not what comes until the eve of the forum."""
    row = target(forum, by=date(2017, 10, 21), low=300)
    takes_part(forum, "Ada")
    kept(forum, row, [1] * 30)
    bands = [[10, 250.0, 240, 260, 230, 280], [0, 400.0, 390, 410, 380, 420]]
    told = {"method": "growth", "data": [], "days_used": 30, "bands": bands}
    last = db.session.get_one(Snapshot, (forum.edition.id, NOON.date() - timedelta(days=1)))
    last.forecasts = {str(row.uuid): told}
    db.session.commit()
    assert "About 250 are likely. 300 is out of reach." in editor.get(PAGE).text


def test_earlier_editions_are_called_as_the_reader_knows_them(
    forum: Forum, elsewhere: Forum, editor: FlaskClient
) -> None:
    """One that is gone, or was stored by its name, keeps what it was stored by."""
    row = target(forum)
    takes_part(forum, "Ada")
    kept(forum, row, [1] * 30)
    elsewhere.edition.city = {"en": "Copenhagen", "da": "København"}
    told = {"method": "additive", "data": ["2019", "Moscow 2011"], "days_used": 30,
            "bands": [[0, 400.0, 390, 410, 380, 420]]}  # fmt: skip
    last = db.session.get_one(Snapshot, (forum.edition.id, NOON.date() - timedelta(days=1)))
    last.forecasts = {str(row.uuid): told}
    db.session.commit()
    assert "of 30 days of its own, Copenhagen 2019, Moscow 2011." in editor.get(PAGE).text
    assert "København 2019, Moscow 2011." in editor.get(PAGE.replace("/en/", "/da/")).text


def test_of_what_is_over_no_method_is_named(forum: Forum, editor: FlaskClient) -> None:
    target(forum, by=NOON.date() - timedelta(days=1), low=1)
    takes_part(forum, "Ada")
    db.session.commit()
    page = editor.get(PAGE).text
    assert "The goal of 1 is reached, not known whether by 17 September 2017." in page
    assert "Planned path only" not in page


def held_in_may(forum: Forum) -> None:
    forum.edition.starts, forum.edition.ends = date(2017, 5, 4), date(2017, 5, 5)
    db.session.commit()


def test_who_may_set_a_target_is_led_there_until_the_forum_is_over(
    forum: Forum, organiser: FlaskClient
) -> None:
    assert "attendance/targets/new" in organiser.get(PAGE).text
    held_in_may(forum)
    page = organiser.get(PAGE).text
    assert "No target was set." in page
    assert "attendance/targets/new" not in page


def test_of_a_forum_that_is_over_no_count_is_known_rather_than_not_yet(
    forum: Forum, organiser: FlaskClient
) -> None:
    held_in_may(forum)
    target(forum, unit="guest", predicate={"of": "counted"}, by=date(2017, 5, 5))
    page = organiser.get(PAGE).text
    assert "No count is known. The goal was 300." in page
    assert "yet" not in page.partition("<main")[2].partition("</main")[0]
    assert "forecast" not in page.partition('class="targets"')[2].partition("</main")[0]


def test_a_forum_that_is_over_has_the_number_of_its_file(
    forum: Forum, staff: Callable[..., Account], signed_in: Callable[[Account], FlaskClient]
) -> None:
    row = target(forum, predicate={"of": "registered", "international": True})
    for day, number in ((date(2017, 10, 30), 280), (date(2017, 10, 31), 312)):
        db.session.add(
            Snapshot(edition_id=forum.edition.id, day=day, taken=NOON, source="file",
                     figures={str(row.uuid): [number, 0, 0, 0]})
        )  # fmt: skip
    db.session.commit()
    with time_machine.travel(datetime(2020, 3, 1, 12, tzinfo=UTC), tick=False):
        page = signed_in(staff(forum, "editor")).get(PAGE).text
    assert "312: the goal of 300 is reached." in page
    assert "<dt>in the end</dt><dd>312</dd>" in page
    assert "No count is known" not in page
    assert "1 Mar 2020" not in page
