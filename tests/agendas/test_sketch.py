"""Places on a sketch: true to each other, apart, and with names that cover nothing."""

from itertools import combinations
from math import hypot

from hypothesis import given
from hypothesis import strategies as st

from cwf.agendas.sketch import Box, Label, Sketch, sketch
from cwf.programme.timetable import Venue
from tests.programme.strategies import make_venue

HALL = make_venue("hall", {"en": "Hall"}, position=(56.1525, 10.1993))
DOME = make_venue("dome", {"en": "Dome"}, position=(56.1597, 10.2175))
PIER = make_venue("pier", {"en": "Pier"}, position=(56.1525, 10.2175))
NOWHERE = make_venue("nowhere", {"en": "Nowhere"})
NAMES = {"hall": "Hall", "dome": "Dome", "pier": "Pier"}


def drawn(*venues: Venue, way: tuple[str, ...] = ()) -> Sketch:
    found = sketch(venues, way, NAMES)
    assert found
    return found


def test_without_a_position_nothing_is_drawn() -> None:
    assert sketch((), (), {}) is None
    assert sketch((NOWHERE,), ("nowhere",), {"nowhere": "Nowhere"}) is None


def test_one_place_stands_in_the_middle() -> None:
    (place,) = drawn(HALL, NOWHERE).places
    assert (place.number, place.x, place.y) == (1, 320.0, 200.0)


def test_north_is_up_east_is_right_and_the_scale_is_one() -> None:
    hall, dome, pier = drawn(HALL, DOME, PIER).places
    assert dome.x == pier.x > hall.x
    assert dome.y < pier.y == hall.y
    metres_a_degree = 111_195
    east = (10.2175 - 10.1993) * 0.5569 * metres_a_degree
    north = (56.1597 - 56.1525) * metres_a_degree
    assert round((pier.x - hall.x) / (pier.y - dome.y), 1) == round(east / north, 1)


def test_the_way_leads_from_visit_to_visit_and_not_to_where_one_is() -> None:
    found = drawn(HALL, DOME, PIER, way=("hall", "hall", "nowhere", "dome", "hall"))
    at = {place.venue: (place.x, place.y) for place in found.places}
    assert found.legs == ((*at["hall"], *at["dome"]), (*at["dome"], *at["hall"]))
    assert [place.visited for place in found.places] == [True, True, False]


def test_places_beyond_the_date_line_are_neighbours() -> None:
    west = make_venue("hall", {"en": "Hall"}, position=(0.0, 179.99))
    east = make_venue("dome", {"en": "Dome"}, position=(0.0, -179.99))
    one, other = drawn(west, east).places
    assert other.x - one.x == 640 - 4 * 18


POSITIONS = st.tuples(
    st.floats(min_value=56.10, max_value=56.20), st.floats(min_value=10.10, max_value=10.30)
)


@given(st.lists(POSITIONS, min_size=1, max_size=9), st.text(min_size=1, max_size=18))
def test_nothing_covers_anything_and_all_stays_on_the_paper(
    positions: list[tuple[float, float]], name: str
) -> None:
    venues = [make_venue(f"v{n}", {"en": name}, position=one) for n, one in enumerate(positions)]
    box = Box()
    found = sketch(venues, (), {venue.slug: name for venue in venues}, box)
    assert found
    for place in found.places:
        assert box.radius <= place.x <= box.width - box.radius
        assert box.radius <= place.y <= box.height - box.radius
    for one, other in combinations(found.places, 2):
        assert hypot(one.x - other.x, one.y - other.y) > 2 * box.radius
    labels = [place.label for place in found.places if place.label]
    assert not any(_cover(one, other) for one, other in combinations(labels, 2))
    for label in labels:
        assert label.left >= 0
        assert label.top >= 0
        assert label.right <= box.width
        assert label.bottom <= box.height


def test_the_same_spot_taken_by_many_is_drawn_apart() -> None:
    venues = [make_venue(f"v{n}", {"en": "V"}, position=(56.15, 10.2)) for n in range(8)]
    found = sketch(venues, (), {})
    assert found
    least = min(hypot(a.x - b.x, a.y - b.y) for a, b in combinations(found.places, 2))
    assert least > 2 * 18


def _cover(one: Label, other: Label) -> bool:
    beside = one.right <= other.left or other.right <= one.left
    return not (beside or one.bottom <= other.top or other.bottom <= one.top)
