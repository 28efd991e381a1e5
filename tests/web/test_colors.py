"""A colour finds its nearest name."""

import pytest

from cwf.web.colors import color_name


@pytest.mark.parametrize(
    ("color", "name"), [("#FF0000", "red"), ("#0b0b0b", "black"), ("#fe6348", "tomato")]
)
def test_color_is_told_by_the_nearest_name(color: str, name: str) -> None:
    assert color_name(color) == name
