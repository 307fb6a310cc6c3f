"""Building and uploading from the publishing page: a target's state, a button, the way back.

What changes a site asks first, on a page of its own. Progress is read by loading the page again,
so it needs no script; the run goes on whether anybody looks or not.
"""

from typing import Any

from flask import Blueprint, abort, current_app, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_login import current_user
from werkzeug.wrappers import Response as AnyResponse

from admin.accounts import audit
from admin.config import Config
from admin.desk.views import reach, releases
from admin.jobs import following, runs
from admin.jobs.queue import jobs
from admin.jobs.runs import JobRun
from pages import clock
from pages.deploy.deploying import Deploying, readable
from pages.deploy.editions import Edition
from pages.deploy.targets import Target, TargetRefused, read_targets

SHOWN = 10

blueprint = Blueprint("sites", __name__, url_prefix="/sites")


@blueprint.before_request
def demand_right() -> None:
    """As the publishing page: the auditor looks, who may publish everything acts."""
    if not (releases.may_release() if request.method == "POST" else releases.may_look()):
        abort(403)


def targets(config: Config) -> tuple[dict[str, Target], str]:
    """The targets, and what is wrong with the way they are written."""
    try:
        return read_targets(config.instance), ""
    except TargetRefused as error:
        return {}, str(error)


def panel() -> dict[str, Any]:
    """What the publishing page shows of the sites."""
    config = reach.config()
    found, fault = targets(config)
    names = list(found) or [""]
    deploying = _deploying(config)
    return {
        "targets": found,
        "fault": fault,
        "runs": {name: runs.last("publish", name) for name in names},
        "standing": {name: deploying.state(name).edition() for name in found},
        "may": releases.may_release(),
        "following": following.following(config),
        "page_bytes": deploying.editions.typical_page(),
        "size": readable,
    }


def _deploying(config: Config) -> Deploying:
    return Deploying(config.instance, config.output_path, config.editions_keep)


@blueprint.post("/publish")
def publish() -> AnyResponse:
    """Build and upload: one target, or all of them."""
    found, fault = targets(reach.config())
    if fault:
        flash(fault, "error")
        return redirect(url_for("releases.index"))
    name = request.form.get("target", "")
    if name and name not in found:
        flash(_("config.toml 里已经没有这个发布目标了。"), "error")
        return redirect(url_for("releases.index"))
    chosen = [name] if name else list(found) or [""]
    asked = [ask(each, adopt=bool(request.form.get("adopt"))) for each in chosen]
    return redirect(url_for("sites.run", number=asked[0].id))


def ask(target: str, *, edition: int | None = None, adopt: bool = False) -> JobRun:
    """Ask for a run, or join the one that is under way, and say which."""
    author, now = current_user.id, clock.now()
    run, is_new = runs.ask(
        "publish", now=now, target=target, edition=edition, adopt=adopt, author_id=author
    )
    if is_new:
        audit.note("upload_asked", now=now, target=target, edition=edition or 0)
        jobs(current_app).send(run.id)
    else:
        flash(_("已经有一次上传在等待或进行，下面就是它，不用再点。"), "warning")
    return run


@blueprint.get("/runs/<int:number>")
def run(number: int) -> str:
    """One run: how far it is, in plain words, and how it ended."""
    found = JobRun.get_or_none(JobRun.id == number) if number < 2**31 else None
    if found is None or found.state == runs.SET:
        abort(404)
    others = [
        other
        for other in runs.history(SHOWN, job="publish")
        if other.id != number and other.is_open
    ]
    return render_template(
        "job_run.html",
        run=found,
        others=others,
        names=reach.names({found.author_id}),
        may=releases.may_release(),
    )


@blueprint.get("/<name>/editions")
def editions(name: str) -> str:
    """The editions that can be put out again on a target."""
    target = _target(name)
    deploying = _deploying(reach.config())
    known = [deploying.editions.get(number) for number in reversed(deploying.editions.numbers())]
    return render_template(
        "editions.html",
        target=target,
        editions=known,
        standing=deploying.state(name).edition(),
        may=releases.may_release(),
    )


@blueprint.route("/<name>/editions/<int:number>", methods=("GET", "POST"))
def back(name: str, number: int) -> str | AnyResponse:
    """Ask, then put an earlier edition out again."""
    target = _target(name)
    deploying = _deploying(reach.config())
    if number not in deploying.editions.numbers():
        abort(404)
    if request.method == "POST":
        return redirect(url_for("sites.run", number=ask(name, edition=number).id))
    edition: Edition = deploying.editions.get(number)
    standing = deploying.state(name).edition()
    return render_template(
        "edition_back.html",
        target=target,
        edition=edition,
        standing=standing,
        changes=_changes(deploying, standing, edition),
        may=releases.may_release(),
    )


def _changes(deploying: Deploying, standing: int, edition: Edition) -> tuple[int, int] | None:
    """How many files would come and go; None where it is not known what stands there."""
    if standing not in deploying.editions.numbers():
        return None
    there = deploying.editions.get(standing).files
    put = sum(there.get(name) != digest for name, digest in edition.files.items())
    return put, len(there.keys() - edition.files.keys())


def _target(name: str) -> Target:
    found = targets(reach.config())[0].get(name)
    if found is None:
        abort(404)
    return found
