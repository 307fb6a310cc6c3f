"""What the trail's page calls the registry's fields, details and reasons."""

from admin.accounts import trail_words
from admin.registry import words
from admin.registry.rules import completeness, eligibility, retention
from models import N_

FIELDS: dict[str, str] = {
    "name": N_("姓名"),
    "pinyin": N_("拼音"),
    "phone": N_("电话"),
    "elder.phone": N_("老人的电话"),
    "elder.id_number": N_("身份证号"),
    "relative.phone": N_("家人的电话"),
    "guardian.phone": N_("监护人的电话"),
    "id_fingerprint": N_("身份证号"),
    "address": N_("门牌"),
    "household_code": N_("户籍地"),
    "is_rural": N_("是否农村"),
    "aids": N_("救助"),
    "note": N_("备注"),
    "verified_on": N_("核对日期"),
    "left_on": N_("退出日期"),
    "left_because": N_("退出原因"),
    "relation": N_("关系"),
    "duty": N_("义务"),
    "is_alive": N_("在世"),
    "lives_in": N_("同住"),
    "place_code": N_("所在地代码"),
    "place_name": N_("所在地"),
    "left_since": N_("在外起始"),
    "away_because": N_("外出原因"),
    "contacted_on": N_("最近联系"),
    "contacted_how": N_("联系方式"),
    "money_on": N_("经济供养"),
    "care_on": N_("生活照料"),
    "comfort_on": N_("精神慰藉"),
    "removed_at": N_("去掉"),
    "document": N_("委托书"),
    "withdrawn_on": N_("撤回"),
    "until": N_("到期"),
}
PARTS: dict[str, str] = {
    "relative": N_("登记家人"),
    "guardian": N_("登记监护人"),
    "information_record": N_("记告知"),
    "consent": N_("记单独同意"),
    "ability_assessment": N_("登记能力评估"),
    "elder_tag": N_("记困难类别"),
}
DETAILS = {"hours": N_("小时"), "mode": N_("方式"), "answer": N_("改判为")}
ACTIONS = {"begun": N_("安排"), "closed": N_("提前结束")}


def teach() -> None:
    """Tell the trail's page these words."""
    trail_words.KIND_WORDS.update(retention.KINDS)
    added = {f"{part}.added": label for part, label in PARTS.items()}
    trail_words.learn(
        fields=completeness.LABELS | FIELDS | added,
        details=DETAILS,
        values=words.EMERGENCY_VERDICTS
        | words.VISIT_MODES
        | words.VISIT_SOURCES
        | eligibility.ANSWERS
        | ACTIONS,
        reasons=words.REVEAL_REASONS
        | words.HAND_OVER_REASONS
        | words.DEPARTURES
        | words.EMERGENCY_REASONS
        | words.EXCUSES
        | words.MAJOR_CHANGES,
    )
