"""What the trail can tell of: a closed list of events, and which details each may carry.

An event that is not here is refused, and so is a detail that its event does not declare. Details
are words, numbers and codes; a personal value has no place in any of them.
"""

from dataclasses import dataclass

from models import N_


@dataclass(frozen=True)
class Event:
    """What can happen, in the reader's words, and which details it may carry."""

    label: str
    details: frozenset[str] = frozenset()


def _event(label: str, *details: str) -> Event:
    return Event(label, frozenset(details))


EVENTS: dict[str, Event] = {
    "signed_in": _event(N_("登录"), "method"),
    "sign_in_failed": _event(N_("登录失败"), "reason"),
    "signed_out": _event(N_("退出")),
    "session_ended": _event(N_("结束一处登录"), "count"),
    "password_changed": _event(N_("改密码")),
    "second_factor_changed": _event(N_("改第二道验证"), "method", "change"),
    "account_added": _event(N_("开账号"), "role", "area"),
    "account_changed": _event(N_("改账号")),
    "account_closed": _event(N_("停账号")),
    "account_reopened": _event(N_("重开账号")),
    "link_made": _event(N_("发出邀请或重设密码的链接"), "purpose"),
    "link_used": _event(N_("用链接设密码"), "purpose"),
    "record_saved": _event(N_("保存"), "revision"),
    "record_submitted": _event(N_("提交审核"), "revision"),
    "record_returned": _event(N_("退回"), "revision"),
    "record_recalled": _event(N_("取回提交的审核"), "revision"),
    "record_commented": _event(N_("写审核意见"), "revision"),
    "record_approved": _event(N_("审核通过"), "revision"),
    "record_planned": _event(N_("排定发布"), "revision"),
    "plan_cancelled": _event(N_("取消排定的发布"), "revision"),
    "record_published": _event(N_("发布"), "revision"),
    "record_withdrawn": _event(N_("撤下")),
    "record_restored": _event(N_("恢复旧版本"), "revision", "source"),
    "record_verified": _event(N_("核实")),
    "record_suggested": _event(N_("提出修改建议"), "revision"),
    "verification_put_off": _event(N_("暂缓核实"), "reason"),
    "suggestion_decided": _event(N_("答复修改建议"), "outcome"),
    "many_changed": _event(N_("批量修改"), "action", "count"),
    "many_undone": _event(N_("撤销批量修改"), "action", "count"),
    "imported": _event(N_("导入"), "count"),
    "import_undone": _event(N_("撤销导入"), "count"),
    "elder_imported": _event(N_("从台账登记或修改老人")),
    "dossiers_listed": _event(N_("看一人一册名单"), "count"),
    "dossier_made": _event(N_("打印一人一册"), "reason"),
    "report_seen": _event(N_("看报表"), "report"),
    "town_told": _event(N_("报镇民政办")),
    "town_reports_read": _event(N_("看过村里上报"), "count"),
    "platform_uploaded": _event(N_("上传省平台"), "count"),
    "platform_reconciled": _event(N_("和省平台核对"), "count"),
    "ledger_exported": _event(N_("导出台账或报表"), "count", "format", "reason", "report"),
    "exported": _event(N_("导出"), "count", "format"),
    "released": _event(N_("发布到网站"), "release", "put", "taken"),
    "went_back": _event(N_("退回到以前的发布"), "release"),
    "release_planned": _event(N_("排定整批发布"), "count"),
    "upload_asked": _event(N_("上传网站"), "target", "edition"),
    "job_asked": _event(N_("手动运行任务"), "job"),
    "settings_changed": _event(N_("改网站信息")),
    "trail_checked": _event(N_("检查审计记录"), "count"),
    "elders_listed": _event(N_("看老人名单"), "count"),
    "elder_seen": _event(N_("看老人档案")),
    "elder_revealed": _event(N_("看号码"), "reason"),
    "elder_added": _event(N_("登记老人")),
    "elder_saved": _event(N_("改老人档案")),
    "elder_left": _event(N_("老人退出登记"), "reason"),
    "elder_returned": _event(N_("恢复登记")),
    "elder_moved": _event(N_("老人转到别的村"), "area"),
    "eligibility_overridden": _event(N_("改判是否留守"), "answer"),
    "override_withdrawn": _event(N_("撤回改判")),
    "helper_saved": _event(N_("改联系帮扶人")),
    "helper_assigned": _event(N_("指定联系帮扶人"), "reason"),
    "emergency_opened": _event(N_("应急查阅外地档案"), "reason", "hours"),
    "emergency_failed": _event(N_("应急查阅没有找到人")),
    "emergency_ended": _event(N_("结束应急查阅")),
    "emergency_reviewed": _event(N_("复核应急查阅"), "outcome"),
    "file_added": _event(N_("上传扫描件"), "row"),
    "file_opened": _event(N_("打开扫描件"), "row"),
    "erased": _event(N_("到期删除"), "count"),
    "visit_recorded": _event(N_("记走访"), "mode", "source"),
    "visit_taken_back": _event(N_("收回走访记录")),
    "excuse_recorded": _event(N_("记免访"), "reason"),
    "excuse_ended": _event(N_("结束免访")),
    "blow_recorded": _event(N_("记重大变故"), "reason"),
    "campaign_saved": _event(N_("安排专项走访"), "action"),
    "people_taken_offline": _event(N_("把走访名单存到手机"), "count"),
    "sheet_printed": _event(N_("打印走访表"), "count"),
    "notices_read": _event(N_("看过提醒"), "count"),
    "care_seen": _event(N_("看帮扶记录"), "row"),
    "care_saved": _event(N_("写帮扶记录"), "row"),
    "care_voided": _event(N_("作废帮扶记录"), "row"),
    "care_revealed": _event(N_("看帮扶人员电话"), "row"),
    "inspection_drawn": _event(N_("抽查对象"), "row", "count"),
    "tallied": _event(N_("统计各村数字"), "count"),
    "figures_drawn": _event(N_("统计公开数字"), "row"),
    "refused": _event(N_("被拒绝的访问"), "endpoint", "method", "status"),
}
