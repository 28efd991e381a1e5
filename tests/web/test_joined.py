"""Packed parts in a row are a packed whole."""

import gzip
import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cwf.web.joined import gzipped, joined, part

WORDS = [b"BEGIN:VCALENDAR\r\n", b"BEGIN:VEVENT\r\n" * 40, b"", b"\x00\xff" * 3]


@given(st.lists(st.binary(max_size=300)))
def test_a_reader_gets_the_parts_in_a_row(found: list[bytes]) -> None:
    parts = [part(one) for one in found]
    assert joined(parts) == gzip.decompress(gzipped(parts)) == b"".join(found)


def test_it_is_one_member_for_readers_that_stop_at_the_first() -> None:
    reader = zlib.decompressobj(16 + zlib.MAX_WBITS)
    assert reader.decompress(gzipped(map(part, WORDS))) == b"".join(WORDS)
    assert (reader.eof, reader.unused_data) == (True, b"")


def test_a_part_may_stand_twice_and_anywhere() -> None:
    one, two, *_ = map(part, WORDS)
    assert gzip.decompress(gzipped([two, one, two])) == WORDS[1] + WORDS[0] + WORDS[1]


def test_same_parts_give_same_bytes() -> None:
    assert gzipped(map(part, WORDS)) == gzipped(map(part, WORDS))


@pytest.mark.negative_control
def test_a_lost_part_is_seen_by_the_checksum() -> None:
    whole = gzipped(map(part, WORDS))
    lost = part(WORDS[0]).packed
    with pytest.raises(gzip.BadGzipFile):
        gzip.decompress(whole.replace(lost, b"", 1))
