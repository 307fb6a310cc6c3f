"""Why each group of fields is kept, on which ground (个人信息保护法 art. 13, 28, 29); the notice.

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
        N_("慢性病的类别、自理情况、评估等级"),
        N_("安排照料，防意外"),
        CONSENT,
        True,
    ),
    Purpose(N_("照料情况"), N_("平时谁照料、联系帮扶人、走访记录"), N_("每月上门看望"), DUTY),
    Purpose(N_("存在困难"), N_("困难、需要的服务"), N_("对上合适的服务"), DUTY),
    Purpose(N_("监护人联系方式"), N_("监护人姓名、关系、电话"), N_("出事时马上找到人"), DUTY),
)
NOTICE: tuple[str, ...] = (
    N_("您好。我们登记您的情况，是为了每月有人上门看望您，有困难时有人帮。"),
    N_("登记的有：您是谁、住哪里、电话、家里有谁、身体怎么样、谁照料您、有什么困难。"),
    N_("只有村里、镇上和区里管这件事的人能看。谁看过，都有记录，您可以要来看。"),
    N_("不会放到网上，不会卖给别人。有人拿这些情况来推销，请告诉我们。"),
    N_("身体情况要您同意才登记。不同意也照样有人看望您，照样有服务。以后可以随时收回同意。"),
    N_("您可以看、可以要一份、可以让我们改；不再需要时，可以让我们删。子女也可以替您来问。"),
    N_("有不明白的，请问村里的联系人或镇民政办。"),
)
