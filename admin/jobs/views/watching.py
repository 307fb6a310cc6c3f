"""The status page, and what a monitor asks: `/healthz` for anybody, `/metrics` on this machine.

`/healthz` says well or not and names parts, no figures. `/metrics` exists only where the
configuration wants it, and answers to nobody but this machine.
"""

import ipaddress
from typing import Any

from flask import Blueprint, Flask, Response, abort, jsonify, render_template, request

from admin.desk.views import reach, releases
from admin.jobs import watch
from pages import clock

blueprint = Blueprint("status", __name__)


@blueprint.get("/status")
def index() -> str:
    """How the installation is."""
    if not releases.may_look():
        abort(403)
    facts = watch.facts(reach.config(), reach.databases(), clock.now())
    return render_template("status.html", facts=facts)


@blueprint.get("/healthz")
def healthz() -> tuple[Response, int]:
    """Whether the office works, for a monitor."""
    found = watch.is_well(reach.databases(), clock.now())
    return jsonify(found), 200 if all(found.values()) else 503


def add_metrics(app: Flask) -> None:
    """Add `/metrics`.

    :raises ImportError: the optional package prometheus-client is not installed.
    """
    from prometheus_client import CollectorRegistry, Gauge, generate_latest  # noqa: PLC0415

    @app.get("/metrics")
    def metrics() -> Response:
        if not _is_this_machine():
            abort(404)
        registry = CollectorRegistry()
        for fact in watch.facts(reach.config(), reach.databases(), clock.now()):
            if fact.value is not None:
                gauge: Any = Gauge(f"shouwang_{fact.key}", fact.key, registry=registry)
                gauge.set(fact.value)
        return Response(generate_latest(registry), mimetype="text/plain; version=0.0.4")

    app.config["SHOUWANG_OPEN"] = frozenset({"metrics"})


def _is_this_machine() -> bool:
    """A proxy says for whom it asks; then it is not for this machine."""
    forwarded = "X-Forwarded-For" in request.headers
    address = ipaddress.ip_address(request.remote_addr or "::")
    return address.is_loopback and not forwarded
