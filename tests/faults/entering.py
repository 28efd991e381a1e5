"""Scans tickets one after another until it is killed; tells of each only after the answer.

    python -m tests.faults.entering FILE FIRST LAST

Through the address that stations use. The file beside it, FILE.scans, has a line each: the cookie
of the station, and what is sent.
"""

import sys
from pathlib import Path

from cwf import create_app
from cwf.attendance.views.door import COOKIE


def main() -> None:
    """From the first number to the last; one that was scanned before is answered as it was."""
    told, first, last = Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3])
    scans = Path(f"{told}.scans").read_text().splitlines()
    browser = create_app().test_client()
    with told.open("a") as said:
        for number in range(first, last):
            station, _, body = scans[number].partition(" ")
            browser.set_cookie(COOKIE, station)
            sent = {"data": body, "content_type": "application/json"}
            answer = browser.post("/en/door/check-ins", **sent).json
            assert answer is not None
            assert answer["state"] == "entered", answer
            said.write(f"{number} {answer['first']['at']}\n")
            said.flush()


if __name__ == "__main__":
    main()
