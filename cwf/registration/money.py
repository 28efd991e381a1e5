"""Amounts of money as people write them: read into hundredths, or refused."""

import re

WRITTEN = re.compile(r"(\d{1,7})(?:[.,](\d{1,2}))?")


def hundredths(written: str) -> int | None:
    """An amount in hundredths; None where it is none.

    >>> hundredths("130"), hundredths("99,5"), hundredths("99.95"), hundredths("1,000.00")
    (13000, 9950, 9995, None)
    """
    found = WRITTEN.fullmatch(re.sub(r"\s", "", written))
    if found is None or not found[0].isascii():
        return None
    return int(found[1]) * 100 + int((found[2] or "").ljust(2, "0"))
