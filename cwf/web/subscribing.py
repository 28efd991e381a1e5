"""How one subscribes to a calendar in the programs that most people have."""

from urllib.parse import quote, urlencode

from flask import Flask, current_app
from flask_babel import gettext as _


def init_app(app: Flask) -> None:
    """Give templates the ways."""
    app.jinja_env.globals.update(calendar_address=address, calendar_ways=ways)


def address(path: str) -> str:
    """The whole address of a calendar, from one of ours with or without its host."""
    if not path.startswith("/"):
        return path
    return str(current_app.extensions["cwf_settings"].base_url).rstrip("/") + path


def ways(path: str, name: str) -> list[tuple[str, str]]:
    """(label, address) of each way; `name` is what the calendar is to be called there."""
    whole = address(path)
    webcal = "webcal:" + whole.partition(":")[2]
    outlook = urlencode({"url": whole, "name": name}, quote_via=quote)
    return [
        (_("In your calendar program"), webcal),
        ("Google Calendar", f"https://calendar.google.com/calendar/r?{urlencode({'cid': webcal})}"),
        ("Outlook.com", f"https://outlook.live.com/calendar/0/addfromweb?{outlook}"),
        ("Microsoft 365", f"https://outlook.office.com/calendar/0/addfromweb?{outlook}"),
    ]
