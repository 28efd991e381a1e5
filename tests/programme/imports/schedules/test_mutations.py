"""Whatever happens to a schedule on its way: it is read, remarked on, or refused; nothing else."""

from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from flask_babel import Babel
from hypothesis import given
from hypothesis import settings as examples
from hypothesis import strategies as st

from cwf.programme.exports.remark_words import place, tell
from cwf.programme.imports.schedules import Setting, head_of, parse_schedule, understand
from cwf.programme.incoming import Incoming, Remark, Unreadable
from cwf.programme.merging import Plan, plan
from cwf.programme.standing import Standing
from tests.programme.imports.schedules.mutating import (
    JSON,
    XML,
    other_bytes,
    other_texts,
    other_values,
)

SETTING = Setting(zone="Europe/Copenhagen", languages=("en", "da"))
EMPTY = Standing(
    edition="2031", zone="UTC", day_change_hour=4, languages=("en", "da"), regions=(), entries=()
)
SEEDS = st.integers(0, 2**32)  # faster by far than chance that Hypothesis draws itself


@pytest.fixture(scope="module", autouse=True)
def _spoken() -> Any:
    application = Flask(__name__)
    Babel(application)
    with application.app_context():
        yield


def taken(data: bytes) -> Plan | None:
    """The plan of a file, all its remarks put into words; None if it cannot be read."""
    try:
        raw = parse_schedule(data)
        assert head_of(raw, SETTING)
        incoming, remarks = understand(raw, SETTING)
        made = plan(EMPTY, incoming, remarks)
    except Unreadable as error:
        made, said = None, [error.remark]
    else:
        assert isinstance(incoming, Incoming)
        said = list(made.remarks)
    assert all(in_words(remark) for remark in said)
    return made


def in_words(remark: Remark) -> str:
    return place(remark.where) + tell(remark)


@pytest.mark.parametrize("file", [*XML, *JSON], ids=lambda file: file.name)
def test_an_unharmed_file_is_taken(file: Path) -> None:
    made = taken(file.read_bytes())
    assert made
    assert not made.refused
    assert made.steps


@given(st.sampled_from(XML + JSON), SEEDS, st.integers(1, 6))
@examples(max_examples=800)
def test_bytes_may_be_lost_doubled_or_foreign(file: Path, seed: int, times: int) -> None:
    taken(other_bytes(file, seed, times))


@given(st.sampled_from(XML), SEEDS, st.integers(1, 4))
@examples(max_examples=700)
def test_texts_and_attributes_may_say_anything(file: Path, seed: int, times: int) -> None:
    taken(other_texts(file, seed, times))


@given(st.sampled_from(JSON), SEEDS, st.integers(1, 4))
@examples(max_examples=700)
def test_values_may_be_anything(file: Path, seed: int, times: int) -> None:
    taken(other_values(file, seed, times))
