"""The yardstick: the least that Flask can answer."""

from flask import Flask

app = Flask(__name__)


@app.get("/")
def hello() -> str:
    """Five bytes."""
    return "hello"
