"""The code that a phone reads: an address as squares, for a screen or for paper."""

import io
from dataclasses import dataclass

import segno

LONGEST = 400  # letters of an address; what is longer makes squares too small for a phone


@dataclass(frozen=True, kw_only=True)
class Code:
    """A QR code with its quiet zone: how many modules wide, and what is dark, as an SVG path."""

    size: int
    path: str


def code(address: str) -> Code | None:
    """The code of an address; None where it is too long to be read well."""
    if len(address) > LONGEST:
        return None
    made = segno.make(address, error="m", micro=False, boost_error=False)
    border = made.default_border_size
    rows = enumerate(made.matrix, border)
    path = "".join(
        f"M{x} {y}h1v1h-1z" for y, row in rows for x, dark in enumerate(row, border) if dark
    )
    return Code(size=len(made.matrix) + 2 * border, path=path)


def printed(address: str) -> bytes:
    """The code as a picture for paper, six pixels a module, without its quiet zone."""
    made = io.BytesIO()
    segno.make(address, error="m", micro=False).save(made, kind="png", scale=6, border=0)
    return made.getvalue()
