"""Long lists of ids, in parts that one statement takes."""

from collections.abc import Iterable, Iterator

AT_ONCE = 1000  # SQLite takes no more than some thousands


def in_parts(ids: Iterable[int], most: int = AT_ONCE) -> Iterator[list[int]]:
    """The ids in their order, at most so many in each part; no part where there are none.

    >>> list(in_parts(range(5), 2))
    [[0, 1], [2, 3], [4]]
    """
    whole = list(ids)
    return (whole[first : first + most] for first in range(0, len(whole), most))
