"""How two words of names are alike: the same, the same sound, an initial, a slip of the pen."""

from enum import StrEnum
from functools import lru_cache

from cwf.registration.finding import fold, loose

VOWELS = frozenset("aeiouh")


class Why(StrEnum):
    """Why two may be one, the surest first."""

    EMAIL = "email"
    SAME_NAME = "same_name"
    BORN = "born"
    SPELLING = "spelling"
    ORDER = "order"
    PART = "part"
    INITIAL = "initial"
    SLIP = "slip"


@lru_cache(maxsize=200_000)
def like(word: str, sound: str, other: str, other_sound: str) -> tuple[Why | None, int] | None:
    """How two words are alike, and by how many letters they differ; None: they are not."""
    if word == other:
        return None, 0
    if sound == other_sound:
        return Why.SPELLING, 0
    if 1 in (len(word), len(other)):
        return (Why.INITIAL, 0) if word[0] == other[0] else None
    least = min(len(sound), len(other_sound))
    if sound[0] != other_sound[0] and sound[-1] != other_sound[-1]:
        return None  # a slip at both ends is another word
    # "Jon" and "John", but not "Ole" and "Ove"
    unequal = len(sound) != len(other_sound)
    most = int(unequal and least == 3) if least < 4 else 1 if least < 8 else 2
    strokes = strokes_between(sound, other_sound, most)
    return (Why.SLIP, strokes) if strokes <= most else None


def strokes_between(one: str, other: str, most: int) -> int:
    """How many letters are added, lost, other or swapped; `most` + 1 where they are more.

    >>> strokes_between("smiht", "smith", 2), strokes_between("nilsen", "nielsn", 1)
    (1, 2)
    """
    # A stroke adds, takes or changes one letter, and so two of the letters that only one word has.
    if abs(len(one) - len(other)) > most or len({*one} ^ {*other}) > 2 * most:
        return most + 1
    before: list[int] = []
    row = list(range(len(other) + 1))
    for i, letter in enumerate(one, start=1):
        now = [i]
        for j, against in enumerate(other, start=1):
            least = min(row[j] + 1, now[-1] + 1, row[j - 1] + (letter != against))
            if i > 1 and j > 1 and letter == other[j - 2] and one[i - 2] == against:
                least = min(least, before[j - 2] + 1)
            now.append(least)
        if min(now) > most:
            return most + 1
        before, row = row, now
    return min(row[-1], most + 1)


@lru_cache(maxsize=50_000)
def folded(name: str) -> str:
    """A name in small plain letters; each is asked for several times."""
    return fold(name)


@lru_cache(maxsize=100_000)
def bones(sound: str) -> str:
    """The consonants of a word in the order of the alphabet: what most slips leave."""
    return "".join(sorted(set(sound) - VOWELS)) or sound


@lru_cache(maxsize=100_000)
def sound(word: str) -> str:
    return loose(word) or word
