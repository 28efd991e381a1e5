"""How each list is drawn up: who is on it, in what order, under which heads."""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from datetime import date, time

from cwf.delegations.guests import Guest, days_of
from cwf.delegations.lists import NOTHING, OTHER, UNSAID, DietCount, Group, List, Listed
from cwf.registration.diets import CODES, read_diet

LATE = time.max  # where among those of a day who does not say the hour stands: last


def draw_up(kind: List, guests: Iterable[Guest], starts: date | None, ends: date | None) -> Listed:
    """The list of that kind, of guests of a forum from `starts` to `ends` (its days)."""
    by_name = sorted(guests, key=lambda one: one.family_first)
    return _MADE[kind](by_name, starts, ends)


def _arrivals(guests: Sequence[Guest], starts: date | None, ends: date | None) -> Listed:
    groups = _by_day(guests, lambda one: (one.said.arrives, one.said.arrives_at))
    return Listed(kind=List.ARRIVALS, **groups)  # type: ignore[arg-type]


def _departures(guests: Sequence[Guest], starts: date | None, ends: date | None) -> Listed:
    groups = _by_day(guests, lambda one: (one.said.departs, one.said.departs_at))
    return Listed(kind=List.DEPARTURES, **groups)  # type: ignore[arg-type]


def _by_day(
    guests: Sequence[Guest], when: Callable[[Guest], tuple[date | None, time | None]]
) -> dict[str, object]:
    """By day, then hour, those of an unknown hour last; nobody of whom no day is known."""
    found: dict[date, list[Guest]] = {}
    for guest in guests:
        if (day := when(guest)[0]) is not None:
            found.setdefault(day, []).append(guest)
    groups = tuple(
        Group(day=day, guests=tuple(sorted(found[day], key=lambda one: when(one)[1] or LATE)))
        for day in sorted(found)
    )
    return {"groups": groups, "unsaid": len(guests) - sum(len(one.guests) for one in groups)}


def _stays(guests: Sequence[Guest], starts: date | None, ends: date | None) -> Listed:
    """Each day beyond the forum's, with those who say that they are there then."""
    said = [one for one in guests if one.said.arrives or one.said.departs]
    found: dict[date, list[Guest]] = {}
    for guest in sorted(said, key=lambda one: (not one.said.lodging, one.said.lodging.casefold())):
        for day in days_of(guest, starts, ends):
            if starts is None or not starts <= day <= (ends or starts):
                found.setdefault(day, []).append(guest)
    groups = tuple(Group(day=day, guests=tuple(found[day])) for day in sorted(found))
    return Listed(kind=List.STAYS, groups=groups, unsaid=len(guests) - len(said))


def _diets(guests: Sequence[Guest], starts: date | None, ends: date | None) -> Listed:
    """How many eat what on which day; then those who eat something special, by name."""
    counted: dict[str, Counter[date]] = {}
    there: Counter[date] = Counter()
    for guest in guests:
        stay = days_of(guest, starts, ends)
        there.update(stay)
        for diet in _eats(guest):
            counted.setdefault(diet, Counter()).update(stay)
    days = tuple(sorted(there))
    special = tuple(one for one in guests if one.said.diet)
    return Listed(
        kind=List.DIETS,
        groups=(Group(guests=special),) if special else (),
        unsaid=sum(one.said.diet is None for one in guests),
        days=days,
        counts=tuple(
            DietCount(diet=diet, numbers=tuple(counted[diet][day] for day in days))
            for diet in (*CODES, OTHER, NOTHING, UNSAID)
            if diet in counted
        ),
        present=tuple(there[day] for day in days),
    )


def _eats(guest: Guest) -> tuple[str, ...]:
    if guest.said.diet is None:
        return (UNSAID,)
    diet = read_diet(guest.said.diet)
    return (*diet.codes, *([OTHER] if diet.words else [])) or (NOTHING,)


def _access(guests: Sequence[Guest], starts: date | None, ends: date | None) -> Listed:
    needs = tuple(one for one in guests if one.said.access)
    unsaid = sum(one.said.access is None for one in guests)
    return Listed(kind=List.ACCESS, groups=(Group(guests=needs),) if needs else (), unsaid=unsaid)


def _photos(guests: Sequence[Guest], starts: date | None, ends: date | None) -> Listed:
    """Whom not to photograph: who said no, and who has not been asked or has not answered."""
    no = tuple(one for one in guests if not one.said.photo)
    unsaid = sum(one.said.photo is None for one in no)
    return Listed(kind=List.PHOTOS, groups=(Group(guests=no),) if no else (), unsaid=unsaid)


def _members(guests: Sequence[Guest], starts: date | None, ends: date | None) -> Listed:
    groups = _by_party([one for one in guests if one.party])
    return Listed(kind=List.MEMBERS, groups=groups)


def _names(guests: Sequence[Guest], starts: date | None, ends: date | None) -> Listed:
    """Those who agreed to stand in lists for participants, and nobody else."""
    agreed = [one for one in guests if one.said.listed]
    return Listed(
        kind=List.NAMES,
        groups=_by_party(agreed),
        unsaid=sum(one.said.listed is None for one in guests),
        unlisted=len(guests) - len(agreed),
    )


def _by_party(guests: Sequence[Guest]) -> tuple[Group, ...]:
    """By delegation, its heads first; then those who come individually."""
    found: dict[tuple[tuple[str, str], ...], list[Guest]] = {}
    for guest in guests:
        head = tuple(sorted(guest.party.name.items())) if guest.party else ()
        found.setdefault(head, []).append(guest)
    heads = sorted(found, key=lambda head: (not head, dict(head).get("en", "").casefold(), head))
    return tuple(
        Group(head=head, guests=tuple(sorted(found[head], key=lambda one: one.rank is None)))
        for head in heads
    )


_MADE: dict[List, Callable[[Sequence[Guest], date | None, date | None], Listed]] = {
    List.ARRIVALS: _arrivals,
    List.DEPARTURES: _departures,
    List.STAYS: _stays,
    List.DIETS: _diets,
    List.ACCESS: _access,
    List.PHOTOS: _photos,
    List.MEMBERS: _members,
    List.NAMES: _names,
}
