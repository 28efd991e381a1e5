"""All editions side by side: equal units on one scale, and nothing else on it."""

from collections.abc import Callable
from typing import Any

import pytest
from flask.testing import FlaskClient

from cwf.attendance.comparison import Entry, compared, told_by
from cwf.attendance.history import Edition, Said
from cwf.attendance.measures import Unit
from cwf.database import db
from cwf.editions.models import Edition as Row
from cwf.editions.models import Fact
from cwf.people.models import Account
from tests.attendance.reported import a_card
from tests.programme.conftest import Forum

PAGE = "/en/manage/editions/2017/attendance/comparison"


def said(kind: str, low: float, measure: Unit | None = Unit.PARTICIPANT, **more: Any) -> Said:
    return Said(kind=kind, label={"en": kind}, low=low, measure=measure, unit={"en": "x"}, **more)


def edition(year: int, *told: Said) -> Edition:
    return Edition(slug=str(year), city={"en": "Aarhus"}, year=year, said=told)


def test_figures_of_one_unit_go_together_promises_of_an_edition_first() -> None:
    came, expected = said("result", 2000), said("promise", 1200)
    guests = said("promise", 10000, Unit.GUEST)
    later = edition(2017, came, expected, guests)
    before = edition(2010, said("result", 2600))
    found = compared([later, before])
    assert found.units == (
        (
            Unit.PARTICIPANT,
            (
                Entry(edition=later, said=expected),
                Entry(edition=later, said=came),
                Entry(edition=before, said=before.said[0]),
            ),
        ),
    )
    assert found.alone == (Entry(edition=later, said=guests),)


def test_what_one_of_it_is_must_be_known_to_be_compared() -> None:
    one, other = (edition(year, said("result", 38, None)) for year in (2015, 2010))
    found = compared([one, other])
    assert found.units == ()
    assert [entry.edition for entry in found.alone] == [one, other]


def test_a_target_that_repeats_a_promise_is_said_once() -> None:
    card = a_card(low=3000, counted=185)
    assert [one.kind for one in told_by([card], [], over=False)] == ["promise", "so_far"]
    (now,) = told_by([card], [said("promise", 3000)], over=True)
    assert (now.kind, now.low, now.measure) == ("counted", 185, Unit.PARTICIPANT)
    both = told_by([card], [said("promise", 3000, Unit.GUEST)], over=True)
    assert [one.kind for one in both] == ["promise", "counted"]


def test_what_is_not_known_is_no_figure_and_an_estimate_is_about() -> None:
    unknown = told_by([a_card(low=3000, known=False)], [], over=True)
    assert [one.kind for one in unknown] == ["promise"]
    about = told_by([a_card(low=3000, counted=100, estimated=50)], [], over=True)
    assert [(one.low, one.qualifier) for one in about] == [(3000, None), (150, "about")]


@pytest.fixture
def told(forum: Forum) -> None:
    before = Row(slug="2010", year=2010, lifecycle="archived", city={"en": "Oklahoma City"})
    db.session.add(before)
    db.session.flush()
    figures = (
        (before, "result", 2600, "participant", {"qualifier": "more_than"}),
        (before, "result", 38, None, {}),
        (forum.edition, "promise", 1500, "participant", {"value_high": 2000}),
        (forum.edition, "claim", 1200, "delegate", {"confidence": "X"}),
        (forum.edition, "claim", 1900, "participant", {"confidence": "X"}),
    )
    for position, (row, kind, value, unit, more) in enumerate(figures):
        fact = Fact(
            edition_id=row.id, position=position, kind=kind, value=value,
            label={"en": f"{kind} of {value}"},
            unit={"en": "people"}, measure=unit,
            sources=[{"title": "The Journal", "url": "https://example.org/journal"}], **more,
        )  # fmt: skip
        db.session.add(fact)
    db.session.commit()


@pytest.mark.usefixtures("told")
def test_the_page_has_a_chart_and_a_table_with_sources_and_no_percentage(
    forum: Forum, staff: Callable[..., Account], signed_in: Callable[[Account], FlaskClient]
) -> None:
    page = signed_in(staff(forum, "editor")).get(PAGE).text.partition("<main")[2]
    charts, disputed = page.split('id="disputed"')
    disputed, alone = disputed.split('id="alone"')
    assert disputed.count("<li>") == 2
    assert "claim of 1200: 1,200 people" in disputed
    assert "claim of 1900: 1,900 people" in disputed
    assert disputed.count('href="https://example.org/journal"') == 2
    assert charts.count("chart lying") == 2  # of one unit, wide and narrow
    assert "1,500–2,000 people" in charts
    assert "more than 2,600 people" in charts
    assert 'href="https://example.org/journal"' in charts
    assert "result of 38" in alone
    assert "claim of 1200" in alone
    assert "claim of 1200" not in charts
    assert "%" not in page.partition("</main")[0]


def test_the_page_is_for_those_who_read_targets(
    forum: Forum, staff: Callable[..., Account], signed_in: Callable[[Account], FlaskClient],
    client: FlaskClient,
) -> None:  # fmt: skip
    assert client.get(PAGE).status_code in (302, 401)
    assert signed_in(staff(forum, "door")).get(PAGE).status_code in (403, 404)
    page = signed_in(staff(forum, "organiser")).get(PAGE)
    assert (page.status_code, "Nothing is known of any edition" in page.text) == (200, True)
