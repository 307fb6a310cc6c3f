"""Why each group of fields is kept, on which ground (个人信息保护法 art. 13, 28, 29); the notice.

Every private column belongs to one purpose: `purpose_of` knows it by its table, or by name where a
table holds several. A new column or table without one fails a test.

One table, shown to the staff and told to the elder in short sentences; it decides nothing.
"""

from typing import NamedTuple

from models import N_


class Purpose(NamedTuple):
    """A group of fields: what is in it, what for, on which ground, and whether it asks consent."""

    group: str
    fields: str
    purpose: str
    ground: str
    asks_consent: bool = False


DUTY = N_("履行法定职责（个人信息保护法第十三条第三项；山东省养老服务条例第二十八条）")
CONSENT = N_("单独同意（个人信息保护法第二十九条）")
PURPOSES: tuple[Purpose, ...] = (
    Purpose(
        N_("基本身份"),
        N_("姓名、身份证号、性别、出生日期、住址、电话"),
        N_("认准人，不漏登、不重登，能联系上"),
        DUTY,
    ),
    Purpose(
        N_("经济来源"), N_("收入来源、生活状况、享受的救助"), N_("找出困难老人，先帮他们"), DUTY
    ),
    Purpose(
        N_("家庭结构"),
        N_("婚姻、和谁同住、子女和外出情况"),
        N_("判断是不是留守，督促子女尽赡养义务"),
        DUTY,
    ),
    Purpose(
        N_("健康状况"),
        N_("慢性病的类别（要单独同意）；自理情况、评估等级"),
        N_("安排照料，防意外。自理情况关系到安全，按职责登记"),
        CONSENT,
        True,
    ),
    Purpose(N_("照料情况"), N_("平时谁照料、联系帮扶人、走访记录"), N_("每月上门看望"), DUTY),
    Purpose(N_("存在困难"), N_("困难、需要的服务"), N_("对上合适的服务"), DUTY),
    Purpose(N_("监护人联系方式"), N_("监护人姓名、关系、电话"), N_("出事时马上找到人"), DUTY),
)
OFFICE: tuple[Purpose, ...] = (
    Purpose(
        N_("帮扶人员"),
        N_("联系帮扶人、结对人员的姓名、电话、工作情况"),
        N_("知道谁在照看哪位老人，找得到人"),
        DUTY,
    ),
    Purpose(
        N_("办理记录"),
        N_("走访、服务、事件、重点帮扶、检查、上报、专项走访的记录"),
        N_("证明看望过、帮过、处置过，督促落实"),
        DUTY,
    ),
    Purpose(
        N_("个人权利"),
        N_("告知、同意、权利请求、暂缓删除、应急查阅、扫描件"),
        N_("保障老人的知情、同意、查阅、更正、删除"),
        N_("个人信息保护法第十七条、第二十九条、第四十四条至第五十条"),
    ),
    Purpose(
        N_("核对和纠错"),
        N_("改动前的内容、台账导入的来龙去脉、看号码的原因"),
        N_("改错了能改回来，谁看过查得到"),
        N_("个人信息保护法第八条、第五十一条"),
    ),
)

# What a table is kept for, where all its columns serve one purpose.
TABLES: dict[str, str] = {
    "relative": "家庭结构",
    "guardian": "监护人联系方式",
    "ability_assessment": "健康状况",
    "elder_tag": "存在困难",
    "eligibility_override": "家庭结构",
    **dict.fromkeys(
        ("helper", "companion", "pairing", "helper_assignment", "organisation"), "帮扶人员"
    ),
    **dict.fromkeys(
        (
            *("visit", "visit_duty", "visit_excuse", "major_change", "campaign"),
            *("care_log", "service_request", "incident", "urging", "risk_entry"),
            *("inspection", "sample", "finding", "tally", "notice", "town_report"),
            *("fund_entry", "contract", "promotion", "figure_issue", "allowed_word"),
            *("platform_upload", "platform_item", "platform_layout", "platform_count"),
        ),
        "办理记录",
    ),
    **dict.fromkeys(
        (
            *("information_record", "consent", "rights_request", "request_change"),
            *("legal_hold", "residue", "sealed_file", "emergency_opening"),
        ),
        "个人权利",
    ),
    **dict.fromkeys(
        ("elder_version", "reveal", "ledger_upload", "ledger_column", "ledger_import"),
        "核对和纠错",
    ),
    "ledger_item": "核对和纠错",
}
ELDER: dict[str, str] = {
    **dict.fromkeys(
        (
            *("id", "handle", "dossier_number", "area_code", "household_code", "group_name"),
            *("address", "name", "pinyin", "sex", "born_on", "id_number", "id_fingerprint"),
            *("phone", "is_rural"),
        ),
        "基本身份",
    ),
    **dict.fromkeys(("incomes", "livelihood", "aids"), "经济来源"),
    **dict.fromkeys(
        (
            *("marital", "living", "declared_children", "eligibility", "is_overridden"),
            *("deciding_clause", "qualifies_from"),
        ),
        "家庭结构",
    ),
    **dict.fromkeys(("illnesses", "self_care"), "健康状况"),
    **dict.fromkeys(("carers", "helper_id", "owed_since", "owed_until"), "照料情况"),
    **dict.fromkeys(
        ("difficulties", "needs", "note", "is_priority", "has_alarm", "tier"), "存在困难"
    ),
    **dict.fromkeys(
        (
            *("verified_on", "entered_on", "left_on", "left_because", "completeness"),
            *("computed_on", "version", "created_at", "updated_at", "author_id"),
        ),
        "核对和纠错",
    ),
}


def purpose_of(table: str, column: str) -> Purpose:
    """What a private column is kept for, and on which ground.

    :raises KeyError: nobody has said so.
    """
    group = ELDER[column] if table == "elder" else TABLES[table]
    return next(each for each in (*PURPOSES, *OFFICE) if each.group == group)


NOTICE: tuple[str, ...] = (
    N_("您好。我们登记您的情况，是为了每月有人上门看望您，有困难时有人帮。"),
    N_("登记的有：您是谁、住哪里、电话、家里有谁、身体怎么样、谁照料您、有什么困难。"),
    N_("只有村里、镇上和区里管这件事的人能看。谁看过，都有记录，您可以要来看。"),
    N_("不会放到网上，不会卖给别人。有人拿这些情况来推销，请告诉我们。"),
    N_("身体情况要您同意才登记。不同意也照样有人看望您，照样有服务。以后可以随时收回同意。"),
    N_("您可以看、可以要一份、可以让我们改；不再需要时，可以让我们删。子女也可以替您来问。"),
    N_("有不明白的，请问村里的联系人或镇民政办。"),
)
CONSENT_TEXT: tuple[str, ...] = (
    N_("下面几件事，要您点头才做。不同意也照样有人看望您，照样有服务。"),
    N_("每一件都可以只同意一部分，以后也可以随时收回。收回以后，我们就停下来、删掉。"),
)
