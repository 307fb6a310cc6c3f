"""The form of an elder, by the seven groups of the order; it asks nothing that they do not need.

The id number is checked against the birth and the sex; both can be left out, and are then read from
it. What is wrong is told at the field, and what was typed stays.
"""

from datetime import date
from typing import Any, ClassVar

from flask_babel import gettext as _

from admin.registry import words
from admin.registry.rules import groups, identity_numbers, telephones
from admin.registry.rules.completeness import GROUPS
from admin.registry.views import fields
from admin.registry.views.fields import RegistryForm
from models import N_, Area

RURAL = {"yes": N_("是农村"), "no": N_("不是农村")}
RURAL_VALUES: dict[str, bool | None] = {"": None, "yes": True, "no": False}
UNCHANGED = N_("已登记：%(masked)s。要改才填；写“无”表示没有。")


def telephone(form: RegistryForm, name: str = "phone") -> None:
    """Bring a telephone into its one spelling, or say at the field that it is none."""
    field = form[name]
    try:
        field.data = telephones.read(field.data or "") or (field.data and "无") or ""
    except telephones.NotATelephone as refused:
        field.errors = [*field.errors, _(str(refused))]


def keep_sealed(values: dict[str, Any], *names: str) -> None:
    """Take out what was not typed, so that it stays as it is; 无 empties it."""
    for name in names:
        typed = values.pop(name) or ""
        if typed:
            values[name] = "" if typed == "无" else typed


class ElderForm(RegistryForm):
    """Somebody of the register."""

    GROUPS: ClassVar = [
        (
            GROUPS["identity"],
            (
                "name",
                "id_number",
                "born_on",
                "sex",
                "area_code",
                "household_code",
                "group_name",
                "address",
                "phone",
                "is_rural_as",
            ),
        ),
        (GROUPS["income"], ("incomes", "livelihood", "aids")),
        (GROUPS["family"], ("marital", "living", "declared_children")),
        (GROUPS["health"], ("illnesses", "self_care")),
        (GROUPS["care"], ("carers",)),
        (GROUPS["difficulties"], ("difficulties", "needs", "note")),
    ]

    name = fields.text(N_("姓名"), needed=True)
    id_number = fields.text(N_("身份证号"), N_("18 位；老证 15 位也可以。平时中间几位不显示。"))
    born_on = fields.day(N_("出生日期"), N_("填了身份证号就不用填。"))
    sex = fields.tap(N_("性别"), words.SEXES)
    area_code = fields.chosen_later(N_("村居"))
    household_code = fields.text(
        N_("户籍地的区划代码"), N_("户口就在现住的村就空着；在外地写 6、9 或 12 位。"), most=12
    )
    group_name = fields.text(N_("组"), N_("写数字，如 3；没有分组就写“无”。"), most=20)
    address = fields.text(N_("门牌"), N_("走访的人找得到就行，如“村东头 12 号”。"), most=120)
    phone = fields.text(N_("老人的电话"), N_("手机或带区号的座机；没有就写“无”。"))
    is_rural_as = fields.one(N_("住的地方"), RURAL, N_("空着就按所在村居的登记。"))
    incomes = fields.some(N_("收入来源"), words.INCOMES)
    livelihood = fields.tap(N_("生活状况"), words.LIVELIHOODS)
    aids = fields.some(N_("享受的救助"), words.AIDS, N_("没有就都不勾。"))
    marital = fields.tap(N_("婚姻"), words.MARITAL)
    living = fields.tap(N_("和谁一起住"), words.LIVING)
    declared_children = fields.number(
        N_("在世的子女有几个"), N_("没有就填 0。每个子女的去向保存后再一个个登记。"), most=20
    )
    illnesses = fields.some(N_("慢性病"), words.ILLNESSES, N_("只勾大类，不写诊断。"))
    self_care = fields.tap(
        N_("自理情况"), words.SELF_CARE, N_("按平时看到的填；能力等级要由评估员评。")
    )
    carers = fields.some(N_("平时谁照料"), words.CARERS)
    difficulties = fields.some(N_("困难"), words.DIFFICULTIES)
    needs = fields.some(N_("需要什么服务"), words.NEEDS)
    note = fields.long(N_("备注"), N_("和照顾有关、上面没有的才写。"), most=500)

    def offer(self, places: list[Area]) -> None:
        """The villages to choose from; a single one is chosen already."""
        fields.offer(self.area_code, [(area.code, area.name) for area in places])

    def check(self, today: date) -> bool:
        """Whether everything can be saved; numbers are brought into their one spelling."""
        fine = self.validate()
        telephone(self)
        self._check_identity(today)
        self._check_none("illnesses", "difficulties", "needs")
        fields.not_ahead(today, self.born_on)
        code = self.household_code.data
        if code and not (code.isascii() and code.isdigit() and len(code) in {6, 9, 12}):
            self.household_code.errors = [_("区划代码是 6、9 或 12 位数字。")]
        self.group_name.data = groups.group(self.group_name.data or "")
        return bool(fine) and not self.errors

    def _check_identity(self, today: date) -> None:
        typed = self.id_number.data
        if not typed or typed == "无":
            return
        try:
            found = identity_numbers.read(typed, today)
        except identity_numbers.NotAnIdentityNumber as refused:
            self.id_number.errors = [*self.id_number.errors, _(str(refused))]
            return
        self.id_number.data = found.number
        for field, value in ((self.born_on, found.born_on), (self.sex, found.sex)):
            if field.data and field.data != value:
                field.errors = [*field.errors, _("和身份证号对不上，请核对。")]
            field.data = field.data or value

    def _check_none(self, *names: str) -> None:
        for name in names:
            chosen = self[name].data or []
            if "none" in chosen and len(chosen) > 1:
                self[name].errors = [*self[name].errors, _("勾了“没有”，就不要再勾别的。")]

    def columns(self) -> dict[str, Any]:
        """The values as the elder's columns take them."""
        values = self.values()
        values["is_rural"] = RURAL_VALUES[values.pop("is_rural_as") or ""]
        keep_sealed(values, "id_number", "phone")
        return values
