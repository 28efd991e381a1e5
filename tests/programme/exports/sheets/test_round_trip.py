"""A draft as sheets, read back: nothing changed; into nothing: the same draft."""

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cwf.programme.exports.sheets.csv_text import csv_of
from cwf.programme.exports.sheets.filled import filled
from cwf.programme.exports.sheets.ods import ods_of
from cwf.programme.exports.sheets.xlsx import xlsx_of
from cwf.programme.incoming import Noun, Placing
from cwf.programme.merging import Plan, Verb, plan
from cwf.programme.standing import Entry, Standing
from cwf.programme.timetable import Kind, Session, Timetable
from tests.programme.sheets.drafts import VOCABULARY, empty, standing_of
from tests.programme.sheets.reading import read, told
from tests.programme.strategies import (
    ZONE,
    large_timetable,
    make_session,
    make_slot,
    make_timetable,
    sample_timetable,
    timetables,
)

SAMPLE = standing_of(sample_timetable())
FORMATS = ("xlsx", "ods", "csv")


def files(draft: Standing, format: str, language: str) -> list[bytes]:
    """The draft in this format: one workbook, or a CSV file for each noun in order."""
    sheets = filled(draft, language=language, vocabulary=VOCABULARY)
    if format == "csv":
        order = sorted(sheets, key=lambda sheet: tuple(Noun).index(sheet.noun))
        return [csv_of(sheet, language=language) for sheet in order if sheet.rows]
    if not draft.entries:
        return []
    return [xlsx_of(sheets) if format == "xlsx" else ods_of(sheets)]


def read_back(body: bytes, draft: Standing) -> Plan:
    """What the file would change; nothing in it may be wrong."""
    incoming, remarks = read(body, draft)
    made = plan(draft, incoming)
    assert (told(remarks), told(made.remarks)) == ([], [])
    return made


def carried_out(draft: Standing, made: Plan) -> Standing:
    """The draft after a plan that only adds."""
    assert {step.verb for step in made.steps} <= {Verb.ADD}
    added = tuple(
        Entry(noun=step.noun, slug=step.slug, name=step.name, values=step.values)
        for step in made.steps
    )
    return replace(draft, entries=(*draft.entries, *added))


def bare(draft: Standing) -> dict[tuple[Noun, str], dict[str, Any]]:
    """What a draft says, without the ids of its slots."""
    return {
        (entry.noun, entry.slug): {
            name: sorted(
                (replace(one, uuid=None) for one in value),
                key=lambda one: (one.starts, one.rooms, str(one.ends)),
            )
            if name == "placings"
            else value
            for name, value in entry.values.items()
        }
        for entry in draft.entries
    }


@pytest.mark.parametrize("language", ["en", "da"])
@pytest.mark.parametrize("format", FORMATS)
def test_what_was_sent_out_changes_nothing(format: str, language: str) -> None:
    plans = [read_back(body, SAMPLE) for body in files(SAMPLE, format, language)]
    assert [made.steps for made in plans] == [()] * len(plans)
    assert sum(made.unchanged for made in plans) == len(SAMPLE.entries)


@pytest.mark.parametrize("format", FORMATS)
def test_what_was_sent_out_makes_the_same_draft_of_nothing(format: str) -> None:
    draft = empty(SAMPLE)
    for body in files(SAMPLE, format, "da"):
        draft = carried_out(draft, read_back(body, draft))
    assert bare(draft) == bare(SAMPLE)


def test_a_large_draft_changes_nothing_either() -> None:
    draft = standing_of(large_timetable(300))
    (body,) = files(draft, "xlsx", "en")
    assert (read_back(body, draft).steps, read_back(body, draft).unchanged) == ((), 536)


ODD = ("=1+1", "+45", "-x", "@cmd", "'=x", "''", "#N/A", "_x0041_", "…x", "a; b", "Ada (host)",
       "1", "007", "2031-11-05", "yes", "9:30", "sep=;", '"', "a\tb",
       "a,b", "TRUE", "1e5")  # fmt: skip


@pytest.mark.parametrize("format", FORMATS)
@pytest.mark.parametrize("odd", ODD)
def test_texts_stay_texts(format: str, odd: str) -> None:
    session = make_session(1, "odd", title={"en": odd}, subtitle={"da": odd}, abstract={"en": odd})
    draft = standing_of(make_timetable((session,)))
    for body in files(draft, format, "en"):
        assert read_back(body, draft).steps == ()


def night(*slots: Placing, session: Session | None = None) -> Standing:
    """A draft with one session in these slots."""
    session = session or make_session(1, "night", kind=Kind.SOCIAL)
    draft = standing_of(make_timetable((session,)))
    (entry,) = draft.of[Noun.SESSION]
    whole = replace(entry, values={**entry.values, "placings": slots})
    return replace(draft, entries=(*(one for one in draft.entries if one is not entry), whole))


def wall(written: str, minutes: int | None, fold: int = 0, number: int = 1) -> Placing:
    """A slot that begins when Danish clocks show this."""
    slot = make_slot(number, "night", _instant(written, fold), minutes)
    return Placing(starts=slot.starts, ends=slot.ends, uuid=slot.uuid)


def _instant(written: str, fold: int) -> datetime:
    return datetime.fromisoformat(written).replace(tzinfo=ZONE, fold=fold).astimezone(UTC)


@pytest.mark.parametrize("format", FORMATS)
@pytest.mark.parametrize(
    "placing",
    [
        wall("2031-11-05T21:00", 300),
        wall("2031-11-05T21:00", 180),
        wall("2031-11-05T03:59", 1),
        wall("2031-11-05T03:00", 90),
        wall("2031-11-05T22:00", 420),
        wall("2031-11-05T10:00", 24 * 60),
        wall("2031-11-05T10:00", 3 * 24 * 60),
        wall("2031-11-05T00:00", None),
        wall("2031-10-26T02:30", 30),
        wall("2031-10-26T02:30", 30, fold=1),
        wall("2031-10-26T01:30", 60),
        wall("2031-10-26T01:30", 120),
        wall("2031-10-25T20:00", 27 * 60),
        wall("2031-03-30T01:30", 45),
        wall("2031-11-05T10:00:30", 10),
    ],
)
def test_every_hour_comes_back(format: str, placing: Placing) -> None:
    draft = night(placing)
    for body in files(draft, format, "en"):
        assert read_back(body, draft).steps == ()


def test_slots_of_one_session_keep_their_ids() -> None:
    slots = [wall("2031-11-05T10:00", 30, number=n) for n in (1, 2, 3)]
    draft = night(*sorted(slots, key=lambda slot: str(slot.uuid)))
    (body,) = files(draft, "xlsx", "en")
    assert read_back(body, draft).steps == ()
    assert len({placing.uuid for placing in draft.of[Noun.SESSION][0].values["placings"]}) == 3
    assert isinstance(draft.of[Noun.SESSION][0].values["placings"][0].uuid, UUID)


def sound(timetable: Timetable) -> Standing:
    """The draft of a timetable, with the titles and ends that a draft has."""
    draft = standing_of(timetable)
    return replace(draft, entries=tuple(map(_sound, draft.entries)))


def _sound(entry: Entry) -> Entry:
    if entry.noun is not Noun.SESSION:
        return entry
    values = dict(entry.values)
    if not any(text.strip(" \n") for text in values["title"].values()):
        values["title"] = {"en": entry.slug}
    values["placings"] = tuple(
        replace(one, ends=None) if one.ends == one.starts else one for one in values["placings"]
    )
    return replace(entry, values=values)


@given(
    timetable=timetables(), format=st.sampled_from(FORMATS), language=st.sampled_from(["en", "da"])
)
def test_any_draft_changes_nothing(timetable: Timetable, format: str, language: str) -> None:
    draft = sound(timetable)
    for body in files(draft, format, language):
        assert read_back(body, draft).steps == ()
