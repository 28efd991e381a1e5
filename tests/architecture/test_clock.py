"""The clock has one reader, so that a test can hold the time still."""

import pytest

from tests.architecture.source import Module, calls, modules, parsed

ASKS = {
    "datetime.now", "datetime.utcnow", "datetime.today", "date.today", "time.time",
    "time.time_ns", "time.localtime", "time.gmtime", "func.now", "func.current_timestamp",
}  # fmt: skip


def readers(module: Module) -> list[str]:
    """Where it asks for the time by itself."""
    if module.parts == ("clock",):
        return []
    return [
        f"{module.name}:{node.lineno} {name}()"
        for node, name in calls(module.tree)
        if ".".join(name.lstrip("_").split(".")[-2:]).replace("_datetime", "datetime") in ASKS
    ]


def test_only_the_clock_asks_for_the_time() -> None:
    assert [line for module in modules() for line in readers(module)] == []


@pytest.mark.parametrize(
    "text", ["datetime.now(UTC)", "datetime.datetime.now()", "dt.date.today()", "time.time()"]
)
def test_asking_elsewhere_is_seen(text: str) -> None:
    assert len(readers(parsed(text, "programme", "actions"))) == 1


def test_measuring_a_duration_is_allowed() -> None:
    assert readers(parsed("time.perf_counter()\nclock.now()", "web", "errors")) == []
