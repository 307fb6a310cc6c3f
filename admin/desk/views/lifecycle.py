"""What the buttons of a form ask for once it is saved: submit, publish, withdraw; and the merge.

Who saves over somebody else's save is shown both and chooses; nothing of either is dropped in
silence. If the record was published or withdrawn while the form lay open, it says so first.
"""

from typing import Any

from flask import abort, flash, redirect, request, url_for
from flask_admin import expose
from flask_babel import gettext as _
from flask_login import current_user
from werkzeug.wrappers import Response as AnyResponse

from admin.desk import (
    checks,
    difference,
    forms,
    leaks,
    merging,
    readiness,
    release,
    review,
    revisions,
)
from admin.desk.merging import Fields, Merged
from admin.desk.readable import labels, readable
from admin.desk.review import Act
from admin.desk.revisions import Record, Saved
from admin.desk.views import reach
from admin.scoped_view import ScopedView
from models import Published
from pages import clock

Answer = str | AnyResponse
CHOICE = "choice-"
# What the merge page sends anew by itself.
NOT_SENT_ON = frozenset({"csrf_token", "merge", "then", "photo", "photo_remove"})


class Clash(Exception):
    """Somebody saved meanwhile; `mine` is what was typed, on top of revision `base`."""

    def __init__(self, row: Published, base: int, mine: Fields) -> None:
        super().__init__(f"{row.kind}:{row.key} moved on from {base}")
        self.row, self.base, self.mine = row, base, mine


class Unfinished(Exception):
    """Joined, but to be worked on before it is saved on top of revision `base`."""

    def __init__(self, base: int, fields: Fields) -> None:
        super().__init__(f"to be saved on {base}")
        self.base, self.fields = base, fields


def mark(record: Record | None) -> str:
    """How a record stood to strangers when its form was opened."""
    return f"{record.live or ''}{'-' if record.withdrawn else ''}" if record else ""


def life(record: Record | None) -> dict[str, Any]:
    """What the form says of a record's way to the site."""
    waits = record is not None and (record.submitted is not None or record.due is not None)
    back = review.last_return(record.kind, record.key) if record and not waits else None
    ids = {back.author_id if back else None, record.submitter_id if record else None}
    return {
        "mark": mark(record),
        "back": back,
        "names": reach.names(ids),
        "four_eyes": reach.config().four_eyes,
    }


class Lifecycle(ScopedView):
    """The part of a kind's view that begins where a save ends; `RecordView` is the rest."""

    def save_over(self, row: Published, fields: Fields) -> Saved:
        """Save on top of what was seen, or of what a merge page has shown.

        :raises Clash: the record has moved on, or a choice is missing.
        :raises Unfinished: joined, but to be worked on first.
        :raises revisions.Invalid: a field breaks a rule.
        """
        shown = reach.number(request.form.get("merge"))
        on = reach.base()
        if shown >= 0:
            fields, on = self._joined(row, fields, shown), shown
            if request.form.get("then") == "form":
                raise Unfinished(shown, fields)
        try:
            return revisions.save(row.kind, row.key, fields, base=on, **reach.signed())
        except revisions.Conflict:
            raise Clash(row, reach.base(), fields) from None

    def _joined(self, row: Published, mine: Fields, shown: int) -> Fields:
        """What a merge page has decided.

        :raises Clash: the record has moved on from `shown`, or a choice is missing.
        """
        mine = _whole(row.kind, mine)
        clash = Clash(row, reach.base(), mine)
        found = revisions.find(row.kind, row.key)
        if found is None or found.head != shown:
            raise clash
        theirs = revisions.revision(row.kind, row.key, shown).fields
        merged = _merge(row, clash, theirs)
        chosen = {n: request.form.get(CHOICE + n) for n in merged.both}
        if not set(chosen.values()) <= {"theirs", "mine"}:
            flash(_("还有几处没有选，请选好再保存。"), "error")
            raise clash
        return merging.joined(merged, theirs, mine, chosen)  # type: ignore[arg-type]

    def merge_page(self, clash: Clash) -> str:
        """What both saw, what stands now and what was typed, field by field."""
        row, record = clash.row, revisions.find(clash.row.kind, clash.row.key)
        assert record is not None
        newest = revisions.revision(row.kind, row.key, record.head)
        clash.mine = _whole(row.kind, clash.mine)
        merged = _merge(row, clash, newest.fields)
        before = readable(row.kind, _seen(row, clash.base))
        theirs, mine = readable(row.kind, newest.fields), readable(row.kind, clash.mine)
        page: str = self.render(
            "merge.html",
            row=row,
            record=record,
            newest=newest,
            merged=merged,
            labels=labels(row.kind),
            theirs={d.name: d for d in difference.compare(before, theirs)},
            mine={d.name: d for d in difference.compare(before, mine)},
            names=reach.names({newest.author_id}),
            sent=_sent_on(clash),
            chosen=request.form,
            moved=_moved(record),
        )
        return page

    def then(self, saved: Saved) -> Answer:
        """What the button asked for after the save."""
        wanted = request.form.get("then", "save")
        if wanted == "preview":
            return redirect(url_for("preview.record", kind=saved.kind, key=saved.key))
        moved = _moved(revisions.find(saved.kind, saved.key))
        if moved:
            flash(moved, "warning")
        elif wanted == "publish":
            return self._publish(saved)
        elif wanted in {"submit", "plan"}:
            return self._submit(saved, wanted)
        text = _("已保存（版本 %(number)s）。还没有发布，外面看不到。", number=saved.number)
        flash(text, "success")
        return self._back(saved.key)

    def _back(self, key: str) -> AnyResponse:
        return redirect(self.get_url(".edit_view", id=key))

    def _submit(self, saved: Saved, wanted: str) -> Answer:
        act = Act(saved.kind, saved.key, saved.number, current_user.id, clock.now())
        try:
            review.submit(act, clock.today())
        except readiness.Refused as refused:
            flash(_("已保存，但还不能提交："), "error")
            for reason in refused.reasons:
                flash(reason, "error")
            return self._back(saved.key)
        if wanted == "plan":
            flash(_("已保存。请在下面选什么时候发布，再点“通过”。"), "success")
            return redirect(url_for("review.record", kind=saved.kind, key=saved.key))
        flash(_("已保存并提交审核（版本 %(number)s）。", number=saved.number), "success")
        return self._back(saved.key)

    def _publish(self, saved: Saved) -> Answer:
        """Publish what was saved just now, and not what somebody may have saved since."""
        key = saved.key
        row = self.get_one(key)
        if not reach.may("publish", row.kind, reach.area_code(row)):
            flash(_("已保存。您没有发布的权限，请点“提交审核”。"), "warning")
            return self._back(key)
        approver = reach.approver()
        given: dict[str, Any] = {
            "number": saved.number,
            "may": approver.may,
            "four_eyes": approver.four_eyes,
        }
        try:
            released = release.publish(reach.databases(), row.kind, key, **reach.signed(), **given)
        except release.Refused as refused:
            if isinstance(refused, readiness.OwnWork):
                reach.tell_trail(row.kind, key, 409)
            flash(_("已保存，但还不能发布："), "error")
            for reason in refused.reasons:
                flash(reason, "error")
            return self._back(key)
        except leaks.LeakFound as leak:
            message = _(
                "发布停下了：%(record)s 里像是有身份证号、手机号或台账里的内容。", record=str(leak)
            )
            flash(message, "error")
            return self._back(key)
        flash(_("已发布《%(name)s》。网站下次生成后就能看到。", name=row.name), "success")
        for name in released.along:
            flash(_("同时发布了它要用到的%(name)s。", name=name), "success")
        return self._back(key)

    @expose("/withdraw/", methods=("GET", "POST"))
    def withdraw_view(self) -> Answer:
        """Ask first, saying what will happen; then take the record off the site."""
        row = self.get_one(request.args.get("id", ""))
        if not reach.may("withdraw", row.kind, reach.area_code(row)):
            abort(403)
        if request.method == "GET":
            page: str = self.render("withdraw.html", row=row)
            return page
        try:
            release.withdraw(reach.databases(), row.kind, row.key, **reach.signed())
        except release.Refused as refused:
            for reason in refused.reasons:
                flash(reason, "error")
            return self._back(row.key)
        flash(_("已撤下《%(name)s》。内容还在，随时可以再发布。", name=row.name), "success")
        return self._back(row.key)


def _whole(kind: str, fields: Fields) -> Fields:
    return revisions.complete(kind, checks.normalise(kind, fields))


def _seen(row: Published, number: int) -> Fields:
    """The fields that the form was opened with; of an unknown revision nothing is known."""
    try:
        return dict(revisions.revision(row.kind, row.key, number).fields)
    except revisions.Revision.DoesNotExist:
        return {}


def _merge(row: Published, clash: Clash, theirs: Fields) -> Merged:
    names = [f.name for f in forms.editable(type(row)) if f.name in theirs]
    return merging.merge(names, _seen(row, clash.base), theirs, clash.mine)


def _sent_on(clash: Clash) -> list[tuple[str, str]]:
    """Everything that was typed, for the merge page to send it again."""
    sent = [
        (name, value)
        for name, values in request.form.lists()
        if name not in NOT_SENT_ON and not name.startswith(CHOICE)
        for value in values
    ]
    return [*sent, ("photo", str(clash.mine.get("photo") or ""))]


def _moved(record: Record | None) -> str:
    """That a record was published or taken off the site while its form lay open."""
    seen = request.form.get("seen")
    if record is None or seen is None or seen == mark(record):
        return ""
    if record.withdrawn:
        return _("您打开之后，这条信息被撤下了。您改的已经留下；要再发布，请看过后再点一次。")
    return _("您打开之后，这条信息刚有人发布过。您改的已经留下；请看过后再点一次。")
