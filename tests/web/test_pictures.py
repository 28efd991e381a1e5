"""Pictures made harmless."""

import io
import zlib
from struct import pack

import pytest
from PIL import Image

from cwf.web.pictures import MOST_BYTES, PictureRefused, encode


def picture(kind: str, size: tuple[int, int] = (40, 30), **options) -> bytes:
    written = io.BytesIO()
    Image.new("RGB", size, "#E4572A").save(written, kind, **options)
    return written.getvalue()


def png_that_claims(width: int, height: int) -> bytes:
    """A few bytes that say they are a picture of that size."""

    def chunk(name: bytes, body: bytes) -> bytes:
        return pack(">I", len(body)) + name + body + pack(">I", zlib.crc32(name + body))

    head = pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    rows = zlib.compress(bytes(1 + width * 3) * min(height, 10))
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_known_kinds_become_webp(kind: str) -> None:
    made = encode(picture(kind))
    kept = Image.open(io.BytesIO(made.body))
    assert (kept.format, kept.size, made.width, made.height) == ("WEBP", (40, 30), 40, 30)


def test_large_picture_becomes_1600_wide() -> None:
    made = encode(picture("JPEG", (3200, 1600)))
    assert (made.width, made.height) == (1600, 800)


def test_metadata_goes_and_its_orientation_is_kept() -> None:
    exif = Image.Exif()
    exif[0x0112] = 6  # turned by a quarter
    exif[0x010F] = "Camera of somebody"
    made = encode(picture("JPEG", exif=exif))
    assert (made.width, made.height) == (30, 40)
    assert b"Camera" not in made.body
    assert dict(Image.open(io.BytesIO(made.body)).getexif()) == {}


def test_same_bytes_have_the_same_name() -> None:
    assert encode(picture("PNG")).hash == encode(picture("PNG")).hash


@pytest.mark.parametrize(
    "sent",
    [
        b"",
        b"<svg xmlns='http://www.w3.org/2000/svg'/>",
        b"GIF89a" + bytes(20),
        picture("GIF"),
        picture("BMP"),
        picture("PNG")[:60],
        png_that_claims(5001, 5001),
        png_that_claims(60_000, 60_000),
        bytes(MOST_BYTES + 1),
    ],
    ids=[
        "nothing",
        "svg",
        "broken gif",
        "gif",
        "bmp",
        "cut off",
        "large",
        "bomb",
        "too many bytes",
    ],
)
def test_what_is_no_harmless_picture_is_refused(sent: bytes) -> None:
    with pytest.raises(PictureRefused):
        encode(sent)
