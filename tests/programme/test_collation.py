"""Names stand in the order that readers of the language look them up in."""

import pytest

from cwf.programme.collation import order


@pytest.mark.parametrize(
    ("language", "names"),
    [
        ("da", ["Abel", "Zeuthen", "Ærø", "Ørsted", "Aarhus", "Åse"]),
        ("en", ["Aarhus", "Abel", "Ærø", "Ørsted", "Zeuthen"]),
        ("da", ["Muller", "Mylius", "Müller-Lund", "Mødrup"]),
        ("en", ["Muller", "Müller", "Müller-Lund", "Mylius"]),
        ("en", ["cafe", "Cafe", "café", "cafes"]),
        ("da", ["Zhao", "Åse", "अनन्या", "陈雨霖"]),
        ("en", ["O’Brien", "Obrist", "Orr"]),
        ("en", ["Breakout 6", "Breakout 6b", "Breakout 10", "Breakout 101"]),
        ("da", ["Hal 2", "Hal 11", "Hal Å"]),
    ],
)
def test_order_is_that_of_the_language(language, names):
    assert sorted(set(names), key=order(language)) == names


def test_order_takes_composed_and_decomposed_letters_as_one():
    assert order("da")("\u00c5se")[:2] == order("da")("A\u030ase")[:2]
