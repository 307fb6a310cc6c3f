"""An entry of the trail in words that a clerk reads.

A word that is not known here is shown as it stands: a new kind or detail must not hide an entry.
"""

from dataclasses import dataclass
from typing import Any

from flask_babel import gettext as _

from admin.accounts import links, second_factors
from admin.accounts.audit import Entry
from admin.accounts.audit_events import EVENTS
from admin.accounts.users import ROLES
from models import KINDS, N_
from pages.clock import local

KIND_WORDS = {
    "account": N_("账号"),
    "trail": N_("审计记录"),
    "elder": N_("老人"),
    "elders": N_("老人名单"),
    "helper": N_("联系帮扶人"),
    "campaign": N_("专项走访"),
}
# The parts of the office as its menu calls them, by the first half of an endpoint.
PARTS = {
    "admin": N_("首页"),
    "door": N_("登录"),
    "factors": N_("第二道验证"),
    "history": N_("历史"),
    "many": N_("批量修改"),
    "mine": N_("我的账号"),
    "office": N_("网站信息"),
    "people": N_("账号"),
    "pick": N_("输入时的提示"),
    "preview": N_("预览"),
    "quality": N_("检查"),
    "releases": N_("发布到网站"),
    "review": N_("待审核"),
    "security": N_("登录"),
    "strokes": N_("批量记录"),
    "suggest": N_("村里的建议"),
    "tables": N_("表格导入导出"),
    "verify": N_("待核实"),
    "campaigns": N_("专项走访"),
    "decisions": N_("镇里的决定"),
    "dossier": N_("一人一册"),
    "family": N_("登记家人"),
    "field": N_("我的走访"),
    "helping": N_("联系帮扶人"),
    "jobs": N_("定时任务"),
    "ledger": N_("台账导入导出"),
    "notices": N_("提醒"),
    "papers": N_("记告知"),
    "platform": N_("省平台更新"),
    "public_figures": N_("公开统计（测算）"),
    "reports": N_("报表"),
    "rights": N_("告知和依据"),
    "emergency": N_("应急查阅"),
    "retention": N_("到期删除"),
    "scans": N_("扫描件"),
    "rights_request": N_("个人信息权利请求"),
    "legal_hold": N_("暂缓删除"),
    "sheets": N_("走访表"),
    "sites": N_("发布目标"),
    "status": N_("运行状态"),
    "supervision": N_("督导看板"),
    "versions": N_("历史"),
    "visits": N_("走访"),
    "work": N_("我的走访"),
}
FIELDS = {
    "role": N_("角色"),
    "area_code": N_("区域"),
    "mail": N_("邮箱"),
    "expires_on": N_("有效期"),
}
DETAILS = {
    "method": N_("方式"),
    "reason": N_("原因"),
    "count": N_("数量"),
    "change": N_("变动"),
    "role": N_("角色"),
    "area": N_("区域"),
    "purpose": N_("用途"),
    "revision": N_("版本"),
    "source": N_("来自版本"),
    "action": N_("做法"),
    "outcome": N_("结果"),
    "format": N_("格式"),
    "release": N_("发布号"),
    "put": N_("发布条数"),
    "taken": N_("撤下条数"),
    "endpoint": N_("页面"),
    "status": N_("答复"),
    "report": N_("报表"),
    "target": N_("发布目标"),
    "edition": N_("网站版本"),
    "job": N_("任务"),
    "row": N_("记录号"),
}
VALUES = {
    **ROLES,
    **links.PURPOSES,
    **second_factors.METHODS,
    "password": N_("密码"),
    "invite": N_("邀请"),
    "added": N_("加上"),
    "removed": N_("去掉"),
    "renewed": N_("换新"),
    "account": N_("没有这个账号"),
    "closed": N_("账号已停用"),
    "expired": N_("账号已过期"),
    "throttled": N_("试错太多"),
    "second_factor": N_("第二道验证不对"),
    "link": N_("链接失效"),
    "verify": N_("核实，没变"),
    "correct": N_("核实，改了电话、时间或地址"),
    "retag": N_("改服务类别"),
    "withdraw": N_("撤下"),
    "import": N_("从表格导入"),
    "accepted": N_("采纳"),
    "declined": N_("不采纳"),
    "no_answer": N_("打不通"),
    "call_back": N_("对方请我稍后再打"),
}
# The same word means another thing in another place.
SPECIAL = {
    "reason": {"password": N_("密码不对"), "passkey": N_("通行密钥不对")},
    "status": {
        "400": N_("网页放太久，或请求不完整"),
        "403": N_("没有权限"),
        "404": N_("没有，或不归他管"),
        "409": N_("要由别人办，或已经变了"),
    },
    "method": {"GET": N_("打开"), "POST": N_("提交")},
}
NOBODY, PROGRAM = N_("没有登录的人"), N_("程序自己")
HEADS = (
    N_("编号"),
    N_("时间"),
    N_("账号"),
    N_("来自"),
    N_("做了什么"),
    N_("对哪一条"),
    N_("归哪里"),
    N_("哪几项"),
    N_("说明"),
)


@dataclass(frozen=True)
class Line:
    """One entry in words, in the order of `HEADS`."""

    sequence: int
    when: str
    who: str
    address: str
    event: str
    record: str
    place: str
    fields: str
    detail: str

    def cells(self) -> tuple[str, ...]:
        return tuple(str(value) for value in self.__dict__.values())


def kinds() -> dict[str, str]:
    """Every kind that an entry can be about, with its name."""
    return {kind: _(model.label) for kind, model in KINDS.items()} | {
        kind: _(word) for kind, word in KIND_WORDS.items()
    }


def line(
    entry: Entry,
    accounts: dict[int, str],
    names: dict[tuple[str, str], str],
    places: dict[str, str],
) -> Line:
    """The entry in words; accounts by number, records by kind and key, areas by code."""
    known = EVENTS.get(entry.event)
    return Line(
        sequence=entry.sequence,
        when=local(entry.at).strftime("%Y-%m-%d %H:%M:%S"),
        who=_who(entry, accounts),
        address=entry.address,
        event=_(known.label) if known else entry.event,
        record=_record(entry, accounts, names),
        place=places.get(entry.area_code, entry.area_code),
        fields=_("、").join(_field(entry.kind, name) for name in entry.fields),
        detail=_("；").join(_detail(name, value, places) for name, value in entry.detail.items()),
    )


def _who(entry: Entry, accounts: dict[int, str]) -> str:
    if entry.actor_id:
        return accounts.get(entry.actor_id, f"#{entry.actor_id}")
    return _(NOBODY if entry.address else PROGRAM)


def _record(entry: Entry, accounts: dict[int, str], names: dict[tuple[str, str], str]) -> str:
    if not entry.kind:
        return ""
    kind = _part(entry.kind)
    name = names.get((entry.kind, entry.key), "")
    if entry.kind == "account" and entry.key.isdigit():
        name = accounts.get(int(entry.key), "")
    number = f"#{entry.key}" if entry.key else ""
    return " ".join(part for part in (kind, number, name) if part)


def _field(kind: str, name: str) -> str:
    model = KINDS.get(kind)
    labels = {f.name: str(f.verbose_name) for f in model.public_fields()} if model else FIELDS
    return _(labels[name]) if name in labels else name


def _part(name: str) -> str:
    """A kind of record, or a part of the office, as the menu calls it."""
    if name in KINDS:
        return _(KINDS[name].label)
    word = KIND_WORDS.get(name) or PARTS.get(name)
    return _(word) if word else name


def _detail(name: str, value: Any, places: dict[str, str]) -> str:
    if name == "area":
        return f"{_(DETAILS[name])} {places.get(value, value)}"
    words = VALUES | SPECIAL.get(name, {})
    parts = str(value).split("+")
    if name == "endpoint":
        parts = [_part(str(value).partition(".")[0])]
    told = " + ".join(_(words[part]) if part in words else part for part in parts)
    return f"{_(DETAILS[name]) if name in DETAILS else name} {told}"


def learn(
    fields: dict[str, str], details: dict[str, str], values: dict[str, str], reasons: dict[str, str]
) -> None:
    """Words of a part of the office that this package does not know; those known already stay."""
    for known, more in (
        (FIELDS, fields),
        (DETAILS, details),
        (VALUES, values),
        (SPECIAL["reason"], reasons),
    ):
        known.update({name: word for name, word in more.items() if name not in known})
