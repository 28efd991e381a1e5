"""Bytes joined from parts that are made and packed beforehand, and are the same for many readers.

A gzip file is one run of blocks of deflate (RFC 1951 §3.2, RFC 1952 §2.2). Where a part is flushed
to a whole byte and refers to nothing before it, packed parts in a row are a packed whole; only
its checksum is left to work out.
"""

import struct
import zlib
from collections.abc import Iterable
from dataclasses import dataclass

HEAD = b"\x1f\x8b\x08\x00\x00\x00\x00\x00\x00\xff"  # deflate, no name, no time, any system
END = b"\x03\x00"  # an empty last block


@dataclass(frozen=True, slots=True)
class Part:
    """Some bytes, and the same packed."""

    plain: bytes
    packed: bytes


def part(plain: bytes) -> Part:
    """Pack a part so that it can stand anywhere."""
    packer = zlib.compressobj(9, zlib.DEFLATED, -zlib.MAX_WBITS)
    return Part(plain, packer.compress(plain) + packer.flush(zlib.Z_FULL_FLUSH))


def joined(parts: Iterable[Part]) -> bytes:
    """All of them in a row."""
    return b"".join([one.plain for one in parts])


def gzipped(parts: Iterable[Part]) -> bytes:
    """The same as one gzip file of a single member."""
    parts = list(parts)
    plain = joined(parts)
    foot = struct.pack("<II", zlib.crc32(plain), len(plain) & 0xFFFFFFFF)
    return b"".join([HEAD, *[one.packed for one in parts], END, foot])
