"""The forms of danger: an incident, what the family was told, an entry of the risk list."""

from wtforms import Form

from admin.registry import inputs
from admin.registry.danger import incident_clock
from admin.registry.danger.rows import Incident, RiskEntry, Urging
from admin.registry.inputs import Day, needed, not_ahead
from models import N_


class IncidentForm(Form):
    """What happened; when it was reported is when it is written down."""

    type = inputs.choice(N_("什么事"), Incident.TYPES)
    gravity = inputs.choice(
        N_("多严重"),
        incident_clock.GRAVITIES,
        N_("紧急：1 小时内要有人到；严重：4 小时内；一般：24 小时内。先打 120 或 110。"),
    )
    what = inputs.text(N_("经过"), 300, N_("发生了什么、现在怎样。"), needed)


class UrgingForm(Form):
    """Whom the office has told or urged, and the answer."""

    whom = inputs.line(N_("通知了谁"), 40, N_("如“大儿子”。"), needed)
    type = inputs.choice(N_("通知还是督促"), Urging.KINDS)
    way = inputs.choice(N_("怎样联系"), Urging.WAYS)
    on = Day(N_("日期"), [needed, not_ahead])
    answer = inputs.text(N_("对方怎么说"), 200, N_("联系不上也写下来。"))


class RiskForm(Form):
    """Why an elder is to be helped first, and what will be done."""

    reason = inputs.choice(N_("为什么列为重点"), RiskEntry.REASONS)
    detail = inputs.text(N_("具体情况"), 300)
    measures = inputs.text(N_("采取什么措施"), 300, N_("谁、做什么、多久一次。"), needed)
