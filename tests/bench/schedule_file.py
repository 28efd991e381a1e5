"""A schedule in pentabarf's format as large as a great conference's: made, and always the same.

780 events in 35 rooms on two days with 935 appearances, HTML in abstract and description, links
and attachments; about two megabytes, as FOSDEM 2023 has it. Nothing of it is anybody's text.
"""

from collections.abc import Iterator
from random import Random
from xml.sax.saxutils import escape

from cwf.demo.names import PARAGRAPHS, TOPICS

EVENTS = 780
ROOMS = 35
DAYS = ("2023-02-04", "2023-02-05")
TRACKS = 56
PEOPLE = 800
EACH = 12  # events of a room on a day, at most


def pentabarf() -> str:
    """The whole file."""
    chance = Random(EVENTS)
    days = "".join(_day(number, date, chance) for number, date in enumerate(DAYS))
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n<schedule>\n  <conference>\n'
        "    <title>A large forum</title>\n    <subtitle/>\n    <venue>House</venue>\n"
        "    <city>Brussels</city>\n"
        f"    <start>{DAYS[0]}</start>\n    <end>{DAYS[-1]}</end>\n    <days>{len(DAYS)}</days>\n"
        "    <day_change>09:00:00</day_change>\n"
        "    <timeslot_duration>00:05:00</timeslot_duration>\n  </conference>\n"
        f"{days}</schedule>\n"
    )


def _day(day: int, date: str, chance: Random) -> str:
    rooms = "".join(_room(room, day, chance) for room in range(ROOMS))
    return f'  <day index="{day + 1}" date="{date}">\n{rooms}  </day>\n'


def _room(room: int, day: int, chance: Random) -> str:
    events = "".join(_event(number, room, chance) for number in _numbers(room, day))
    return f'    <room name="Room {room + 1}">\n{events}    </room>\n'


def _numbers(room: int, day: int) -> Iterator[int]:
    """Events of a room on a day: slot by slot, so that the last ones are not full."""
    for place in range(EACH):
        number = (place * len(DAYS) + day) * ROOMS + room
        if number < EVENTS:
            yield number


def _event(number: int, room: int, chance: Random) -> str:
    place = number // (ROOMS * len(DAYS))
    topic, other = TOPICS[number % len(TOPICS)]["en"], TOPICS[(number * 7 + 3) % len(TOPICS)]["en"]
    people = "".join(
        f'          <person id="{one}">Person {one} of the forum</person>\n'
        for one in sorted({chance.randrange(PEOPLE) for _ in range(1 + (number % 5 == 0))})
    )
    address = f"https://forum.example.org/2023/event/{number}"
    return (
        f'      <event id="{number + 10_000}">\n'
        f"        <start>{10 + place * 35 // 60:02}:{place * 35 % 60:02}</start>\n"
        f"        <duration>00:30</duration>\n        <room>Room {room + 1}</room>\n"
        f"        <slug>event_{number}</slug>\n"
        f"        <title>{escape(topic)} and {escape(other.lower())}, part {number}</title>\n"
        f"        <subtitle/>\n        <track>Track {number % TRACKS + 1}</track>\n"
        f"        <type>{'keynote' if number % 60 == 0 else 'devroom'}</type>\n"
        f"        <language/>\n        <abstract>{_html(chance, 1)}</abstract>\n"
        f"        <description>{_html(chance, 5)}</description>\n"
        f"        <persons>\n{people}        </persons>\n"
        f'        <attachments>\n          <attachment type="slides" href="{address}/slides.pdf">'
        "Slides</attachment>\n        </attachments>\n        <links>\n"
        f'          <link href="{address}/chat">Chat room</link>\n'
        f'          <link href="{address}/feedback">Submit feedback</link>\n'
        "        </links>\n      </event>\n"
    )


def _html(chance: Random, paragraphs: int) -> str:
    told = "\n".join(
        f"<p>{chance.choice(PARAGRAPHS['en'])} <em>No. {chance.randrange(10_000)}</em></p>"
        for _ in range(paragraphs)
    )
    return escape(told)
