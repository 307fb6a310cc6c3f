"""The form of a visit: about a minute on a telephone, the same online, offline and in the grid.

The two blocks that the order names, 生活情况 and 赡养责任落实情况, must be answered by a visit in
person; a call may leave the four checks open. There is no button that says that all is well.
"""

from datetime import date, datetime
from typing import Any, ClassVar

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import StringField

from admin.registry import words
from admin.registry.views import fields
from admin.registry.views.fields import RegistryForm
from models import N_
from pages import clock

NEEDED_IN_PERSON = (*words.CHECKS, "spirits", "living", "family_duty", "dangers")
OLDEST_DAYS = 92


class Moment(StringField):
    """A wall-clock time in China, as `datetime-local` sends it; as data the instant in UTC."""

    def process_formdata(self, valuelist: list[str]) -> None:
        text = (valuelist[0] if valuelist else "").strip()
        self.data = None
        if text:
            try:
                self.data = clock.instant(datetime.fromisoformat(text).replace(tzinfo=None))
            except (ValueError, OverflowError):
                raise ValueError(_l("时间写成 2026-11-24 09:30 这样。")) from None

    def _value(self) -> str:
        if isinstance(self.data, datetime):
            return clock.local(self.data).strftime("%Y-%m-%dT%H:%M")
        return str((self.raw_data or [""])[0])


class VisitForm(RegistryForm):
    """One visit or call."""

    GROUPS: ClassVar = [
        (N_("怎么联系的"), ("mode", "at")),
        (N_("吃穿住医"), tuple(words.CHECKS)),
        (N_("人和家"), ("spirits", "living", "family_duty")),
        (N_("安全"), ("dangers", "signs", "trouble")),
        (N_("说定的事"), ("agreed", "said", "next_on")),
    ]

    mode = fields.tap(N_("方式"), words.VISIT_MODES, N_("只有上门才算本月走访。"), needed=True)
    at = Moment(_l("什么时候"))
    eat = fields.tap(N_("吃"), words.CHECK_ANSWERS)
    wear = fields.tap(N_("穿"), words.CHECK_ANSWERS)
    home = fields.tap(N_("住"), words.CHECK_ANSWERS)
    health = fields.tap(N_("医"), words.CHECK_ANSWERS)
    spirits = fields.tap(N_("精神"), words.SPIRITS)
    living = fields.tap(N_("和谁一起住"), words.LIVING)
    family_duty = fields.tap(N_("子女尽赡养义务了吗"), words.FAMILY_DUTY)
    dangers = fields.some(N_("看到什么隐患"), words.DANGERS)
    signs = fields.some(N_("哪样不如从前"), words.SIGNS, N_("勾了就会建议请评估员来评。"))
    trouble = fields.long(N_("有问题的写明"), most=500)
    agreed = fields.long(N_("说定了什么"), N_("谁、什么时候、做什么。"), most=500)
    said = fields.long(N_("老人自己的话"), most=300)
    next_on = fields.day(N_("下次什么时候来"))

    def check(self, now: datetime, today: date) -> bool:
        """Whether it can be kept; what a visit in person must answer is asked at its field."""
        fine = self.validate()
        if self.mode.data == "in_person":
            for name in NEEDED_IN_PERSON:
                if not self[name].data:
                    self[name].errors = [_("上门走访要填这一项。")]
        self._check_trouble()
        self._check_times(now, today)
        return bool(fine) and not self.errors

    def _check_trouble(self) -> None:
        chosen = self.dangers.data or []
        if "none" in chosen and len(chosen) > 1:
            self.dangers.errors = [_("勾了“没有发现”，就不要再勾别的。")]
        wrong = [name for name in words.CHECKS if self[name].data == "trouble"]
        if (wrong or set(chosen) - {"none"}) and not self.trouble.data:
            self.trouble.errors = [_("有问题就写一句是什么问题。")]

    def _check_times(self, now: datetime, today: date) -> None:
        at = self.at.data
        if at is not None and not self.at.errors:
            if clock.local(at).date() > today:
                self.at.errors = [_("这个时间还没有到。")]
            elif (now - at).days > OLDEST_DAYS:
                self.at.errors = [_("三个月以前的走访请联系镇里补记。")]
        if self.next_on.data and self.next_on.data < today:
            self.next_on.errors = [_("要写以后的日子。")]

    def columns(self) -> dict[str, Any]:
        """The answers as columns of a visit, without mode and time."""
        values = self.values()
        del values["mode"], values["at"]
        return values
