"""What a file says and what it would change, as JSON and back: typed, so that what comes from
elsewhere is either well formed or refused."""

import zlib
from collections.abc import Mapping
from typing import Any, TypeVar

import msgspec

from cwf.programme.incoming import TEXTS, Incoming, Noun, Placing, Remark, Taking
from cwf.programme.merging import Plan
from cwf.programme.standing import Standing
from cwf.programme.timetable import Kind, Status

T = TypeVar("T", Incoming, Plan, Standing)
Whole = TypeVar("Whole")
Texts = dict[str, str]

# The type of each value that is not a text per language; a plain one may be unknown.
PLAIN: Mapping[str, Any] = {
    "address": str | None,
    "country": str | None,
    "expected": int | None,
    "group": bool,
    "hearing_loop": bool | None,
    "hosts": tuple[str, ...],
    "hue": str | None,
    "interpretation": bool | None,
    "kind": Kind,
    "language": str | None,
    "latitude": float | None,
    "links": tuple[dict[str, str], ...],
    "longitude": float | None,
    "mark": str | None,
    "original_language": str | None,
    "original_name": str | None,
    "people": tuple[Taking, ...],
    "placings": tuple[Placing, ...],
    "region": str | None,
    "seats": int | None,
    "sort_name": str,
    "staff_note": str,
    "standing": int | None,
    "status": Status,
    "step_free": bool | None,
    "track": str | None,
    "venue": str,
    "zone": str | None,
}


def pack(thing: Any) -> bytes:
    """As compressed JSON, for keeping."""
    return zlib.compress(write(thing), 6)


def write(thing: Any) -> bytes:
    """As JSON in one line."""
    return msgspec.json.encode(thing)


def unpack(kept: bytes, kind: type[T]) -> T:
    """What `pack` kept. Raises msgspec.ValidationError for anything else."""
    return read(zlib.decompress(kept), kind)


def unpack_as(kept: bytes, kind: type[Whole]) -> Whole:
    """What `pack` kept of a thing whose values have their types. Raises msgspec.ValidationError."""
    return msgspec.json.decode(zlib.decompress(kept), type=kind)


def read(written: bytes, kind: type[T]) -> T:
    """What `write` wrote. Raises msgspec.ValidationError."""
    found = msgspec.json.decode(written, type=kind)
    for part in _parts(found):
        _type(part.noun, part.values)
        if before := getattr(part, "before", None):
            _type(part.noun, before)
    return found


def remarks(told: Any) -> tuple[Remark, ...]:
    """Remarks from what JSON made of them. Raises msgspec.ValidationError."""
    return msgspec.convert(told, tuple[Remark, ...])


def plain(thing: Any) -> Any:
    """What JSON can say of a thing: for a column, or for a program of its own."""
    return msgspec.to_builtins(thing)


def _parts(whole: Incoming | Plan | Standing) -> tuple[Any, ...]:
    if isinstance(whole, Incoming):
        return whole.items
    return whole.steps if isinstance(whole, Plan) else whole.entries


def _type(noun: Noun, values: Mapping[str, Any]) -> None:
    """Give each value its type again, in place: JSON knows few."""
    assert isinstance(values, dict)
    for name, value in values.items():
        values[name] = msgspec.convert(value, _type_of(noun, name))


def _type_of(noun: Noun, name: str) -> Any:
    if name == "name" and noun is Noun.SPEAKER:
        return str
    return Texts if name == "name" or name in TEXTS else PLAIN.get(name, Any)
