"""Who may be one person, whatever the spelling, the script and the order of names.

Two names are alike where every word of the shorter one has a word of its own in the longer one:
the same word, the same sound (`registration.finding`), a slip of the pen, or an initial. A day of
birth confirms or contradicts. To be found at all two names must share a key (`_keys`), of which a
name has a few; so five thousand rows are not held against ten thousand people one by one. A key
that hundreds share is the beginning of a common name, and only equal names are looked at behind it.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from itertools import combinations, islice, permutations

from cwf.delegations.sheets.likeness import Why, bones, folded, like, sound

WORDS = 5  # of a name, that are looked at: the first and the last ones
CROWDED = 60  # people behind one key, beyond which only equal names are looked at
MOST = 8  # people that a row may be
STROKES = 2  # letters that two names may differ by, in all
TITLES = frozenset({"dr", "prof", "mr", "mrs", "ms", "fr", "frk", "herr", "frau", "phd", "msc",
                    "sr", "sra", "hr", "mme", "mlle", "sig", "ir", "ing", "mag", "jr"})  # fmt: skip


@dataclass(frozen=True, kw_only=True, slots=True)
class Someone:
    """A name to be held against others; `ref` says whose it is."""

    ref: str
    email: str = ""
    born: date | None = None
    words: tuple[str, ...]
    sounds: tuple[str, ...]


def someone(ref: str, name: str, email: str = "", born: date | None = None) -> Someone:
    """Somebody by the words of their name, titles apart, as they are written and as they sound."""
    words = [word for word in folded(name).split() if word not in TITLES]
    words = words if len(words) <= WORDS else [*words[:3], *words[-2:]]
    sounds = tuple(map(sound, words))
    return Someone(ref=ref, email=email, born=born, words=tuple(words), sounds=sounds)


@dataclass(frozen=True, kw_only=True, slots=True)
class Likeness:
    """Two who may be one, and why."""

    ref: str
    other: str
    why: tuple[Why, ...]


def find(rows: Sequence[Someone], people: Sequence[Someone]) -> list[Likeness]:
    """Whom each of the rows may be, among the people and the rows before it; surest first.

    Addresses are told of where names are alike, and decide nothing here: who has the same one is
    known without asking. No row is told of twice for the same person.
    """
    behind: dict[str, list[int]] = defaultdict(list)
    everybody = [*people, *rows]
    sought = [_keys(row, sought=True) for row in rows]
    asked = set().union(*sought)
    for number, one in enumerate(people):
        for key in asked & _keys(one):
            behind[key].append(number)
    found: list[Likeness] = []
    for number, (row, keys) in enumerate(zip(rows, sought, strict=True), start=len(people)):
        near = {at for key in keys if key in behind for at in _near(row, behind[key], everybody)}
        alike = [(why, at) for at in sorted(near) if (why := _why(row, everybody[at]))]
        alike.sort(key=lambda pair: (_weight(pair[0]), pair[1]))
        found += [
            Likeness(ref=row.ref, other=everybody[at].ref, why=why) for why, at in alike[:MOST]
        ]
        for key in asked & _keys(row):
            behind[key].append(number)
    return found


def alike(one: Someone, other: Someone) -> bool:
    """Whether two may be one by their names and days of birth."""
    return bool(_why(one, other))


def _near(row: Someone, some: Sequence[int], everybody: Sequence[Someone]) -> Iterable[int]:
    if len(some) <= CROWDED:
        return some
    same = sorted(row.sounds)
    return islice((at for at in some if sorted(everybody[at].sounds) == same), CROWDED)


def _keys(one: Someone, *, sought: bool = False) -> set[str]:
    """What two names share of which one word is the same and the other begins, ends or is built
    alike; or, both with a slip in them, that are built alike.

    A name with an initial in it is looked for (`sought`) behind whole ones, too.
    """
    sounds = one.sounds
    if len(sounds) == 1:
        return {sounds[0]}
    keys = {" ".join(sorted(map(bones, pair))) for pair in combinations(sounds, 2)}
    for whole, part in permutations(sounds, 2):
        keys.update([f"{whole} {end}" for end in _ends(part, sought)])
    if one.born:
        keys |= {f"{one.born} {sound}" for sound in sounds}
    return keys


@lru_cache(maxsize=100_000)
def _ends(part: str, sought: bool) -> tuple[str, ...]:
    """What stands in a key for a word that need not be the same."""
    if len(part) == 1:
        return (f"{part}.", f"={part}") if sought else (f"{part}.",)
    initial = f"{part[0]}." if sought else f"={part[0]}"
    return bones(part), f"{part[:4]}-", f"-{part[-4:]}", initial


def _why(one: Someone, other: Someone) -> tuple[Why, ...]:
    """Why two may be one; empty: they are not taken for one."""
    close = _close(one.born, other.born)
    if close is False:
        return ()
    said = _names(one, other)
    if not said and close and _share_a_word(one, other):
        said = {Why.PART}
    if not said:
        return ()
    if close:
        said.add(Why.BORN)
    if one.email and one.email == other.email:
        said.add(Why.EMAIL)
    return tuple(why for why in Why if why in said)


def _names(one: Someone, other: Someone) -> set[Why]:
    """By what two names are alike; empty: they are not."""
    if not one.words or not other.words:
        return set()
    if one.words == other.words:
        return {Why.SAME_NAME}
    short, long = (one, other) if len(one.words) <= len(other.words) else (other, one)
    if len(short.words) == 1:
        equal = len(long.words) == 1 and short.sounds == long.sounds
        return {Why.SPELLING} if equal else set()
    return _matched(short, long)


def _matched(short: Someone, long: Someone) -> set[Why]:
    """Each word of the shorter name with one of the longer, the surest first."""
    left = list(range(len(long.words)))
    said: set[Why] = set()
    strokes, places = STROKES, []
    for place, word in enumerate(short.words):
        options = [
            (why is not None, cost, at, why)
            for at in left
            if (found := like(word, short.sounds[place], long.words[at], long.sounds[at]))
            for why, cost in [found]
            if why is not Why.SLIP or cost <= strokes
        ]
        if not options:
            return set()
        _differs, cost, at, why = min(options)
        strokes -= cost
        left.remove(at)
        places.append(at)
        if why:
            said.add(why)
    if not any(len(word) > 1 for word in short.words):
        return set()
    if left:
        said.add(Why.PART)
    if places != sorted(places):
        said.add(Why.ORDER)
    return said


def _close(one: date | None, other: date | None) -> bool | None:
    """Whether two days of birth are one, slips apart; None: one of them is not known."""
    if one is None or other is None:
        return None
    if one == other or (one.year, one.month, one.day) == (other.year, other.day, other.month):
        return True
    same = (one.year == other.year) + (one.month == other.month) + (one.day == other.day)
    if same < 2:
        return False
    return sum(a != b for a, b in zip(one.isoformat(), other.isoformat(), strict=True)) == 1


def _share_a_word(one: Someone, other: Someone) -> bool:
    shared = set(one.sounds) & set(other.sounds)
    return any(len(word) > 2 for word in shared)


def _weight(why: tuple[Why, ...]) -> tuple[int, ...]:
    order = list(Why)
    return tuple(order.index(each) for each in why)
