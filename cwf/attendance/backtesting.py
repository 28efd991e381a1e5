"""How well a forecast would have done: errors, and how often the truth lay in its intervals.

Rolling: each edition is foretold by those before it, as it would have been at the time ("rolling
origin"; L. J. Tashman, "Out-of-sample tests of forecasting accuracy", International Journal of
Forecasting 16, 2000). With few editions each is foretold by all others (leave one out), which uses
what nobody knew then, and says so (`Way`).
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from statistics import fmean, median

from cwf.attendance.curves import Curve, number_on
from cwf.attendance.forecast import Forecast, Past, same_share
from cwf.attendance.tried import Score

HORIZONS = (120, 60, 30, 7)  # days before the forum
WINDOW = 6  # so many editions back are used


class Way(StrEnum):
    """By which editions each was foretold."""

    ROLLING = "rolling"
    LEAVE_ONE_OUT = "leave_one_out"


# The curve up to a day, those to go by (the latest last), the edition itself, and the day.
Forecaster = Callable[[Curve, tuple[Past, ...], Past, int], Forecast]


@dataclass(frozen=True, kw_only=True, slots=True)
class Trial:
    """One edition foretold once: how far off, and whether within; `naive` as far off."""

    error: float
    in50: bool
    in90: bool
    naive: float


def backtest(
    editions: Sequence[Past],
    forecaster: Forecaster,
    *,
    way: Way = Way.ROLLING,
    window: int = WINDOW,
    horizons: Sequence[int] = HORIZONS,
) -> tuple[Score, ...]:
    """A score for each of so many days before. Editions stand in the order of their years.

    Rolling leaves out those with fewer than `window` before them.
    """
    return tuple(_score(editions, forecaster, way, window, day) for day in horizons)


def _score(
    editions: Sequence[Past], forecaster: Forecaster, way: Way, window: int, day: int
) -> Score:
    trials, silent = [], 0
    for place, one in enumerate(editions):
        if way is Way.ROLLING:
            others = tuple(editions[place - window : place]) if place >= window else ()
            if place < window:
                continue
        else:
            others = (*editions[:place], *editions[place + 1 :])
        last = editions[place - 1] if place else (editions[1] if len(editions) > 1 else None)
        trial = _trial(one, others, last, forecaster, day)
        if trial is None:
            silent += 1
        else:
            trials.append(trial)
    return _told(day, trials, silent)


def backtest_parts(
    editions: Sequence[Mapping[str, Past]],
    forecaster: Forecaster,
    *,
    sizes: tuple[float, float],
    window: int = WINDOW,
    horizons: Sequence[int] = HORIZONS,
) -> tuple[Score, ...]:
    """The same for the parts of each edition by their names: for those that came to at least and at
    most so many on average at the `window` editions before it, which is what was known then."""
    low, high = sizes
    tried = []
    for place in range(window, len(editions)):
        before = editions[place - window : place]
        for name, one in editions[place].items():
            others = tuple(each[name] for each in before)
            if low <= fmean(each.final for each in others) <= high:
                tried.append((one, others))
    found = []
    for day in horizons:
        trials = [_trial(one, others, others[-1], forecaster, day) for one, others in tried]
        told = [trial for trial in trials if trial]
        found.append(_told(day, told, len(trials) - len(told)))
    return tuple(found)


def _trial(
    one: Past, others: tuple[Past, ...], last: Past | None, forecaster: Forecaster, day: int
) -> Trial | None:
    if number_on(one.curve, day) is None or last is None:
        return None
    known = tuple(point for point in one.curve if point[0] >= day)
    band = forecaster(known, others, one, day).final
    share = same_share(one.curve, last, today=day)
    if band is None or share is None:
        return None
    true = max(1, one.final)
    return Trial(
        error=abs(band.middle - one.final) / true,
        in50=band.low50 <= one.final <= band.high50,
        in90=band.low90 <= one.final <= band.high90,
        naive=abs(share - one.final) / true,
    )


def _told(day: int, trials: Sequence[Trial], silent: int) -> Score:
    if not trials:
        return Score(
            days_before=day, number=0, error=0, mape=0, in50=0, in90=0, naive=0, naive_mape=0,
            silent=silent,
        )  # fmt: skip
    errors, naive = [one.error for one in trials], [one.naive for one in trials]
    return Score(
        days_before=day,
        number=len(trials),
        error=median(errors),
        mape=fmean(errors),
        in50=fmean(one.in50 for one in trials),
        in90=fmean(one.in90 for one in trials),
        naive=median(naive),
        naive_mape=fmean(naive),
        silent=silent,
    )
