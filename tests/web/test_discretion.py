"""What a text loses on its way into the log."""

import pytest
from sqlalchemy.exc import IntegrityError

from cwf.web.discretion import cleaned, told


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("{'ada@example.org': (550, b'no such user')}", "{'(address)': (550, b'no such user')}"),
        ("Key (email)=(Ada.B+x@forum.example) exists", "Key (email)=((address)) exists"),
        ("12 per minute, 203.0.113.9", "12 per minute, (address)"),
        ("from 2001:db8:0:1::9 again", "from (address) again"),
        ("/x/WyJhIiwiYiIsMTI3NDVd.aSI-1Q.x1Y2z3_x1Y2z3-x1Y2z3", "/x/(token).aSI-1Q.(token)"),
        ("/en/programme?q=illness&track=1", "/en/programme?…"),
        ("postgresql://cwf:secret@db/cwf is away", "postgresql://cwf:(address)/cwf is away"),
        ("at 18:02:11 (sqlite3.OperationalError)", "at 18:02:11 (sqlite3.OperationalError)"),
        ("a long-hyphenated-description", "a long-hyphenated-description"),
    ],
)  # fmt: skip
def test_cleaned(text: str, left: str) -> None:
    assert cleaned(text) == left


def test_cleaned_is_short_and_quick_with_anything() -> None:
    assert len(cleaned("a1" * 500_000)) <= 500
    assert len(cleaned("a@" * 500_000)) <= 500
    assert len(cleaned("://" * 500_000)) <= 500


DRIVER = 'duplicate key "uq"\nDETAIL:  Key (name)=(Grace) already exists.'


def raised() -> Exception:
    """As SQLAlchemy raises: from the driver's own error."""
    try:
        try:
            raise RuntimeError(DRIVER) from KeyError("ada@example.org")
        except RuntimeError as error:
            raise IntegrityError("INSERT INTO accounts", {"name": "Grace"}, error) from error
    except IntegrityError as error:
        return error


def test_told_names_kinds_and_places_but_no_value() -> None:
    found = told(raised())
    assert [(one["kind"], one["message"]) for one in found] == [
        ("sqlalchemy.exc.IntegrityError", 'duplicate key "uq"'),
        ("builtins.RuntimeError", 'duplicate key "uq"'),
        ("builtins.KeyError", "'(address)'"),
    ]
    places = [place.split(":")[0] for place in found[0]["places"]]
    assert places == ["tests/web/test_discretion.py"]
    assert "Grace" not in str(found)


def test_told_of_a_chain_without_end() -> None:
    error = ValueError("x")
    error.__context__ = error
    assert len(told(error)) == 4
