"""Which sessions of a draft a list shows: search, filters, order and page."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field

from cwf.programme.collation import order
from cwf.programme.timetable import Session, Slot, Timetable, text

PAGE = 50
SORTS = ("title", "starts", "kind", "status")


@dataclass(frozen=True, kw_only=True)
class Wanted:
    """What is asked for; "" asks for all. `sort` begins with "-" to go downwards."""

    q: str = ""
    kind: str = ""
    track: str = ""
    status: str = ""
    placed: str = ""
    conflict: str = ""
    sort: str = "title"
    page: int = 1

    @property
    def filtered(self) -> bool:
        """Whether anything is left out."""
        return any((self.q, self.kind, self.track, self.status, self.placed, self.conflict))

    @property
    def query(self) -> dict[str, str]:
        """As arguments of an address, without what asks for nothing; the page apart."""
        names = ("q", "kind", "track", "status", "placed", "conflict", "sort")
        found = {name: getattr(self, name) for name in names if getattr(self, name)}
        return {name: value for name, value in found.items() if (name, value) != ("sort", "title")}


@dataclass(frozen=True, kw_only=True)
class Line:
    """A session in the list, with its placings in order of time."""

    session: Session
    slots: tuple[Slot, ...]
    conflict: bool


@dataclass(frozen=True, kw_only=True)
class Found:
    """One page of what was found."""

    lines: tuple[Line, ...]
    total: int
    page: int
    pages: int
    wanted: Wanted = field(default_factory=Wanted)


def wanted_from(sent: Mapping[str, str]) -> Wanted:
    """What an address asks for; what makes no sense asks for nothing."""
    names = ("q", "kind", "track", "status", "placed", "conflict")
    sort, page = sent.get("sort", "title"), sent.get("page", "1")
    return Wanted(
        **{name: sent.get(name, "").strip()[:100] for name in names},
        sort=sort if sort.removeprefix("-") in SORTS else "title",
        page=int(page) if page.isascii() and page.isdigit() and len(page) < 6 else 1,
    )


def find(
    timetable: Timetable, wanted: Wanted, *, language: str, in_conflict: Collection[str] = ()
) -> Found:
    """The page of sessions that is wanted; `in_conflict` are the slugs of those in a conflict."""
    lines = [
        Line(
            session=session,
            slots=timetable.slots_of.get(session.slug, ()),
            conflict=session.slug in in_conflict,
        )
        for session in timetable.sessions
    ]
    lines = sorted(
        (line for line in lines if _fits(timetable, line, wanted)),
        key=lambda line: _rank(timetable, line, wanted.sort.removeprefix("-"), language),
        reverse=wanted.sort.startswith("-"),
    )
    pages = max(1, -(-len(lines) // PAGE))
    page = min(max(1, wanted.page), pages)
    shown = tuple(lines[(page - 1) * PAGE : page * PAGE])
    return Found(lines=shown, total=len(lines), page=page, pages=pages, wanted=wanted)


def _fits(timetable: Timetable, line: Line, wanted: Wanted) -> bool:
    session = line.session
    return all(
        (
            not wanted.kind or session.kind == wanted.kind,
            not wanted.track or (session.track or "-") == wanted.track,
            not wanted.status or session.status == wanted.status,
            not wanted.placed or bool(line.slots) is (wanted.placed == "yes"),
            not wanted.conflict or line.conflict is (wanted.conflict == "yes"),
            all(word in _words(timetable, session) for word in wanted.q.casefold().split()),
        )
    )


def _words(timetable: Timetable, session: Session) -> str:
    names: Iterable[str] = (
        name
        for one in session.people
        if (speaker := timetable.speaker.get(one.speaker))
        for name in (speaker.name, speaker.original_name or "")
    )
    texts = (session.title, session.subtitle)
    return " ".join(
        (*(value for one in texts for value in one.values()), *names, session.slug)
    ).casefold()


def _rank(timetable: Timetable, line: Line, sort: str, language: str) -> tuple[object, ...]:
    session = line.session
    title = order(language)(text(session.title, language, timetable.edition.languages)[0])
    if sort == "starts":
        first = line.slots[0].starts.isoformat() if line.slots else "~"  # unplaced ones last
        return (first, title, session.slug)
    if sort in ("kind", "status"):
        return (getattr(session, sort), title, session.slug)
    return (title, session.slug)
