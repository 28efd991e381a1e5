"""A small network: certain, doubtful, coming, cancelled and hidden editions."""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from typing import Any

import pytest
from flask import Flask

from cwf import clock
from cwf.database import db
from cwf.editions.lifecycle import Certainty, Lifecycle
from cwf.editions.models import Edition
from cwf.programme.models import Publication, Release
from cwf.regions.models import Region

TODAY = datetime(2026, 11, 22, 12, tzinfo=UTC)


@pytest.fixture(autouse=True)
def still_clock(monkeypatch: pytest.MonkeyPatch) -> None:
    """It is 22 November 2026."""
    monkeypatch.setattr(clock, "now", lambda: TODAY)


@pytest.fixture(autouse=True)
def empty_shelf(engines: dict[str, Flask | str]) -> Iterator[None]:
    """Nothing is kept from an earlier test."""
    yield
    for application in engines.values():
        if isinstance(application, Flask):
            application.extensions["cwf_shelf"].clear()


def make_region(slug: str, country: str, **values: Any) -> Region:
    """A region row, stored."""
    made = Region(slug=slug, country=country, **{"name": {"en": slug.title()}, **values})
    db.session.add(made)
    db.session.commit()
    return made


def make_edition(slug: str, **values: Any) -> Edition:
    """An edition row, stored; held unless told otherwise."""
    made = Edition(slug=slug, **{"year": int(slug), "lifecycle": Lifecycle.HELD, **values})
    db.session.add(made)
    db.session.commit()
    return made


def release(edition: Edition) -> None:
    """Let the public see a programme of an edition."""
    row = Release(
        edition_id=edition.id, number=1, at=TODAY, author="Ada", note={}, digest="", snapshot=b""
    )
    db.session.add(row)
    db.session.flush()
    db.session.add(Publication(edition_id=edition.id, release_id=row.id, changed=TODAY))
    db.session.commit()


@pytest.fixture
def network(app: Flask) -> dict[str, Edition]:
    """Seven editions of two regions."""
    midt = make_region(
        "central-denmark",
        "DK",
        name={"en": "Central Denmark Region", "da": "Region Midtjylland"},
        note={"en": "A member **since 2010**."},
        sources=[{"title": "Fact sheet"}, {"title": "The bid", "url": "https://example.org/bid"}],
    )
    bw = make_region("baden-wuerttemberg", "DE", name={"en": "Baden-Württemberg"}, four_motors=True)
    made = [
        make_edition(
            "2009",
            host_region_id=bw.id,
            country="DE",
            ordinal=6,
            starts=date(2009, 11, 30),
            ends=date(2009, 12, 3),
        ),
        make_edition(
            "2013",
            lifecycle=Lifecycle.ANNOUNCED,
            certainty=Certainty.UNCONFIRMED,
            city={"en": "Tampere"},
            note={"en": "No report was found."},
        ),
        make_edition("2016", certainty=Certainty.DISPUTED, country="IN"),
        make_edition(
            "2017",
            host_region_id=midt.id,
            country="DK",
            city={"en": "Aarhus"},
            ordinal=13,
            ordinal_note={"en": "One list counts it as the 14th."},
            starts=date(2017, 11, 1),
            ends=date(2017, 11, 2),
            theme={"en": "Creative Resilience: How to use it"},
            lifecycle=Lifecycle.HELD,
        ),
        make_edition(
            "2020", lifecycle=Lifecycle.CANCELLED, starts=date(2020, 5, 4), city={"en": "Ghent"}
        ),
        make_edition(
            "2027",
            lifecycle=Lifecycle.PUBLISHED,
            host_region_id=midt.id,
            country="DK",
            city={"en": "Aarhus"},
            starts=date(2027, 1, 17),
            ends=date(2027, 1, 19),
            theme={"da": "Fælles by"},
            invented=True,
            languages=["da"],
        ),
        make_edition("2029", lifecycle=Lifecycle.PLANNED, city={"en": "Atlantis"}),
    ]
    release(made[3])
    release(made[5])
    return {edition.slug: edition for edition in made}
