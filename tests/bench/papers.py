"""A thousand agendas on paper: two processes against one, in the child that the worker uses.

Both sides lay out the same documents. Every slice has processes of its own, each of which has laid
out one sheet before the clock starts, so that neither start nor import counts; wall time does,
since two processes are worth having only where a second core is. The slices are short, for a
machine's speed may double within seconds.
"""

import random
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack

from flask import current_app

from cwf.agendas.exports.feed import blocks
from cwf.agendas.exports.paper import AgendaSheet, agenda_sheet
from cwf.agendas.papers import Content
from cwf.agendas.picks import Hold, Pick
from cwf.database import db
from cwf.programme.exports.addresses import Addresses
from cwf.web.documents import Document
from cwf.web.rendering import Press
from tests.bench.cold import release_id
from tests.bench.rows import Figure
from tests.bench.stand import SLUG, Stand

ROWS = ("agendas on paper",)
PICKS = 12
SLICES, SIZE = 12, 84  # 1,008 sheets; a child is replaced after a hundred
QUICK = 3, 30


def measure(stand: Stand, *, quick: bool) -> Iterator[Figure]:
    """Slice by slice: all by one process, then half by each of two."""
    slices, size = QUICK if quick else (SLICES, SIZE)
    app = stand.app()
    with app.app_context():
        began = time.process_time()
        documents = _documents(slices * size)
        made = (time.process_time() - began) / len(documents)
        db.session.remove()
        db.engine.dispose()
    ratios, seconds = [], 0.0
    for number in range(slices):
        part = documents[number * size : (number + 1) * size]
        alone, cost = _laid_out([part])
        together, _cost = _laid_out([part[::2], part[1::2]])
        ratios.append(alone / together)
        seconds += cost
    yield Figure(
        name=ROWS[0],
        rounds=tuple(ratios),
        note=f"{len(documents)} sheets of {PICKS} entries; CPU of each: "
        f"{1000 * seconds / len(documents):.0f} ms to lay it out, {1000 * made:.0f} ms before",
    )


def _documents(count: int) -> list[Document]:
    """Agendas of random picks, the same in every run."""
    number = release_id(SLUG)
    release = current_app.extensions["cwf_release"](number).release
    to = Addresses("https://forum.example.org", SLUG, "en")
    entries, chance = blocks(release, to, None), random.Random(2017)
    slots = [slot.uuid for slot in release.timetable.slots]
    holds = (Hold.WISH, Hold.PLACE, Hold.WAITING)

    def one() -> Document:
        chosen = sorted(chance.sample(slots, PICKS))
        picks = tuple(Pick(slot=slot, hold=chance.choice(holds)) for slot in chosen)
        content = Content(release_id=number, picks=picks, name="Eilidh Baird", own=True)
        return agenda_sheet(
            AgendaSheet(release=release, content=content, addresses=to, blocks=entries, paper="a4")
        )

    return [one() for _ in range(count)]


def _laid_out(parts: Sequence[Sequence[Document]]) -> tuple[float, float]:
    """Seconds until all parts are done, each by a process of its own; seconds of CPU of all."""
    with ExitStack() as open_presses, ThreadPoolExecutor(len(parts)) as threads:
        presses = [open_presses.enter_context(Press()) for _part in parts]
        for press, part in zip(presses, parts, strict=True):
            press.lay_out(part[0])
        began = time.perf_counter()
        costs = list(threads.map(_work, presses, parts))
        return time.perf_counter() - began, sum(costs)


def _work(press: Press, part: Sequence[Document]) -> float:
    return sum(press.lay_out(document).seconds for document in part)
