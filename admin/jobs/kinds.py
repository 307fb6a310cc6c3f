"""The table of jobs: what each is called, what it does, and when it runs by itself."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import time

from admin.jobs import certificates, keeping, ledgers, links, nightly, publishing, weekly
from admin.jobs.context import Context
from admin.jobs.times import Times
from models import N_

SUNDAY, MONDAY = 6, 0


@dataclass(frozen=True)
class Job:
    """One job; `about` says what it is for, and `times` when it runs by itself."""

    label: str
    about: str
    work: Callable[[Context], None]
    times: Times


JOBS: dict[str, Job] = {
    "recompute": Job(
        N_("重新计算老人登记"),
        N_("过了生日、满了半年、到了新的一月：重新判断谁符合、谁该走访，并统计各镇村。"),
        nightly.recompute,
        Times(time(0, 10)),
    ),
    "publish": Job(
        N_("生成并上传网站"),
        N_("日期会变的内容（活动、核实期限）每天都要重新生成。"),
        publishing.publish,
        Times(time(1, 0)),
    ),
    "backup": Job(
        N_("备份"),
        N_("两个数据库，留最近几份；密钥不在里面。"),
        keeping.back_up,
        Times(time(0, 30)),
    ),
    "remind": Job(
        N_("提醒核实"), N_("每人每周最多一封，只写条数。"), keeping.remind, Times(time(7, 0))
    ),
    "certificate": Job(
        N_("检查网站证书"), N_("到期前两周提醒。"), certificates.check, Times(time(6, 0))
    ),
    "links": Job(
        N_("检查外部链接"),
        N_("网页上指向别处的链接还打不打得开。"),
        links.check,
        Times(time(3, 0), SUNDAY),
    ),
    "report": Job(
        N_("一周小结"),
        N_("发布、等审核、超期的条数，给区里。"),
        weekly.report,
        Times(time(7, 30), MONDAY),
    ),
}
# What runs only where somebody has asked for it on a page of its own: label and work.
ASKED: dict[str, tuple[str, Callable[[Context], None]]] = {
    "ledger": (N_("导入台账"), ledgers.store),
}


def label(job: str) -> str:
    """What a job is called."""
    return JOBS[job].label if job in JOBS else ASKED[job][0] if job in ASKED else job


def work(job: str) -> Callable[[Context], None] | None:
    """What a job does; None for one that is not known."""
    return JOBS[job].work if job in JOBS else ASKED[job][1] if job in ASKED else None
