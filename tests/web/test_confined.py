"""Work on what was sent is done by a child with limits; every way it can fail has a name."""

import pytest

from cwf.web.confined import Limits, TooBig, TooSlow, Unfinished, confine


def run(program: str, sent: bytes = b"", **limits: float) -> list[bytes]:
    told: list[bytes] = []
    confine(program, sent, heard=told.append, limits=Limits(**limits))
    return told


def test_child_gets_what_was_sent_and_is_heard_line_by_line() -> None:
    program = "import sys\nfor line in sys.stdin: print(line.strip()[::-1])"
    assert run(program, b"abc\ndef\n") == [b"cba\n", b"fed\n"]


def test_child_knows_nothing_of_us(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CWF_SECRET_KEY", "not to be known")
    program = (
        "import os, sys\n"
        "print('CWF_SECRET_KEY' in os.environ, any('cwf' in name for name in sys.modules))"
    )
    assert run(program) == [b"False False\n"]


@pytest.mark.parametrize(
    ("program", "limits", "error"),
    [
        ("bytearray(2**30)", {"memory": 200 * 2**20}, TooBig),
        ("raise SystemExit(70)", {}, TooBig),
        ("print('x' * 2000)", {"told": 1000}, TooBig),
        ("while True: pass", {"cpu": 1}, TooSlow),
        ("import time; time.sleep(60)", {"wall": 0.3}, TooSlow),
        ("import os; os.abort()", {}, Unfinished),
        ("with open('x', 'wb') as x: x.write(bytes(2000))", {"written": 1000}, Unfinished),
        ("1 / 0", {}, Unfinished),
    ],
)
def test_failure_has_a_name(program: str, limits: dict[str, float], error: type[Exception]) -> None:
    with pytest.raises(Unfinished) as caught:
        run(program, **limits)
    assert type(caught.value) is error


def test_failure_says_what_was_said_last() -> None:
    with pytest.raises(Unfinished, match="ZeroDivisionError: division by zero"):
        run("1 / 0")


def test_child_does_not_outlive_whoever_listens() -> None:
    def heard(line: bytes) -> None:
        raise KeyboardInterrupt

    program = "import time\nprint('here', flush=True)\ntime.sleep(60)"
    with pytest.raises(KeyboardInterrupt):
        confine(program, b"", heard=heard)
