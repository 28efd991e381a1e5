"""Only views, api, cli and jobs commit; actions change rows and leave the end to the edge."""

from tests.architecture.source import Module, calls, modules, parsed

EDGES = {"views", "api", "cli", "jobs"}
OUTBOX = ("mail",)  # holds the job that sends, one transaction per mail
DRIVER = ("one_writer",)  # is what a commit of the edge ends in


def hidden_commits(module: Module) -> list[str]:
    """Commits away from the edge."""
    if EDGES & set(module.parts[:2]) or module.parts in (OUTBOX, DRIVER):
        return []
    return [
        f"{module.name}:{node.lineno} {name}()"
        for node, name in calls(module.tree)
        if name.endswith(".commit")
    ]


def test_only_the_edge_commits() -> None:
    assert [line for module in modules() for line in hidden_commits(module)] == []


def test_commit_in_an_action_is_seen() -> None:
    text = "def place():\n    db.session.commit()\n"
    assert hidden_commits(parsed(text, "programme", "actions")) == [
        "cwf.programme.actions:2 db.session.commit()"
    ]
    assert hidden_commits(parsed(text, "programme", "views")) == []
