"""Somebody else who publishes the same draft just when it has been rendered."""

import threading
from typing import Any

from flask import Flask

from cwf.programme.exports import renderings


class Overtaken:
    """In the place of `renderings`: renders, and the first time lets the other be quicker."""

    def __init__(self, app: Flask, slug: str) -> None:
        self._app = app
        self._words = ["programme", "publish", "--edition", slug]
        self._begun = False
        self.told = ""

    def render_all(self, *given: Any) -> Any:
        """What `renderings.render_all` gives."""
        rendered = list(renderings.render_all(*given))
        if not self._begun:
            self._begun = True
            other = threading.Thread(target=self._publish)
            other.start()
            other.join()
        return rendered

    def _publish(self) -> None:
        self.told = self._app.test_cli_runner().invoke(args=self._words).output.strip()
