"""The week in numbers, for the district: what went out, what waits, what is late, what failed.

Numbers only; what and whose they are is seen after signing in.
"""

from datetime import datetime, timedelta

from admin import mail
from admin.accounts.users import User
from admin.desk import due, waiting
from admin.desk.archive import Release, counts
from admin.jobs import runs
from admin.jobs.context import Context
from admin.jobs.runs import DONE, FAILED, JobRun
from models import N_
from pages import clock

WEEK = timedelta(days=7)
READERS = ("district_administrator", "district_editor")


def report(context: Context) -> None:
    """Write the report into the log, and mail it to the district where mail is configured.

    :raises mail.MailRefused: it could not be mailed; it stands in the log all the same.
    """
    with context.databases.working():
        users = list(User.select().where(User.role.in_(READERS)).order_by(User.id))
        lines = numbers(users[0] if users else None, context.now)
        letters = sorted({str(getattr(u, "mail", "") or "") for u in users if u.is_active} - {""})
    for line in lines:
        context.say(line)
    if mail.is_configured(context.config):
        for to in letters:
            mail.send(context.config, to, N_("守望：一周小结"), "\n".join(lines) + "\n")


def numbers(reader: User | None, now: datetime) -> list[str]:
    """The lines of the report, for the week that ends now."""
    since = now - WEEK
    ids = [each.id for each in Release.select(Release.id).where(Release.at >= since)]
    put, taken = (sum(pair[i] for pair in counts(ids).values()) for i in (0, 1))
    uploads = (JobRun.job == "publish") & (JobRun.target != "") & (JobRun.ended_at >= since)
    lines = [
        N_("发布 %(n)s 次：新上或更新 %(put)s 条，撤下 %(taken)s 条。")
        % {"n": len(ids), "put": put, "taken": taken},
        N_("上传到网站 %(done)s 次成功，%(failed)s 次没有成功。")
        % {
            "done": JobRun.select().where(uploads & (JobRun.state == DONE)).count(),
            "failed": JobRun.select().where(uploads & (JobRun.state == FAILED)).count(),
        },
    ]
    if reader:
        today = clock.local(now).date()
        late, waits = due.count_overdue(reader, today), waiting.count_submitted(reader)
        values = {"late": late, "waits": waits}
        lines.append(N_("等审核的 %(waits)s 条，超过核实期限的 %(late)s 条。") % values)
    backup = runs.last("backup", None, DONE)
    when = clock.local(backup.ended_at).strftime("%Y-%m-%d %H:%M") if backup else N_("还没有")
    return [*lines, N_("最近一次备份：%(when)s。") % {"when": when}]
