"""The one clock. Nothing else asks for the time, so a test can hold it still."""

import datetime as _datetime


def now() -> _datetime.datetime:
    """The present instant: aware, in UTC, whole seconds (what calendars and columns can say)."""
    return _datetime.datetime.now(_datetime.UTC).replace(microsecond=0)
