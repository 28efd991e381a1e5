"""A small forum whose programme somebody has picked from."""

from tests.programme.conftest import elsewhere, forum, logged, staff

__all__ = ["elsewhere", "forum", "logged", "staff"]
