"""Uploaded pictures, made harmless: decoded and encoded anew in a limited child process.

A small file can decode to gigabytes, and decoders have had holes; so the server itself never
opens what was sent. The child may use little memory and time, knows three formats only, and
gives back a WebP without metadata, at most 1600 pixels wide and high.
"""

import hashlib
import json
import subprocess
import sys
from dataclasses import dataclass

MOST_BYTES = 8 * 1024 * 1024
MEMORY = 700 * 1024 * 1024
SECONDS = 20
MEDIA_TYPE = "image/webp"

_CHILD = """
import io, json, resource, sys, warnings
resource.setrlimit(resource.RLIMIT_AS, ({memory}, {memory}))
resource.setrlimit(resource.RLIMIT_CPU, ({seconds}, {seconds}))
resource.setrlimit(resource.RLIMIT_NOFILE, (64, 64))
from PIL import Image, ImageOps
warnings.simplefilter("error", Image.DecompressionBombWarning)
Image.MAX_IMAGE_PIXELS = 25_000_000
image = Image.open(io.BytesIO(sys.stdin.buffer.read()), formats=("JPEG", "PNG", "WEBP"))
image.draft("RGB", (1600, 1600))
image = ImageOps.exif_transpose(image)
image = image.convert("RGBA" if image.has_transparency_data else "RGB")
image.thumbnail((1600, 1600))
clean = Image.new(image.mode, image.size)
clean.paste(image)
kept = io.BytesIO()
clean.save(kept, "WEBP", quality=82, method=4)
sys.stdout.buffer.write(json.dumps(clean.size).encode() + b"\\n" + kept.getvalue())
"""


class PictureRefused(ValueError):
    """What was sent is too large, no picture, or one that cannot be decoded within bounds."""


@dataclass(frozen=True, kw_only=True)
class Encoded:
    """A harmless picture: WebP bytes, their SHA-256 in hex, and its size in pixels."""

    hash: str
    body: bytes
    width: int
    height: int


def encode(sent: bytes) -> Encoded:
    """Decode and encode a picture in a child process. Raises PictureRefused."""
    if not sent or len(sent) > MOST_BYTES:
        raise PictureRefused
    program = _CHILD.format(memory=MEMORY, seconds=SECONDS)
    try:
        done = subprocess.run(  # noqa: S603 - our own interpreter and text
            [sys.executable, "-I", "-c", program],
            input=sent,
            capture_output=True,
            timeout=SECONDS + 5,
            check=True,
            env={},
        )
    except (subprocess.CalledProcessError, subprocess.TimeoutExpired) as error:
        raise PictureRefused from error
    size, _newline, body = done.stdout.partition(b"\n")
    width, height = json.loads(size)
    return Encoded(hash=hashlib.sha256(body).hexdigest(), body=body, width=width, height=height)
