"""A small forum, its staff, and what the log says of it."""

from tests.programme.conftest import elsewhere, forum, logged, staff

__all__ = ["elsewhere", "forum", "logged", "staff"]
