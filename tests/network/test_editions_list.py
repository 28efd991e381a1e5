"""What can be said of an edition, and which one leads."""

from datetime import UTC, date, datetime
from typing import Any

import pytest

from cwf.editions.lifecycle import Certainty, Lifecycle
from cwf.network.editions_list import EditionLine, Standing, is_over, leading, standing

SURE, UNSURE, DISPUTED = Certainty.CONFIRMED, Certainty.UNCONFIRMED, Certainty.DISPUTED


def line(slug: str = "2017", **values: Any) -> EditionLine:
    given: dict[str, Any] = {
        "version": 1, "changed": datetime(2026, 1, 1, tzinfo=UTC), "year": int(slug),
        "ordinal": None, "ordinal_note": {}, "lifecycle": Lifecycle.HELD, "certainty": SURE,
        "host": None, "country": None, "city": {}, "venue": {}, "starts": None, "ends": None,
        "theme": {}, "lead": {}, "note": {}, "illustrative": False, "invented": False, "look": {},
        "released": False,
    }  # fmt: skip
    return EditionLine(slug=slug, **{**given, **values})


@pytest.mark.parametrize(
    ("lifecycle", "certainty", "said"),
    [
        (Lifecycle.HELD, SURE, Standing.HELD),
        (Lifecycle.PUBLISHED, SURE, Standing.PUBLISHED),
        (Lifecycle.ANNOUNCED, SURE, Standing.ANNOUNCED),
        (Lifecycle.PLANNED, SURE, Standing.PLANNED),
        (Lifecycle.HELD, UNSURE, Standing.UNCONFIRMED),
        (Lifecycle.ANNOUNCED, UNSURE, Standing.PLANNED),
        (Lifecycle.HELD, DISPUTED, Standing.DISPUTED),
        (Lifecycle.ANNOUNCED, DISPUTED, Standing.DISPUTED),
        (Lifecycle.CANCELLED, SURE, Standing.CANCELLED),
        (Lifecycle.CANCELLED, DISPUTED, Standing.CANCELLED),
    ],
)
def test_standing_by_lifecycle_and_certainty(
    lifecycle: Lifecycle, certainty: Certainty, said: Standing
) -> None:
    assert standing(line(lifecycle=lifecycle, certainty=certainty)) is said


COMING = line(
    "2027", lifecycle=Lifecycle.PUBLISHED, starts=date(2027, 1, 17), ends=date(2027, 1, 19)
)
LATER = line("2028", lifecycle=Lifecycle.PUBLISHED, starts=date(2028, 1, 17))
ANNOUNCED = line("2030", lifecycle=Lifecycle.ANNOUNCED, starts=date(2030, 1, 1))
HELD = line("2017", starts=date(2017, 11, 1), ends=date(2017, 11, 2))
CANCELLED = line("2020", lifecycle=Lifecycle.CANCELLED)
DOUBTFUL = line("2018", certainty=DISPUTED)


@pytest.mark.parametrize(
    ("editions", "today", "first"),
    [
        ((LATER, COMING, HELD), date(2026, 11, 22), "2027"),
        ((LATER, COMING, HELD), date(2027, 1, 19), "2027"),
        ((LATER, COMING, HELD), date(2027, 1, 20), "2028"),
        ((LATER, COMING, HELD), date(2029, 1, 1), "2028"),
        ((ANNOUNCED, COMING, HELD), date(2026, 11, 22), "2027"),
        ((ANNOUNCED, HELD), date(2026, 11, 22), "2030"),
        ((CANCELLED, DOUBTFUL, HELD), date(2026, 11, 22), "2017"),
        ((CANCELLED, DOUBTFUL), date(2026, 11, 22), None),
        ((), date(2026, 11, 22), None),
    ],
)
def test_next_published_edition_leads_else_the_latest(
    editions: tuple[EditionLine, ...], today: date, first: str | None
) -> None:
    found = leading(editions, today)
    assert (found.slug if found else None) == first


@pytest.mark.parametrize(
    ("edition", "over"), [(HELD, True), (COMING, False), (line(), True), (ANNOUNCED, False)]
)
def test_edition_is_over_by_its_dates_or_else_its_lifecycle(
    edition: EditionLine, over: bool
) -> None:
    assert is_over(edition, date(2026, 11, 22)) is over
