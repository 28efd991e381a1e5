"""Files that were changed at random: a clear word or remarks, never an exception."""

import random
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cwf.programme.exports.sheets.csv_text import csv_of
from cwf.programme.exports.sheets.filled import filled
from cwf.programme.exports.sheets.ods import ods_of
from cwf.programme.exports.sheets.xlsx import xlsx_of
from cwf.programme.imports.sheets import read_tables
from cwf.programme.imports.sheets.remarked import remarked
from cwf.programme.incoming import Unreadable
from cwf.programme.merging import plan
from cwf.programme.sheets.remarks import Code
from tests.programme.imports.sheets.workbooks import packed, parts
from tests.programme.sheets.drafts import VOCABULARY, standing_of
from tests.programme.sheets.reading import read, tables_in
from tests.programme.strategies import sample_timetable

DRAFT = standing_of(sample_timetable())
SHEETS = filled(DRAFT, language="en", vocabulary=VOCABULARY)
SEEDS = (
    xlsx_of(SHEETS),
    ods_of(SHEETS),
    csv_of(SHEETS[0], language="en"),
    csv_of(SHEETS[1], language="da"),
)
WORDS = (b"1e308", b"-1", b"nan", b"9999999999", b"0.5", b"2958465.99", b"=x", b"", b"x" * 300,
         b"02:30", b"2031-10-26", b"\xf0\x9f\x98\x80", b"_x0000_", b"_xD800_", b"&#65535;",
         b"46000.77", b"12/13/14", b"9999-12-31", b"0001-01-01", b"24:00",
         b"Nobody (host)")  # fmt: skip
SIGNS = (b"A1", b"ZZZ9999999", b"d", b"e", b"b", b"99999", b"-5", b"PT99H", b"9999-99-99", b"date",
         b"time", b"2031-11-05T25:00", b"")  # fmt: skip
BYTES = (b"<", b"\x00", b'"', b";", b"\r", b"\xff", b"'=", b"\t", b"&", b"PK")


def mutated(seed: bytes, chance: random.Random) -> bytes:
    """The file with something else in it: bytes of it, or texts and signs of one of its parts."""
    if not seed.startswith(b"PK"):
        return _torn(_reworded(seed, chance, rb"(?<=[,;])[^,;\n]+"), chance)
    if chance.random() < 0.2:
        return _torn(seed, chance)
    found = parts(seed)
    victim = chance.choice([name for name in found if name.endswith((".xml", ".rels"))])
    body = _reworded(found[victim], chance, rb"(?<=>)[^<>]{1,80}(?=<)")
    body = re.sub(
        rb'(?<==")[^"<>]{0,30}(?=")',
        lambda one: chance.choice(SIGNS) if chance.random() < 0.01 else one[0],
        body,
    )
    return packed({**found, victim: _torn(body, chance) if chance.random() < 0.2 else body})


def _reworded(body: bytes, chance: random.Random, pattern: bytes) -> bytes:
    return re.sub(
        pattern, lambda one: chance.choice(WORDS) if chance.random() < 0.03 else one[0], body
    )


def _torn(body: bytes, chance: random.Random) -> bytes:
    for _time in range(chance.randrange(1, 4)):
        at = chance.randrange(len(body) + 1)
        body = body[:at] + chance.choice(BYTES) + body[at + chance.randrange(20) :]
    return body


def outcome(body: bytes, *, create_missing: bool) -> str:
    """What becomes of a file: why it is unreadable, or how its reading ends."""
    try:
        read_tables(body)
    except Unreadable as unreadable:
        assert unreadable.remark.code in set(Code)
        return "unreadable"
    incoming, remarks = read(body, DRAFT, create_missing=create_missing)
    made = plan(DRAFT, incoming)
    remarked(body, tables_in(body, DRAFT), [*remarks, *made.remarks], lambda remark: remark.code)
    return "refused" if any(one.error for one in (*remarks, *made.remarks)) else "planned"


def test_mutated_files_get_a_clear_word(pytestconfig: pytest.Config) -> None:
    """A thousand of them with `--long`."""
    outcomes = set()
    for number in range(1000 if pytestconfig.getoption("--long", False) else 40):
        chance = random.Random(number)
        body = mutated(chance.choice(SEEDS), chance)
        outcomes.add(outcome(body, create_missing=chance.random() < 0.5))
    assert outcomes == {"unreadable", "refused", "planned"}


@given(body=st.binary(max_size=400))
def test_any_bytes_get_a_clear_word(body: bytes) -> None:
    assert outcome(body, create_missing=False) in {"unreadable", "refused", "planned"}


@given(body=st.text('aTitle,;\n"=\t5:.-æ\x00', max_size=80))
def test_any_text_gets_a_clear_word(body: str) -> None:
    assert outcome(f"Title,Day,Start\n{body}".encode(), create_missing=True)
