"""What somebody may do about a place, purely: a table of what stands and what follows."""

from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest

from cwf.agendas.picks import Hold
from cwf.agendas.sign_ups import Bar, Level, Limit, SignUp, Step, level
from cwf.registration.places import ClaimState, Counts, Held
from cwf.registration.reasons import Code, Reason

NOON = datetime(2026, 11, 1, 12, tzinfo=UTC)
HERE, OTHER, DUTY = (UUID(int=number) for number in (1, 2, 3))
LIMIT = Limit(slot=HERE, session_id=1, root_id=1, opens=None, closes=None)


def counts(capacity: int | None = 8, free: int | None = 8) -> Counts:
    taken = (capacity or 0) - (free or 0)
    return Counts(capacity=capacity, taken=taken, free=free, held=0, waiting=0, over=0)


def sign_up(
    state: ClaimState | None = None,
    *,
    bar: Bar | None = None,
    may_take: bool = False,
    may_wait: bool = False,
    clashes: tuple[tuple[UUID, Hold], ...] = (),
    instance: UUID | None = None,
    refused: bool = False,
) -> SignUp:
    held = Held(root_id=1, state=state, group="", since=NOON) if state else None
    reason = Reason(code=Code.FREE, may_take=may_take, may_wait=may_wait)
    return SignUp(
        limit=LIMIT,
        slot=None,
        counts=counts(),
        reason=reason,
        held=held,
        bar=bar,
        clashes=clashes,
        instance=instance,
        refused=refused,
    )


@pytest.mark.parametrize(
    ("found", "steps"),
    [
        (sign_up(may_take=True), (Step.TAKE,)),
        (sign_up(may_wait=True), (Step.WAIT,)),
        (sign_up(), ()),
        (sign_up(ClaimState.PLACE), (Step.GIVE_UP,)),
        (sign_up(ClaimState.OFFERED), (Step.ACCEPT, Step.DECLINE)),
        (sign_up(ClaimState.WAITING), (Step.LEAVE,)),
        (sign_up(ClaimState.LAPSED, may_wait=True), (Step.WAIT,)),
        (sign_up(ClaimState.GIVEN_UP, may_take=True), (Step.TAKE,)),
        (sign_up(ClaimState.CANCELLED), ()),
        (sign_up(may_take=True, bar=Bar.SOON), ()),
        (sign_up(may_take=True, bar=Bar.CLOSED), ()),
        (sign_up(ClaimState.PLACE, bar=Bar.CLOSED), (Step.GIVE_UP,)),
        (sign_up(ClaimState.OFFERED, bar=Bar.CLOSED), (Step.ACCEPT, Step.DECLINE)),
        (sign_up(ClaimState.PLACE, bar=Bar.PAST), ()),
        (sign_up(ClaimState.PLACE, bar=Bar.CANCELLED), ()),
        (sign_up(ClaimState.WAITING, bar=Bar.GONE), ()),
    ],
)
def test_steps_follow_from_what_one_holds_and_what_bars(
    found: SignUp, steps: tuple[Step, ...]
) -> None:
    assert found.steps == steps


PLACE, MUST = (OTHER, Hold.PLACE), (DUTY, Hold.DUTY)


@pytest.mark.parametrize(
    ("found", "instead", "both", "clear"),
    [
        (sign_up(), (), False, True),
        (sign_up(clashes=(PLACE,)), (), False, False),
        (sign_up(clashes=(PLACE,)), (), True, True),
        (sign_up(clashes=(PLACE,)), (OTHER,), False, True),
        (sign_up(clashes=(PLACE,), refused=True), (), True, False),
        (sign_up(clashes=(PLACE,), refused=True), (OTHER,), False, True),
        (sign_up(clashes=(PLACE, MUST)), (OTHER,), False, False),
        (sign_up(clashes=(PLACE, MUST)), (OTHER,), True, True),
        (sign_up(clashes=(PLACE, MUST), refused=True), (OTHER,), True, False),
        (sign_up(instance=OTHER), (), True, False),
        (sign_up(instance=OTHER), (OTHER,), False, True),
    ],
)
def test_a_place_is_taken_once_what_stands_in_the_way_is_settled(
    found: SignUp, instead: tuple[UUID, ...], both: bool, clear: bool
) -> None:
    assert found.clears(instead, both=both) is clear


def test_what_can_be_given_up_is_places_and_not_duties() -> None:
    found = sign_up(clashes=(PLACE, MUST), instance=HERE)
    assert (found.loose, found.firm) == ((OTHER, HERE), (DUTY,))


@pytest.mark.parametrize(
    ("free", "expected"),
    [(8, Level.FREE), (3, Level.FREE), (2, Level.FILLING), (1, Level.FILLING), (0, Level.FULL)],
)
def test_filling_begins_at_three_quarters(free: int, expected: Level) -> None:
    assert level(LIMIT, counts(8, free), NOON) is expected


def test_without_bound_there_is_always_room() -> None:
    assert level(LIMIT, counts(None, None), NOON) is Level.FREE


def test_the_window_is_half_open() -> None:
    hour = timedelta(hours=1)
    limit = Limit(slot=HERE, session_id=1, root_id=1, opens=NOON, closes=NOON + hour)
    instants = (NOON - hour, NOON, NOON + hour)
    assert [level(limit, counts(), at) for at in instants] == [
        Level.SOON,
        Level.FREE,
        Level.CLOSED,
    ]
