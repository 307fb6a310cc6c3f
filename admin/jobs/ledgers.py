"""Takes a long ledger in as a job: what its author has seen in the dry run, all or nothing.

The run's target is the upload's token and its author whoever asked. What that person may do is
asked again when it begins: the run may have waited. The log has numbers and names nobody.
"""

from admin.accounts import scope
from admin.accounts.users import User
from admin.jobs import far
from admin.jobs.context import Context, JobFailed
from admin.registry.in_force import Act, Rules
from admin.registry.ledger import storing, uploads
from admin.registry.ledger.records import LedgerUpload
from admin.registry.ledger.storing import Stroke
from models import N_


def store(context: Context) -> None:
    """Store the upload and let the rules say of everybody who came.

    :raises JobFailed: there is nothing to store, somebody was faster, or the right is gone.
    """
    run = context.run
    with context.databases.working():
        user, kept = User.get_or_none(User.id == run.author_id), _upload(run.target)
        if user is None or not scope.may(user, "registry_edit", user.area_code, context.config):
            raise JobFailed(N_("这个账号已经不能导入了。"))
        if kept is None or kept.author_id != user.id:
            raise JobFailed(N_("上传的表已经不在了（只留一天），请重新上传。"))
        stroke = Stroke(user, user.id, context.now, context.today)
        try:
            ledger = uploads.store(kept, stroke, lambda done, all_: far.tell(run.id, done, all_))
        except storing.NothingToDo:
            raise JobFailed(N_("没有导入：还有错的行，或者没有要改的。")) from None
        except storing.PlanOutdated:
            raise JobFailed(N_("试算以后，有人改过其中的档案。请再试算一遍。")) from None
        finally:
            far.forget(run.id)
        act = Act(user.id, stroke.now, stroke.today, Rules.of(context.config))
        uploads.ask_rules(ledger, act)
    values = {"new": ledger.added, "changed": ledger.changed}
    context.say(N_("已登记 %(new)s 人，修改 %(changed)s 人。不对可以整个撤销。") % values)


def _upload(token: str) -> LedgerUpload | None:
    found: LedgerUpload | None = LedgerUpload.get_or_none(LedgerUpload.token == token)
    return found
