"""Where a release's pages stand on the web, without asking a request."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from urllib.parse import quote

from cwf.programme.slot_numbers import spelled


@dataclass(frozen=True)
class Addresses:
    """Absolute addresses of one edition in one language; the routes of public_views, as text.

    `base_url` is the installation's own (CWF_BASE_URL), with or without a closing slash.
    """

    base_url: str
    edition: str
    language: str

    def rooted(self) -> "Addresses":
        """The same without the host: what links within the site say."""
        return replace(self, base_url="")

    def _at(self, *parts: str) -> str:
        path = "/".join(quote(part, safe="") for part in parts)
        return f"{self.base_url.rstrip('/')}/{self.language}/editions/{quote(self.edition)}/{path}"

    def front(self) -> str:
        """The edition's front page."""
        return self._at("")

    def programme(self, extension: str = "", query: str = "") -> str:
        """The programme page, or with an extension such as ".ics" its download.

        `query` is a filter as it stands in an address ("day=2017-11-01&kind=talk").
        """
        return self._at(f"programme{extension}") + (f"?{query}" if query else "")

    def practical(self) -> str:
        """Practical information."""
        return self._at("practical")

    def registration(self) -> str:
        """Where one registers; the page says whether one can."""
        return self._at("registration")

    def speakers(self) -> str:
        """All speakers."""
        return self._at("speakers", "")

    def rooms(self) -> str:
        """All places."""
        return self._at("rooms", "")

    def book(self) -> str:
        """The page that waits for a book."""
        return self._at("programme", "book")

    def deadlines(self) -> str:
        """The calendar of the edition's deadlines."""
        return self._at("deadlines.ics")

    def live(self) -> str:
        """The fragment of what changes between releases."""
        return self._at("live")

    def look(self, version: str) -> str:
        """The style sheet of the edition, by the version of its content."""
        return self._at(f"look-{version}.css")

    def session(self, slug: str, extension: str = "") -> str:
        """A session's page or download."""
        return self._at("sessions", f"{slug}{extension}")

    def speaker(self, slug: str, extension: str = "") -> str:
        """A speaker's page or download."""
        return self._at("speakers", f"{slug}{extension}")

    def track(self, slug: str, extension: str = "") -> str:
        """A track's page or download."""
        return self._at("tracks", f"{slug}{extension}")

    def room(self, slug: str, extension: str = "") -> str:
        """A room's page or download."""
        return self._at("rooms", f"{slug}{extension}")

    def agenda(self, extension: str = "", slots: Iterable[int] = ()) -> str:
        """The page of favourites kept in a browser, or of `slots`; with ".ics" their download."""
        picks = spelled(slots)
        return self._at(f"agenda{extension}") + (f"?picks={picks}" if picks else "")

    def own_agenda(self) -> str:
        """The agenda of who is signed in."""
        return f"{self.base_url.rstrip('/')}/{self.language}/account/agendas/{quote(self.edition)}/"

    def changes(self, extension: str = "") -> str:
        """The page of changes, or with ".atom" its feed."""
        return self._at(f"changes{extension}")
