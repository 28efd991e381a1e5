"""Finished bytes: how they are identified, kept in memory, and answered with.

`Kept` bytes are the same for everybody. An answer is 304 where the reader has them (RFC 9110
§13.1.2: lists, weak tags and `*` understood), gzipped where accepted, and never opens a session.
"""

import gzip as _gzip
import hashlib
import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from dataclasses import dataclass, replace
from datetime import datetime
from functools import lru_cache

from flask import Flask, Response, current_app, g, request
from werkzeug.http import http_date

SMALLEST_WORTH_GZIP = 500
HOT_BYTES = 24 * 1024 * 1024
FRESH = "public, max-age=60, stale-while-revalidate=600"
WHILE_AWAY = "public, max-age=10"  # the database is away: this is what was last known
FOR_EVER = "public, max-age=31536000, immutable"


@dataclass(frozen=True, kw_only=True, slots=True)
class Kept:
    """One rendering: bytes, the same gzipped (None where not worth it), and their hash.

    `plain` may be None where `gzip` is there: nearly every reader takes that.
    """

    media_type: str
    plain: bytes | None
    gzip: bytes | None
    hash: str
    modified: datetime | None
    filename: str | None = None

    @property
    def body(self) -> bytes:
        """The bytes as they were rendered."""
        return _gzip.decompress(self.gzip or b"") if self.plain is None else self.plain

    @property
    def weight(self) -> int:
        """Bytes that it takes in memory, about."""
        return len(self.plain or b"") + len(self.gzip or b"") + 400


def keep(
    body: str | bytes,
    media_type: str,
    *,
    modified: datetime | None,
    filename: str | None = None,
) -> Kept:
    """Hash and compress what was rendered. Equal input gives equal bytes, gzip included."""
    raw = body.encode() if isinstance(body, str) else body
    packed = _gzip.compress(raw, 6, mtime=0) if len(raw) > SMALLEST_WORTH_GZIP else None
    return Kept(
        media_type=media_type,
        plain=raw,
        gzip=packed if packed and len(packed) < len(raw) else None,
        hash=hashlib.sha256(raw).hexdigest()[:32],
        modified=modified,
        filename=filename,
    )


class Shelf:
    """What is hot, in this process: bounded by weight, least lately used out first."""

    def __init__(self, limit: int) -> None:
        self._limit = limit
        self._weight = 0
        self._kept: OrderedDict[Hashable, Kept] = OrderedDict()
        self._lock = threading.Lock()

    def get(self, key: Hashable) -> Kept | None:
        """What is kept under the key, if anything."""
        with self._lock:
            found = self._kept.get(key)
            if found is not None:
                self._kept.move_to_end(key)
            return found

    def put(self, key: Hashable, kept: Kept) -> Kept:
        """Keep, of two codings the smaller; let go of the oldest where the limit is passed."""
        if kept.gzip is not None:
            kept = replace(kept, plain=None)
        with self._lock:
            if previous := self._kept.pop(key, None):
                self._weight -= previous.weight
            self._kept[key] = kept
            self._weight += kept.weight
            while self._weight > self._limit and len(self._kept) > 1:
                self._weight -= self._kept.popitem(last=False)[1].weight
        return kept

    def get_or_make(self, key: Hashable, make: Callable[[], Kept]) -> Kept:
        """What is kept, else what `make` gives, kept from now on."""
        return self.get(key) or self.put(key, make())

    def clear(self) -> None:
        """Let go of everything."""
        with self._lock:
            self._kept.clear()
            self._weight = 0


def init_app(app: Flask) -> None:
    """Give each process its shelf."""
    app.extensions["cwf_shelf"] = Shelf(HOT_BYTES)


def shelf() -> Shelf:
    """The shelf of this process."""
    found: Shelf = current_app.extensions["cwf_shelf"]
    return found


_date = lru_cache(maxsize=256)(http_date)


def send(kept: Kept, *, cache: str = FRESH) -> Response:
    """Answer the present request with kept bytes: 200 or 304, GET or HEAD, gzip or not."""
    zipped = kept.gzip is not None and "gzip" in request.headers.get("Accept-Encoding", "")
    etag = f'"{kept.hash}-gz"' if zipped else f'"{kept.hash}"'
    headers = {"ETag": etag, "Cache-Control": cache}
    if "stale_for" in g and cache != FOR_EVER:
        headers |= {
            "Cache-Control": WHILE_AWAY,
            "Age": str(g.stale_for),
            "Warning": '110 - "Response is Stale"',
        }
    if kept.gzip is not None:
        headers["Vary"] = "Accept-Encoding"
    if kept.modified:
        headers["Last-Modified"] = _date(kept.modified)
    if _reader_has(kept):
        return Response(status=304, headers=headers)
    if zipped:
        headers["Content-Encoding"] = "gzip"
    if kept.filename:
        headers["Content-Disposition"] = f'inline; filename="{kept.filename}"'
    body = kept.gzip if zipped and kept.gzip else kept.body
    return Response(body, headers=headers, content_type=kept.media_type)


def send_made(make: Callable[[bool], bytes], *, tag: str, media_type: str, cache: str) -> Response:
    """Answer with bytes of one reader's own, made only where that reader lacks them.

    `tag` is equal for equal bytes alone; `make(True)` gives them gzipped.
    """
    zipped = "gzip" in request.headers.get("Accept-Encoding", "")
    headers = {
        "ETag": f'"{tag}-gz"' if zipped else f'"{tag}"',
        "Cache-Control": cache,
        "Vary": "Accept-Encoding",
    }
    if (header := request.headers.get("If-None-Match")) and _names(header, tag):
        return Response(status=304, headers=headers)
    if zipped:
        headers["Content-Encoding"] = "gzip"
    return Response(make(zipped), headers=headers, content_type=media_type)


def _reader_has(kept: Kept) -> bool:
    """Whether If-None-Match names these bytes in either coding, else If-Modified-Since."""
    if header := request.headers.get("If-None-Match"):
        return _names(header, kept.hash)
    since = request.if_modified_since
    return since is not None and kept.modified is not None and kept.modified <= since


def _names(header: str, tag: str) -> bool:
    """Whether a list of tags has this one, weak or strong, of either coding."""
    if header.strip() == "*":
        return True
    tags = (one.strip().removeprefix("W/").strip('"') for one in header.split(","))
    return any(one.removesuffix("-gz") == tag for one in tags)
