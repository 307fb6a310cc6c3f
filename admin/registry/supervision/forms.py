"""The forms of an inspection and of what it found."""

from typing import Any

from flask_babel import gettext as _
from wtforms import Form
from wtforms.validators import ValidationError

from admin.registry import inputs
from admin.registry.inputs import Choice, Day, Whole, needed, not_ahead
from admin.registry.supervision import faults
from admin.registry.supervision.rows import Inspection
from models import N_

MOST_ASKED = 100


class InspectionForm(Form):
    """A new inspection; whom it asks is drawn when it is saved."""

    name = inputs.line(N_("名称"), 60, N_("如“第四季度督查”。"), needed)
    area_code = Choice(N_("查哪里"), validate_choice=False)
    on = Day(N_("哪一天"), [needed, not_ahead])
    way = inputs.choice(N_("怎样抽"), Inspection.WAYS)
    size = Whole(N_("抽几位老人"), [needed], description=N_("由系统抽，抽完不能换。"))

    def validate_size(self, field: Any) -> None:
        if field.data is not None and not 1 <= field.data <= MOST_ASKED:
            raise ValidationError(_("抽 1 到 %(most)s 位。", most=MOST_ASKED))


class FindingForm(Form):
    """A fault of a place, and until when it must be put right."""

    area_code = Choice(N_("哪个镇村的问题"), validate_choice=False)
    fault = inputs.choice(N_("哪一类"), faults.FAULTS)
    what = inputs.text(N_("什么问题"), 300, N_("不写老人姓名。"), needed)
    due_on = Day(N_("哪天以前改好"), [needed])
