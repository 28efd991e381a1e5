"""Several people in a cell."""

import pytest

from cwf.programme.incoming import Taking
from cwf.programme.sheets.names import Named, Names
from cwf.programme.sheets.people import read_people, written_person
from cwf.programme.timetable import PersonRole

KNOWN = (
    Named(ref="ada", id="ada", names=("Ada Example", "Example, Ada")),
    Named(ref="bo", id="bo", names=("Bo Prøve",)),
    Named(ref="bo-2", id="bo-2", names=("Bo Twice",)),
    Named(ref="bo-3", id="bo-3", names=("Bo Twice",)),
    Named(ref="odd", id="odd", names=("Kim (host)",)),
    Named(ref="semi", id="semi", names=("A; B",)),
)
NAMES = Names("speaker", KNOWN)
ADA, BO = Taking(speaker="ada"), Taking(speaker="bo")
CHAIR = Taking(speaker="ada", role=PersonRole.MODERATOR)


def read(written: str) -> tuple[tuple[Taking, ...], list[tuple[str, str]]]:
    """Who, and the codes and values of what is wrong."""
    takings, wrongs = read_people(written, NAMES, NAMES.find)
    return takings, [(wrong.code.value, wrong.data["value"]) for wrong in wrongs]


@pytest.mark.parametrize(
    ("written", "takings"),
    [
        ("Ada Example (moderator); Bo Prøve", (CHAIR, BO)),
        ("ada example (Ordstyrer);bo  prøve", (CHAIR, BO)),
        ("Moderator: Ada Example\nBo Prøve", (CHAIR, BO)),
        ("Ada Example, Bo Prøve", (ADA, BO)),
        ("Example, Ada", (ADA,)),
        ("ada; bo", (ADA, BO)),
        ("Kim (host)", (Taking(speaker="odd"),)),
        (" ; ", ()),
    ],
)
def test_people_by_name_with_what_they_do(written: str, takings: tuple[Taking, ...]) -> None:
    assert read(written) == (takings, [])


@pytest.mark.parametrize(
    ("written", "wrong"),
    [
        ("Ada Exampel", ("sheet_unknown", "Ada Exampel")),
        ("Bo Twice", ("sheet_several_so_named", "Bo Twice")),
        ("Bo Prøve (juggler)", ("sheet_unknown", "Bo Prøve (juggler)")),
        ("ada; Ada Example", ("sheet_twice_in_cell", "Ada Example")),
    ],
)
def test_what_is_wrong_is_said_of_each(written: str, wrong: tuple[str, str]) -> None:
    assert read(f"{written}; Bo Prøve")[1] == [wrong]


@pytest.mark.parametrize(
    ("ref", "name", "role", "written"),
    [
        ("ada", "Ada Example", PersonRole.SPEAKER, "Ada Example"),
        ("ada", "Ada Example", PersonRole.HOST, "Ada Example (vært)"),
        ("semi", "A; B", PersonRole.SPEAKER, "semi"),
        ("odd", "Kim (host)", PersonRole.SPEAKER, "Kim (host)"),
    ],
)
def test_who_is_written_is_read_again(ref: str, name: str, role: PersonRole, written: str) -> None:
    assert written_person(name, role, "vært", ref, NAMES) == written
    assert read(written) == ((Taking(speaker=ref, role=role),), [])
