"""Does the night's work while nobody looks: a thread beside the server that asks every ten minutes.

Whether it is wanted stands in the rows (`recomputation.is_wanted`), so that nothing is queued: a
night that was missed is made up by the next look, and twice does no harm. It logs that something
failed, never about whom.
"""

import logging
import threading
from datetime import date

from flask import Flask

from admin.config import Config
from admin.databases import Databases
from admin.registry.in_force import Rules
from admin.registry.people import recomputation
from pages import clock

SECONDS = 600

log = logging.getLogger(__name__)


def look(databases: Databases, config: Config, today: date) -> bool:
    """Ask the rules about everybody, if that has not been done for today; whether it was."""
    with databases.working():
        if not recomputation.is_wanted(today):
            return False
        recomputation.recompute(today, Rules.of(config))
    return True


def start(app: Flask, databases: Databases, config: Config) -> threading.Event:
    """Look at once, and then every ten minutes, until the event that is answered is set."""
    stopped = threading.Event()

    def run() -> None:
        with app.app_context():
            _look(databases, config)
            while not stopped.wait(SECONDS):
                _look(databases, config)

    threading.Thread(target=run, name="night", daemon=True).start()
    return stopped


def _look(databases: Databases, config: Config) -> None:
    try:
        look(databases, config, clock.today())
    except Exception as error:
        log.error("the night's work failed: %s", type(error).__name__)
