"""huey between pages and workers: SQLite in the instance folder, or Redis where it is configured.

By default `make serve` brings a worker along; of several processes on one machine one has it. With
Redis, workers are processes of their own: `flask --app admin work`. Messages hold a run's number
and nothing else, and losing them costs a minute: what waits stands in the database.
"""

import logging
from contextlib import ExitStack
from typing import Any

from flask import Flask
from huey import SqliteHuey, crontab

from admin.config import Config
from admin.jobs import runs
from admin.jobs.work import Work
from pages import clock
from pages.locks import held

NAME = "shouwang"


def make_queue(config: Config) -> Any:
    """The queue of an installation."""
    if config.redis_url:
        from huey import RedisHuey  # noqa: PLC0415 (needs the optional package redis)

        return RedisHuey(NAME, url=config.redis_url)
    config.instance.mkdir(parents=True, exist_ok=True, mode=0o700)
    return SqliteHuey(NAME, filename=str(config.instance / "jobs.db"))


class Jobs:
    """The queue and the work of one app: `app.extensions["shouwang_jobs"]`."""

    def __init__(self, app: Flask) -> None:
        self.app = app
        self.config: Config = app.extensions["shouwang"].config
        self._queue: Any = None
        self._task: Any = None
        self._held = ExitStack()

    @property
    def work(self) -> Work:
        return Work(self.app, self.send)

    @property
    def queue(self) -> Any:
        """The queue, opened at the first use, with what it can be asked for."""
        if self._queue is None:
            self._queue = make_queue(self.config)
            work = Work(self.app, self.send)
            self._task = self._queue.task(name="carry_out")(work.carry_out)

            @self._queue.periodic_task(crontab(minute="*"), name="look")
            def look() -> None:
                work.look(clock.now())

        return self._queue

    def send(self, number: int) -> None:
        """Bring a run's number to a worker; it may come twice."""
        assert self.queue
        self._task(number)

    def start(self) -> bool:
        """Work in this process, in threads; False where another process of this machine does."""
        lock = self.config.instance / "jobs.lock"
        if not self._held.enter_context(held(lock)):
            return False
        with self.app.app_context(), self.app.extensions["shouwang"].databases.working():
            # Without Redis nobody else can be working on any of them.
            runs.recover(clock.now(), everything=not self.config.redis_url)
        logging.getLogger("huey").setLevel(logging.WARNING)
        consumer = self.queue.create_consumer(workers=1, periodic=True, check_worker_health=True)
        # Signals belong to the server whose process this is.
        consumer._set_signal_handlers = lambda: None
        consumer.start()
        self._consumer = consumer
        return True

    def stop(self) -> None:
        """Stop working; a run under way is begun again at the next start."""
        self._consumer.stop(graceful=False)
        self._held.close()

    def run_forever(self) -> None:
        """Be a worker and nothing else."""
        self.queue.create_consumer(workers=1, periodic=True).run()


def jobs(app: Flask) -> Jobs:
    """The jobs of an app."""
    found: Jobs = app.extensions["shouwang_jobs"]
    return found


def install(app: Flask) -> None:
    """Give the app its jobs; nothing runs and nothing is opened yet."""
    app.extensions["shouwang_jobs"] = Jobs(app)
