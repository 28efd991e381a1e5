"""Links that heads are sent, made and read as `registration` does.

A head's link proves their address, and lets them in for as long as it holds; that of the practical
page is for passing on, and lets nobody in.
"""

from enum import StrEnum


class Purpose(StrEnum):
    """What a link is for; one never opens what another is for."""

    HEAD = "head"
    PRACTICAL = "practical"
