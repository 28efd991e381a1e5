# gunicorn reads this where it starts. Where it listens, with how many processes and threads, the
# Procfile says; see docs/operations.md.
import gc
import json
import logging
import os
import shutil
import tempfile
import time

# Each process counts for itself; /metrics adds up what all of them have left here.
METRICS = "PROMETHEUS_MULTIPROC_DIR"
if METRICS not in os.environ:
    os.environ[METRICS] = tempfile.mkdtemp(prefix="cwf-metrics-")


class JsonLines(logging.Formatter):
    """What the first process says; in its workers the application speaks (cwf/web/logs.py)."""

    def format(self, record):
        at = time.strftime("%Y-%m-%dT%H:%M:%S", time.gmtime(record.created))
        line = {
            "event": record.getMessage(),
            "level": record.levelname.lower(),
            "logger": record.name,
            "at": f"{at}.{record.msecs:03.0f}Z",
        }
        if record.exc_info:
            line["error"] = self.formatException(record.exc_info)
        return json.dumps(line, ensure_ascii=False)


logconfig_dict = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"json": {"()": JsonLines}},
    "handlers": {"lines": {"class": "logging.StreamHandler", "formatter": "json"}},
    "root": {"level": "WARNING", "handlers": ["lines"]},
    "loggers": {
        "gunicorn.error": {"level": "INFO", "handlers": ["lines"], "propagate": False},
        "gunicorn.access": {"level": "WARNING", "handlers": [], "propagate": False},
    },
}


def pre_fork(server, worker):
    """What is loaded already stays shared with the processes to come: no collector writes on it."""
    gc.collect()
    gc.freeze()


def child_exit(server, worker):
    """A process has ended: it is at no work any more."""
    from prometheus_client import multiprocess

    multiprocess.mark_process_dead(worker.pid)


def on_exit(server):
    """The last one takes the counts with it."""
    if os.path.basename(os.environ[METRICS]).startswith("cwf-metrics-"):
        shutil.rmtree(os.environ[METRICS], ignore_errors=True)
