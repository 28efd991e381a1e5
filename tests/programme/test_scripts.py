"""Foreign scripts within a text are found, so that a page can say which language they are in."""

import pytest

from cwf.programme.scripts import runs


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("", ()),
        ("Aarhus 2017", (("Aarhus 2017", None),)),
        ("Li Wen 李雯", (("Li Wen ", None), ("李雯", "zh"))),
        ("मीरा जोशी", (("मीरा जोशी", "hi"),)),
        ("ಸೃಜನಶೀಲ ನಗರ: makers", (("ಸೃಜನಶೀಲ ನಗರ", "kn"), (": makers", None))),
        ("创意韧性：上海", (("创意韧性：上海", "zh"),)),
    ],
)
def test_runs_part_a_text_by_script(text, found):
    assert runs(text) == found


def test_runs_carry_the_language_of_the_whole():
    assert runs("Byens stemmer 李雯", "da") == (("Byens stemmer ", "da"), ("李雯", "zh"))
