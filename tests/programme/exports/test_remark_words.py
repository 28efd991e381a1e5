"""Every remark that a schedule or the comparison can make has words, and no words are left over."""

import re

from cwf.programme.exports.remark_words import READING, WORDS, place, tell
from cwf.programme.incoming import Remark, Where
from tests.architecture.source import modules

CODE = re.compile(r'(?:code=|_note\(|_stop\(|_remark\()"([a-z-]+)"')
AFTER = re.compile(r'code = "([a-z-]+)" if .* else "([a-z-]+)"')
PARTS = (("imports", "schedules"), ("merging",), ("cli",))


def said() -> set[str]:
    """The codes that stand in the code."""
    found = set()
    for module in modules():
        if any(module.parts[1 : 1 + len(part)] == part for part in PARTS):
            text = "\n".join(module.lines)
            found |= set(CODE.findall(text))
            found |= {code for pair in AFTER.findall(text) for code in pair}
    return found


def test_every_code_has_words_and_all_words_a_code() -> None:
    counted = {"unknown-type", "unknown-language"}  # told together at the end
    assert said() | counted == set(WORDS)
    assert "document-type" in READING


def test_where_is_told_as_the_readers_program_does() -> None:
    assert [
        place(where)
        for where in (
            Where(line=12),
            Where(row=3),
            Where(row=3, column="Title"),
            Where(path="schedule.events[7]"),
            Where(),
        )
    ] == ["Line 12", "Row 3", "Row 3, column Title", "schedule.events[7]", ""]


def test_further_codes_bring_their_own_words() -> None:
    remark = Remark(code="own", data={"name": "x"})
    assert tell(remark, {"own": lambda data: data["name"]}) == "x"
