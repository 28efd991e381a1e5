"""Uploaded files made harmless: pictures encoded anew, PDF kept as it is and never opened here.

What is kept as PDF is only ever sent as a download, with a name of ours: no browser shows it within
the site.
"""

from dataclasses import dataclass
from enum import StrEnum

from cwf.web import pictures

MOST_BYTES = 5 * 1024 * 1024
PDF = "application/pdf"
ENDINGS = {PDF: "pdf", pictures.MEDIA_TYPE: "webp"}
ACCEPTED = "application/pdf,image/jpeg,image/png,image/webp"


class Why(StrEnum):
    """Why a file is not taken."""

    LARGE = "large"
    EMPTY = "empty"
    UNKNOWN = "unknown"


class FileRefused(ValueError):
    """It is too large, empty, or neither a PDF nor a picture that can be decoded within bounds."""

    def __init__(self, why: Why) -> None:
        super().__init__(why)
        self.why = why


@dataclass(frozen=True, kw_only=True, slots=True)
class Harmless:
    """What may be kept, and its media type."""

    media_type: str
    body: bytes


def harmless(sent: bytes) -> Harmless:
    """What becomes of a file that somebody sent. Raises FileRefused; a picture takes a second."""
    if not sent:
        raise FileRefused(Why.EMPTY)
    if len(sent) > MOST_BYTES:
        raise FileRefused(Why.LARGE)
    if sent.startswith(b"%PDF-"):
        if b"%%EOF" not in sent[-2048:]:
            raise FileRefused(Why.UNKNOWN)
        return Harmless(media_type=PDF, body=sent)
    try:
        picture = pictures.encode(sent)
    except pictures.PictureRefused as error:
        raise FileRefused(Why.UNKNOWN) from error
    return Harmless(media_type=pictures.MEDIA_TYPE, body=picture.body)
