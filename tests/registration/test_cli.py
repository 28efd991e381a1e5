"""What operators ask: whether every counter of places is true."""

from flask import Flask
from sqlalchemy import update

from cwf.database import db
from cwf.registration.actions import places
from cwf.registration.actions.nodes import put_node
from cwf.registration.models import Quota
from tests.registration.placing import DAY, NOON, make_edition, make_people


def test_check_says_that_all_is_true_or_what_is_not(app: Flask) -> None:
    (who,) = make_people(make_edition(), 1)
    root = places.open_tree(1, capacity=3, offer_minutes=DAY)
    put_node(root, "int/d1", capacity=2, until=None, at=NOON)
    places.take(root, who, group="int/d1/official", at=NOON)
    db.session.commit()
    fine = app.test_cli_runner().invoke(args=["registration", "check"])
    assert (fine.exit_code, fine.output) == (0, "every counter says what the claims say\n")
    db.session.execute(update(Quota).where(Quota.group == "int/d1").values(taken=2))
    db.session.commit()
    found = app.test_cli_runner().invoke(args=["registration", "check"])
    assert found.exit_code == 1
    assert found.output == f"tree {root}, node {root + 1} (int/d1): taken is 2, counted 1\n"
