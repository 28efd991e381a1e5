"""What somebody eats: a few codes that can be counted, and their own words.

Kept as one text that reads well as it is: "vegetarian, gluten-free; no mushrooms". Whatever else a
list or a person wrote is their own words.
"""

from dataclasses import dataclass

CODES = (
    "vegetarian",
    "vegan",
    "pescatarian",
    "halal",
    "kosher",
    "no-pork",
    "gluten-free",
    "lactose-free",
    "no-nuts",
    "no-shellfish",
    "no-alcohol",
)
MOST = 500  # letters of the whole text


@dataclass(frozen=True, kw_only=True, slots=True)
class Diet:
    """Known codes, in the order of CODES, and words of one's own; neither: eats everything."""

    codes: tuple[str, ...] = ()
    words: str = ""

    def kept(self) -> str:
        """As one text.

        >>> Diet(codes=("vegan",), words="no mushrooms").kept()
        'vegan; no mushrooms'
        """
        listed = ", ".join(self.codes)
        return f"{listed}; {self.words}" if listed and self.words else listed or self.words


def read_diet(kept: str) -> Diet:
    """A diet from how it is kept, or from how somebody wrote it.

    >>> read_diet("Vegan, gluten-free; no mushrooms")
    Diet(codes=('vegan', 'gluten-free'), words='no mushrooms')
    >>> read_diet("no mushrooms, please")
    Diet(codes=(), words='no mushrooms, please')
    """
    listed, _semicolon, words = kept.partition(";")
    named = [one.strip().casefold() for one in listed.split(",")]
    if not set(named) <= set(CODES):
        return Diet(words=kept.strip())
    return Diet(codes=tuple(code for code in CODES if code in named), words=words.strip())
