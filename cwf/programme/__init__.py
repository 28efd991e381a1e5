"""The programme of an edition, from draft to every rendering of a release.

Organisers change rows: sessions (content) and slots (placings of it). `draft_timetable` reads
them into one frozen `Timetable`. Publishing freezes that `Timetable` into a `Release`, renders
it in every language and format, and swaps a pointer; from then on the public sees only
renderings of that release, so no two of them can disagree. What changed between two releases is
a pure comparison, and feeds the change page, Atom, and SEQUENCE and STATUS of calendars.
"""

from flask import Flask


def init_app(app: Flask) -> None:
    """Add what this slice offers."""
    from cwf.programme import models  # noqa: F401 - its rows join the metadata
