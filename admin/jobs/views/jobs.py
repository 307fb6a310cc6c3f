"""The page of jobs: what runs by itself, when it ran and runs next, and a button to run it now."""

from flask import Blueprint, abort, current_app, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from admin.accounts import audit
from admin.desk.views import reach, releases
from admin.jobs import runs, watch
from admin.jobs.kinds import JOBS
from admin.jobs.queue import jobs
from pages import clock

PAGE = 30

blueprint = Blueprint("jobs", __name__, url_prefix="/jobs")


@blueprint.before_request
def demand_right() -> None:
    """For those who may publish in the whole district; the auditor looks."""
    if not (releases.may_release() if request.method == "POST" else releases.may_look()):
        abort(403)


@blueprint.get("/")
def index() -> str:
    """Each job with its last and its next run; below them what has run lately."""
    page = max(reach.number(request.args.get("page", "0")), 0)
    past = runs.history(PAGE + 1, page * PAGE)
    return render_template(
        "jobs.html",
        jobs=JOBS,
        last=watch.last_runs(),
        next=watch.next_runs(clock.now()),
        past=past[:PAGE],
        names=reach.names({run.author_id for run in past}),
        page=page,
        more=len(past) > PAGE,
        may=releases.may_release(),
    )


@blueprint.post("/<job>/run")
def run(job: str) -> AnyResponse:
    """Run a job now; of one that waits or runs there is no second."""
    if job not in JOBS:
        abort(404)
    now = clock.now()
    author: int = reach.signature().author_id
    asked = jobs(current_app).work.ask(job, now, author)
    audit.note("job_asked", now=now, job=job)
    for each in asked:
        jobs(current_app).send(each.id)
    return redirect(url_for("sites.run", number=asked[0].id))
