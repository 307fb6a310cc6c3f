"""The family in an elder's file: relatives and guardians, added, changed, taken out (kept)."""

from typing import Any, ClassVar

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from admin.registry import words
from admin.registry.people import keeping, revealing
from admin.registry.people.elders import Elder, Kept
from admin.registry.people.families import Guardian, Relative
from admin.registry.people.keeping import ChangedMeanwhile
from admin.registry.views import door, fields
from admin.registry.views.elder_forms import UNCHANGED, keep_sealed, telephone
from admin.registry.views.fields import RegistryForm
from models import N_, Area

Answer = str | Response
YES_NO = {"yes": N_("是"), "no": N_("不是")}
ALIVE = {"yes": N_("在世"), "no": N_("去世了")}
# What a relation owes by law where nothing else was chosen; children owe 赡养.
MEANT_DUTIES = {"spouse": "maintenance", "sibling": "maintenance", "kin": "kin", "friend": "kin"}

blueprint = Blueprint("family", __name__, url_prefix="/elders/<key>")
door.guard(blueprint)


class RelativeForm(RegistryForm):
    """A child or another person of the family."""

    GROUPS: ClassVar = [
        (N_("是谁"), ("name", "relation", "duty", "alive", "phone")),
        (N_("在哪里"), ("lives", "place_code", "place_name", "left_since", "away_because")),
        (N_("尽赡养义务"), ("contacted_on", "contacted_how", "money_on", "care_on", "comfort_on")),
    ]

    name = fields.text(N_("姓名"), needed=True)
    relation = fields.one(N_("是老人的"), words.RELATIONS, needed=True)
    duty = fields.one(N_("法律上的义务"), words.DUTIES, N_("空着就按关系：子女赡养，配偶扶养。"))
    alive = fields.tap(N_("在世吗"), ALIVE)
    phone = fields.text(N_("电话"), N_("手机或带区号的座机；没有就写“无”。"))
    lives = fields.tap(N_("和老人同住吗"), YES_NO)
    place_code = fields.text(
        N_("所在地的区划代码"),
        N_("外省写 2 位，外市 4 位，外县 6 位；本区县写到镇 9 位或村 12 位。"),
        most=12,
    )
    place_name = fields.text(N_("所在地"), N_("如“上海市松江区”。"), most=80)
    left_since = fields.day(N_("从哪天起在外"), N_("记不清日子就写那个月的 1 号。"))
    away_because = fields.one(N_("为什么外出"), words.AWAY_REASONS)
    contacted_on = fields.day(N_("最近联系老人的日期"))
    contacted_how = fields.tap(N_("怎么联系的"), words.CONTACTS)
    money_on = fields.day(N_("最近给钱给物（经济供养）"))
    care_on = fields.day(N_("最近回来照料（生活照料）"))
    comfort_on = fields.day(N_("最近看望问候（精神慰藉）"))

    def check(self, today: Any) -> bool:
        """Whether it can be saved; a place inside the country only, by its digits."""
        fine = self.validate()
        telephone(self)
        code = self.place_code.data
        if code and not (code.isascii() and code.isdigit() and len(code) in {2, 4, 6, 9, 12}):
            self.place_code.errors = [_("区划代码是 2、4、6、9 或 12 位数字。")]
        for name in ("left_since", "contacted_on", "money_on", "care_on", "comfort_on"):
            fields.not_ahead(today, self[name])
        return bool(fine) and not self.errors

    def columns(self) -> dict[str, Any]:
        values = self.values()
        relation = values["relation"]
        values["is_alive"] = values.pop("alive") != "no"
        values["lives_in"] = values.pop("lives") == "yes"
        values["duty"] = values["duty"] or MEANT_DUTIES.get(relation, "support")
        values["place_name"] = values["place_name"] or place_name(values["place_code"])
        keep_sealed(values, "phone")
        return values


def place_name(code: str) -> str:
    """The name of an area that the office knows."""
    area = Area.get_or_none(Area.code == code) if code else None
    return str(area.name) if area else ""


class GuardianForm(RegistryForm):
    """Who answers for the elder."""

    GROUPS: ClassVar = [
        (N_("监护人"), ("kind", "name", "relation", "phone")),
        (N_("委托书"), ("document", "signed_on", "starts_on", "ends_on", "review_on")),
    ]

    kind = fields.tap(N_("哪种监护"), words.GUARDIAN_KINDS, needed=True)
    name = fields.text(N_("姓名"), needed=True)
    relation = fields.one(N_("是老人的"), words.RELATIONS)
    phone = fields.text(N_("电话"), N_("找得到他的电话；没有就写“无”。"))
    document = fields.text(N_("委托书名称和编号"), N_("家庭监护不用填。"), most=120)
    signed_on = fields.day(N_("签订日期"))
    starts_on = fields.day(N_("从哪天起"))
    ends_on = fields.day(N_("到哪天止"))
    review_on = fields.day(N_("哪天复查"))

    def check(self, today: Any) -> bool:
        """Whether it can be saved: what is entrusted needs its document."""
        fine = self.validate()
        telephone(self)
        if self.kind.data == "entrusted" and not self.document.data:
            self.document.errors = [_("委托监护要有委托书。")]
        starts, ends = self.starts_on.data, self.ends_on.data
        if starts and ends and ends < starts:
            self.ends_on.errors = [_("不能早于开始的日期。")]
        fields.not_ahead(today, self.signed_on)
        return bool(fine) and not self.errors

    def columns(self) -> dict[str, Any]:
        values = self.values()
        keep_sealed(values, "phone")
        return values


def _relative_data(row: Relative) -> dict[str, Any]:
    data = keeping.plain(row)
    return data | {
        "alive": "yes" if row.is_alive else "no",
        "lives": "yes" if row.lives_in else "no",
        "phone": "",
    }


@blueprint.route("/relatives/new", methods=("GET", "POST"))
def new_relative(key: str) -> Answer:
    return _new(key, Relative, RelativeForm(request.form), _("登记一位家人"))


@blueprint.route("/relatives/<int:number>", methods=("GET", "POST"))
def relative(key: str, number: int) -> Answer:
    door.demand("registry_edit")
    elder = door.elder(key)
    row = door.part(Relative, elder, number)
    form = RelativeForm(request.form, data=_relative_data(row))
    return _edit(elder, row, form, _("改家人的情况"), "family.remove_relative")


@blueprint.post("/relatives/<int:number>/remove")
def remove_relative(key: str, number: int) -> Response:
    elder = door.elder(key)
    return _remove(elder, door.part(Relative, elder, number))


@blueprint.route("/guardians/new", methods=("GET", "POST"))
def new_guardian(key: str) -> Answer:
    return _new(key, Guardian, GuardianForm(request.form), _("登记监护人"))


@blueprint.route("/guardians/<int:number>", methods=("GET", "POST"))
def guardian(key: str, number: int) -> Answer:
    door.demand("registry_edit")
    elder = door.elder(key)
    row = door.part(Guardian, elder, number)
    form = GuardianForm(request.form, data=keeping.plain(row) | {"phone": ""})
    return _edit(elder, row, form, _("改监护人"), "family.remove_guardian")


@blueprint.post("/guardians/<int:number>/remove")
def remove_guardian(key: str, number: int) -> Response:
    elder = door.elder(key)
    return _remove(elder, door.part(Guardian, elder, number))


def _new(key: str, model: type[Kept], form: Any, title: str) -> Answer:
    door.demand("registry_edit")
    elder, act = door.elder(key), door.act()
    if request.method == "POST" and form.check(act.today):
        keeping.add(elder, model, form.columns(), act)
        flash(_("已保存。"), "success")
        return redirect(url_for("elders.one", key=key))
    return _page(elder, form, title)


def _edit(elder: Elder, row: Any, form: Any, title: str, remove: str) -> Answer:
    act = door.act()
    if row.phone:
        masked = revealing.masked(row.phone, "phone")
        form.phone.description = _(UNCHANGED, masked=masked)
    if request.method == "POST" and form.check(act.today):
        try:
            keeping.change(elder, row, form.columns(), act, seen=request.form.get("seen", ""))
        except ChangedMeanwhile:
            form.form_errors = [_("别人刚改过这一条。您填的还在下面，请核对后重填。")]
        else:
            flash(_("已保存。"), "success")
            return redirect(url_for("elders.one", key=elder.key))
    seen = request.form.get("seen") or keeping.stamp(row)
    away = url_for(remove, key=elder.key, number=row.id)
    return _page(elder, form, title, seen=seen, remove=away)


def _remove(elder: Elder, row: Any) -> Response:
    act = door.act()
    keeping.change(elder, row, {"removed_at": act.now}, act)
    flash(_("已从档案里去掉，历史里还有。"), "success")
    return redirect(url_for("elders.one", key=elder.key))


def _page(elder: Elder, form: Any, title: str, **more: Any) -> str:
    back = url_for("elders.one", key=elder.key)
    return render_template(
        "registry/form.html", form=form, title=title, back=back, back_label=elder.name, **more
    )
