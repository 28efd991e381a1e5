"""Files that mean harm, or are none at all; made here, and each with what is said of it.

Run as a program it reads the large ones within bounds of memory, and says what it took:
`python -m tests.programme.imports.schedules.hostile MEGABYTES`.
"""

import resource
import sys
import time
from collections.abc import Callable, Iterator

from cwf.programme.imports.schedules import Setting, read_schedule
from cwf.programme.incoming import Unreadable

EVENT = '<event id="1"><title>T</title><start>09:00</start><duration>00:30</duration></event>'
ATTRIBUTE = 'a{}=""'
MEGABYTE = 1024 * 1024


def around(events: str, day: str = '<day date="2031-05-20">', before: str = "") -> str:
    """A schedule with these events in one room."""
    conference = "<conference><title>C</title></conference>"
    return f'{before}<schedule>{conference}{day}<room name="R">{events}</room></day></schedule>'


def bomb(levels: int = 9) -> str:
    """The billion laughs."""
    entities = '<!ENTITY a0 "ha">' + "".join(
        f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, levels + 1)
    )
    title = EVENT.replace(">T<", f">&a{levels};<")
    return around(title, before=f"<!DOCTYPE schedule [{entities}]>")


def outside(address: str) -> str:
    """An entity that is to be fetched."""
    doctype = f'<!DOCTYPE schedule [<!ENTITY x SYSTEM "{address}">]>'
    return around(EVENT.replace(">T<", ">&x;<"), before=doctype)


SMALL: dict[str, tuple[bytes, str]] = {
    "billion laughs": (bomb().encode(), "document-type"),
    "billion laughs in UTF-16": (bomb().encode("utf-16"), "document-type"),
    "quadratic blow-up": (
        around(
            EVENT.replace(">T<", f">{'&a;' * 5000}<"),
            before=f'<!DOCTYPE schedule [<!ENTITY a "{"a" * 50_000}">]>',
        ).encode(),
        "document-type",
    ),
    "a file from the disk": (outside("file:///etc/passwd").encode(), "document-type"),
    "an address in the net": (outside("http://127.0.0.1:9/x").encode(), "document-type"),
    "a parameter entity": (
        around(EVENT, before='<!DOCTYPE s [<!ENTITY % p SYSTEM "file:///etc/passwd">%p;]>').encode(),
        "document-type",
    ),
    "a document type outside": (
        around(EVENT, before='<!DOCTYPE schedule SYSTEM "http://127.0.0.1:9/s.dtd">').encode(),
        "document-type",
    ),
    "an entity that nobody defines": (around("&nbsp;").encode(), "broken-xml"),
    "deep XML": (around("<a>" * 50_000).encode(), "too-much"),
    "deep JSON": (b'{"schedule":' * 50_000, "too-much"),
    "deep JSON lists": (b"[" * 100_000, "too-much"),
    "wrong root": (b"<html><body/></html>", "wrong-root"),
    "wrong root in JSON": (b'{"program": {}}', "wrong-root"),
    "a list": (b"[1, 2]", "wrong-root"),
    "a conference that is none": (b'{"schedule": {"conference": 7}}', "wrong-root"),
    "an event that is none": (
        b'{"schedule": {"conference": {"days": [{"date": "x", "rooms": {"R": [7]}}]}}}',
        "wrong-shape",
    ),
    "cut off": (around(EVENT).encode()[:-20], "broken-xml"),
    "cut off JSON": (b'{"schedule": {"conference": {"title": "x', "broken-json"),
    "two documents": (around(EVENT).encode() * 2, "broken-xml"),
    "nothing": (b"", "unknown-format"),
    "spaces": (b" \n ", "unknown-format"),
    "a picture": (b"\x89PNG\r\n\x1a\n" + bytes(100), "unknown-format"),
    "a workbook": (b"PK\x03\x04" + bytes(100), "a-spreadsheet"),
    "NUL": (around(EVENT).replace("T<", "T\0<").encode(), "broken-xml"),
    "NUL before all": (b"\0" * 10 + around(EVENT).encode(), "broken-xml"),
    "not what it says: UTF-8": (
        around(EVENT, before='<?xml version="1.0" encoding="utf-8"?>')
        .replace("T<", "é<")
        .encode("cp1252"),
        "broken-xml",
    ),
    "an encoding that is none": (
        b'<?xml version="1.0" encoding="klingon"?>' + around(EVENT).encode(), "unknown-encoding",
    ),
    "not UTF-8": (b'{"schedule": "\xff\xfe\xfd"}', "unknown-encoding"),
    "half a surrogate": (b'{"schedule": {"conference": {"title": "\\ud800"}}}', "broken-json"),
    "no event": (around("").encode(), "no-events"),
    "no event in JSON": (b'{"schedule": {"conference": {}}}', "no-events"),
}  # fmt: skip

LARGE: dict[str, tuple[Callable[[], bytes], str]] = {
    "a hundred megabytes": (lambda: b"<schedule>" + b" " * 100 * MEGABYTE, "too-large"),
    "one text": (lambda: around(EVENT.replace(">T<", f">{'x' * 15 * MEGABYTE}<")).encode(), ""),
    "one attribute": (lambda: around(f'<event id="{"x" * 15 * MEGABYTE}"/>').encode(), ""),
    "one comment": (lambda: around(f"<!--{'x' * 15 * MEGABYTE}-->").encode(), "no-events"),
    "many elements": (lambda: around("<a/>" * 3_000_000).encode(), "too-much"),
    "many events": (lambda: around(EVENT * 20_000).encode(), "too-much"),
    "many people": (
        lambda: around(
            EVENT.replace("</event>", "<person>a</person>" * 500_000 + "</event>")
        ).encode(),
        "",
    ),
    "many attributes": (
        lambda: around(f"<a {' '.join(map(ATTRIBUTE.format, range(900_000)))}/>").encode(),
        "no-events",
    ),
    "many days": (
        lambda: around(EVENT, day="<day/>" * 500_000 + '<day date="x">').encode(), "too-much",
    ),
    "many values": (lambda: b"[" + b"1," * 5_000_000 + b"1]", "too-much"),
    "many empty objects": (lambda: b"[" + b"{}," * 900_000 + b"{}]", "too-much"),
    "markup in a text": (
        lambda: around(EVENT.replace("</event>", "<abstract>" + "&lt;div&gt;" * 1_000_000
                                     + "</abstract></event>")).encode(),
        "",
    ),
}  # fmt: skip


def verdict(data: bytes) -> str:
    """The code of why it cannot be read; "" if it can."""
    try:
        read_schedule(data, Setting(zone="UTC"))
    except Unreadable as error:
        return error.remark.code
    return ""


def measured() -> Iterator[tuple[str, str, float]]:
    """Each large file by name, what is said of it, and seconds."""
    for name, (make, _code) in LARGE.items():
        data = make()
        began = time.process_time()
        yield name, verdict(data), time.process_time() - began
        del data


if __name__ == "__main__":
    most = int(sys.argv[1]) * MEGABYTE
    resource.setrlimit(resource.RLIMIT_AS, (most, most))
    for name, code, seconds in measured():
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
        sys.stdout.write(f"{name}\t{code}\t{seconds:.1f}\t{peak}\n")
