"""What `flask --help` says of our commands: all of it, at eighty columns."""

from collections.abc import Iterator

import click
from flask import Flask

WIDTH = 55
OURS = {
    "access",
    "attendance",
    "backup",
    "demo",
    "jobs",
    "people",
    "programme",
    "registration",
    "restore",
}


def commands(name: str, command: click.Command) -> Iterator[tuple[str, click.Command]]:
    yield name, command
    if isinstance(command, click.Group):
        for part, one in command.commands.items():
            yield from commands(f"{name} {part}", one)


def test_the_help_of_each_command_is_whole(engines: dict[str, Flask | str]) -> None:
    application = engines["sqlite"]
    assert isinstance(application, Flask)
    ours = {name: one for name, one in application.cli.commands.items() if name in OURS}
    assert set(ours) == OURS
    said = {
        name: one.get_short_help_str(WIDTH)
        for top, command in ours.items()
        for name, one in commands(top, command)
    }
    assert {name: text for name, text in said.items() if not text or text.endswith("...")} == {}
