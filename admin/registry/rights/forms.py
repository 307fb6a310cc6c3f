"""The forms of rights: what somebody asks for, and why data must stay for now."""

from typing import Any

from flask_babel import gettext as _
from wtforms import Form

from admin.registry import inputs
from admin.registry.inputs import Day, needed, not_ahead
from admin.registry.rights.rows import RightsRequest
from models import N_


class RequestForm(Form):
    """Who asks, for what, since when; whoever is not the elder shows an authority."""

    type = inputs.choice(N_("要求什么"), RightsRequest.TYPES)
    asker = inputs.choice(N_("谁提出的"), RightsRequest.ASKERS)
    asker_name = inputs.line(N_("提出人姓名"), 40, N_("老人本人提出的，不用填。"))
    authority = inputs.line(
        N_("凭什么代办"), 120, N_("看过哪样证明，如“委托书 2026-11-02”“户口本，是儿子”。")
    )
    asked_on = Day(N_("哪天提出的"), [needed, not_ahead])
    what = inputs.text(N_("具体说了什么"), 300, N_("更正的，写清哪一项、应该是什么。"))

    def validate(self, *args: Any, **kwargs: Any) -> bool:
        """Whether it can be saved; somebody else than the elder is named with an authority."""
        fine = super().validate(*args, **kwargs)
        if self.asker.data in RightsRequest.ASKERS and self.asker.data != "self":
            for field in (self.asker_name, self.authority):
                if not field.data:
                    field.errors = [_("不是老人本人提出的，这一项必须填写。")]
                    fine = False
        return bool(fine)


class HoldForm(Form):
    """Why an elder's data must not be erased for now."""

    reason = inputs.text(
        N_("为什么不能删"),
        300,
        N_("如“法院案件，材料还要用”。结束后在这里作废，就是解除。"),
        needed,
    )
