"""How groups are written, and which nodes count whom."""

import pytest

from cwf.registration.groups import counted, nested, path_of, paths, read, write


@pytest.mark.parametrize(
    ("path", "tags", "group"),
    [
        (["int", "d12", "official"], [], "int/d12/official"),
        (["int"], ["full"], "int+full"),
        ([], ["full"], "+full"),
        (["int"], ["x", "full"], "int+full+x"),
        ([], [], ""),
    ],
)
def test_what_is_written_is_read_again(path: list[str], tags: list[str], group: str) -> None:
    assert write(path, tags) == group
    assert read(group) == (tuple(path), frozenset(tags))


@pytest.mark.parametrize("codes", [["a/b"], ["a+b"], [""], ["x" * 41]])
def test_what_is_no_code_is_refused(codes: list[str]) -> None:
    with pytest.raises(ValueError, match=r"not a code|more than 40 letters"):
        write(codes)


def test_the_nodes_that_lead_to_a_group_are_its_paths() -> None:
    assert paths("int/d12/official+full") == ["int/d12/official", "int/d12", "int"]
    assert paths("+full") == paths("") == []
    assert path_of("int/d12+full") == "int/d12"


@pytest.mark.parametrize(
    ("group", "node", "expected"),
    [
        ("int/d12/official", "int/d12", True),
        ("int/d12/official", "int/d1", False),
        ("int/d12", "int/d12/official", False),
        ("int+full", "+full", True),
        ("int+full", "int+full", True),
        ("+full", "int+full", False),
        ("int+full", "+full+x", False),
        ("+fuller", "+full", False),
        ("", "", True),
    ],
)
def test_a_node_counts_whose_path_leads_through_it_and_who_has_its_tags(
    group: str, node: str, expected: bool
) -> None:
    assert counted(group, node) is expected


def test_a_plain_group_is_counted_by_one_node_at_most() -> None:
    assert [nested(one) for one in ("press", "", "a/b", "+a")] == [False, False, True, True]
