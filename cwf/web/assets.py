"""Stylesheets and scripts: joined and packed once, served for ever under their own hash.

Stored public pages name the hash of the day they were rendered. An address with an old hash is
therefore answered with what is current, for a short while only, rather than with nothing.
"""

import gzip
import hashlib
import re
from dataclasses import dataclass
from datetime import timedelta
from functools import cache
from pathlib import Path

from flask import Flask, Response, abort, request

from cwf.settings import ROOT
from cwf.web.access import public

STATIC = ROOT / "static"

_COMMON = tuple(
    f"css/{name}.css"
    for name in ("fonts", "tokens", "base", "layout", "components", "patterns", "programme")
)
BUNDLES = {
    "public.css": (
        *_COMMON,
        "css/public.css",
        "css/stars.css",
        "css/places.css",
        "css/grid.css",
        "css/network.css",
        "css/subscribe.css",
        "css/print.css",
    ),
    "agenda.css": ("css/agenda.css", "css/compare.css"),
    "manage.css": (
        *_COMMON,
        "css/manage.css",
        "css/grid.css",
        "css/editions.css",
        "css/imports.css",
        "css/quotas.css",
    ),
    "imports.css": ("css/imports.css", "css/member_imports.css"),
    "people.css": ("css/people.css",),
    "attendance.css": ("css/attendance.css",),
    "door.css": ("css/door.css",),
    "delegation.css": ("css/people.css", "css/delegation.css"),
    "fonts-sc.css": ("css/fonts-sc.css",),
    "site.js": ("js/site.js", "js/stars.js", "js/places.js", "js/feeds.js"),
    "agenda.js": ("js/agenda.js",),
    "manage.js": ("js/site.js", "js/manage.js"),
    "htmx.js": ("vendor/htmx.js",),
    "asked.js": ("js/asked.js",),
    "door.js": ("js/door.js", "js/camera.js"),
    "clicker.js": ("js/clicker.js",),
    "jsqr.js": ("vendor/jsqr.js",),
    "passkeys.js": ("js/passkeys.js",),
}
# Letters whose font comes in a hundred slices, named by a stylesheet that few pages need.
_HAN = re.compile("[\u2e80-\u2fdf\u3005-\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]")
_TYPES = {".css": "text/css; charset=utf-8", ".js": "text/javascript; charset=utf-8"}
_FOR_EVER = "public, max-age=31536000, immutable"
_FOR_A_WHILE = "public, max-age=600"


@dataclass(frozen=True, kw_only=True, slots=True)
class Asset:
    """One bundle: its bytes, the same packed with gzip, and 12 hex digits of its SHA-256."""

    name: str
    body: bytes
    packed: bytes
    digest: str

    @property
    def media_type(self) -> str:
        """Return the value for Content-Type."""
        return _TYPES[Path(self.name).suffix]

    @property
    def url(self) -> str:
        """Return the address that may be kept for ever."""
        return f"/assets/{self.digest}/{self.name}"


@cache
def assets() -> dict[str, Asset]:
    """Return all bundles by name, joined from the files of `static/` on the first call."""
    return {name: _bundle(name, parts) for name, parts in BUNDLES.items()}


def asset_url(name: str) -> str:
    """Return the address of a bundle; KeyError for a name that there is not."""
    return assets()[name].url


def with_han(text: str) -> bool:
    """Whether a text has Chinese letters, and so needs fonts-sc.css."""
    return _HAN.search(text) is not None


def init_app(app: Flask) -> None:
    """Give templates `asset_url`, serve the bundles, and let browsers keep what is in /static."""
    app.jinja_env.tests["with_han"] = with_han
    app.config["SEND_FILE_MAX_AGE_DEFAULT"] = timedelta(days=365)
    app.jinja_env.globals["asset_url"] = asset_url
    app.add_url_rule("/assets/<digest>/<name>", "assets", send_asset)
    assets()


@public
def send_asset(digest: str, name: str) -> Response:
    """Send one bundle, packed where the browser reads gzip."""
    asset = assets().get(name)
    if asset is None:
        abort(404)
    packed = request.accept_encodings.quality("gzip") > 0
    response = Response(asset.packed if packed else asset.body, content_type=asset.media_type)
    if packed:
        response.content_encoding = "gzip"
    response.vary.add("Accept-Encoding")
    response.headers["Cache-Control"] = _FOR_EVER if digest == asset.digest else _FOR_A_WHILE
    return response


def _bundle(name: str, parts: tuple[str, ...]) -> Asset:
    text = "\n".join((STATIC / part).read_text("utf-8") for part in parts)
    if not parts[0].startswith("vendor/"):
        text = minify_css(text) if name.endswith(".css") else minify_js(text)
    body = text.encode()
    return Asset(
        name=name,
        body=body,
        packed=gzip.compress(body, mtime=0),
        digest=hashlib.sha256(body).hexdigest()[:12],
    )


def minify_css(text: str) -> str:
    """Drop comments and needless spaces; what stands in double quotes is left as it is.

    A space before a colon stays, for it is a descendant (`.a :is(b)`).
    """
    text = re.sub(r"/\*.*?\*/", "", text, flags=re.DOTALL)
    quoted_or_not = re.split(r'("[^"]*")', text)
    for i in range(0, len(quoted_or_not), 2):
        part = re.sub(r"\s+", " ", quoted_or_not[i])
        part = re.sub(r" ?([{};,>]) ?", r"\1", part)
        quoted_or_not[i] = re.sub(r"([\w-]): ", r"\1:", part).replace(";}", "}")
    return "".join(quoted_or_not).strip()


def minify_js(text: str) -> str:
    """Drop indentation, empty lines and lines that are comments; our scripts hold no such text."""
    lines = (line.strip() for line in text.splitlines())
    return "\n".join(line for line in lines if line and not line.startswith(("//", "/*", "*")))
