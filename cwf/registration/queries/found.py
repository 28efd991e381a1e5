"""Words that are looked for in what participants are searched by."""

from typing import Any

from sqlalchemy import ColumnElement, and_, false, or_

from cwf.registration.finding import needles


def found_in(key: Any, words: str) -> ColumnElement[bool]:
    """Whether a column of `finding.search_key` has all the words, in whatever spelling or script.

    What has no letters and no digits is found nowhere.
    """
    sought = needles(words)
    if not sought:
        return false()
    return and_(
        *(or_(*(key.contains(one, autoescape=True) for one in spellings)) for spellings in sought)
    )
