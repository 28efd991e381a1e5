"""What is pictured: each page on a phone and a desk, by day and by night."""

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class Shot:
    """A page by its name, its address, and whose it is ("" for everybody's)."""

    name: str
    path: str
    role: str = ""
    phone: bool = True


SIZES = {"phone": (390, 844), "desk": (1440, 900)}
THEMES = ("light", "dark")
SHOTS = (
    Shot(name="home", path="/en/"),
    Shot(name="front", path="/en/editions/next/"),
    Shot(name="front-2017", path="/en/editions/2017/"),
    Shot(name="front-2015", path="/en/editions/2015/"),
    Shot(name="programme", path="/en/editions/2017/programme?day=2017-11-01"),
    Shot(name="rooms", path="/en/editions/2017/programme?view=grid&day=2017-11-01", phone=False),
    Shot(name="session", path="/en/editions/next/sessions/loom"),
    Shot(name="speakers", path="/en/editions/next/speakers/"),
    Shot(name="lost", path="/en/editions/next/sessions/lost"),
    Shot(name="overview", path="/en/manage/editions/next/", role="organiser"),
    Shot(name="draft", path="/en/manage/editions/next/programme", role="organiser"),
    Shot(name="delegations", path="/en/manage/editions/next/delegations/", role="organiser"),
    Shot(name="attendance", path="/en/manage/editions/next/attendance/", role="organiser"),
    Shot(name="releases", path="/en/manage/editions/next/releases", role="organiser"),
)
# Edition, language and paper of the books whose pages stand on one sheet.
BOOKS = (("next", "en", "a5"), ("next", "en", "a4"), ("next", "en", "letter"), ("2017", "da", "a5"))
