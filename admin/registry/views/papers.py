"""Dated papers in an elder's file: told, consents, assessments, and the kinds of difficulty.

An assessment is what an assessor found, written down by the town; a village contact cannot. Papers
are added and not rewritten; a consent can be withdrawn, and what rested on it stops.
"""

from typing import Any, ClassVar

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from admin.registry import words
from admin.registry.people import keeping
from admin.registry.people.elders import Elder, ElderTag
from admin.registry.people.papers import AbilityAssessment, Consent, InformationRecord
from admin.registry.rights import consents
from admin.registry.rules import days, priority
from admin.registry.views import door, fields
from admin.registry.views.fields import RegistryForm
from models import N_, current_database

Answer = str | Response
STANDARDS = {"GB/T 42195-2022": "GB/T 42195-2022", "MZ/T 039-2013": "MZ/T 039-2013"}
MOST_POINTS = 90
REVIEW_MONTHS = 12
CONSENTED = {"yes": N_("同意"), "no": N_("不同意")}
GRADES = {str(grade): label for grade, label in priority.GRADES.items()}

blueprint = Blueprint("papers", __name__, url_prefix="/elders/<key>")
door.guard(blueprint)


class ToldForm(RegistryForm):
    """That the elder was told."""

    GROUPS: ClassVar = [(N_("告知"), ("told_on", "means", "told_by", "witness"))]

    told_on = fields.day(N_("哪天告知的"), needed=True)
    means = fields.tap(N_("怎么告知的"), words.INFORM_MEANS, needed=True)
    told_by = fields.text(N_("谁告知的"), needed=True)
    witness = fields.text(N_("见证人"), N_("念给本人听时要有。"))

    def check(self, today: Any) -> bool:
        fine = self.validate()
        fields.not_ahead(today, self.told_on)
        if self.means.data == "read_aloud" and not self.witness.data:
            self.witness.errors = [_("念给本人听，要写见证人。")]
        return bool(fine) and not self.errors


class ConsentForm(RegistryForm):
    """A separate consent for one purpose."""

    GROUPS: ClassVar = [(N_("单独同意"), ("purpose", "given", "given_on", "means", "witness"))]

    purpose = fields.tap(N_("同意什么"), words.CONSENT_PURPOSES, needed=True)
    given = fields.tap(N_("本人的意思"), CONSENTED, N_("不同意也照样提供服务。"), needed=True)
    given_on = fields.day(N_("日期"), needed=True)
    means = fields.tap(N_("怎样表示的"), words.CONSENT_MEANS, needed=True)
    witness = fields.text(N_("见证人"))

    def check(self, today: Any) -> bool:
        fine = self.validate()
        fields.not_ahead(today, self.given_on)
        return bool(fine) and not self.errors

    def columns(self) -> dict[str, Any]:
        values = self.values()
        values["is_given"] = values.pop("given") == "yes"
        return values


class AssessmentForm(RegistryForm):
    """An assessor's record."""

    GROUPS: ClassVar = [
        (
            N_("评估员的结论"),
            ("assessed_on", "standard", "score", "grade", "reason", "assessors", "organisation"),
        )
    ]

    assessed_on = fields.day(N_("评估日期"), needed=True)
    standard = fields.one(N_("标准"), STANDARDS, needed=True)
    score = fields.number(N_("总分"), N_("新国标满分 90，分高能力好。没有就空着。"), most=100)
    grade = fields.tap(N_("等级"), GRADES, needed=True)
    reason = fields.one(N_("为什么评"), words.ASSESSMENT_REASONS, needed=True)
    assessors = fields.text(N_("评估员"), N_("两位都写。"), most=80, needed=True)
    organisation = fields.text(N_("评估机构"), most=80)

    def check(self, today: Any) -> bool:
        """Whether it can be saved; points better than the grade are a mistake, worse ones a rule.

        GB/T 42195 moves a grade down (coma, dementia, two falls in a month), never up.
        """
        fine = self.validate()
        fields.not_ahead(today, self.assessed_on)
        score, standard = self.score.data, self.standard.data
        if standard == "GB/T 42195-2022" and score is not None and not self.score.errors:
            if score > MOST_POINTS:
                self.score.errors = [_("新国标满分是 90。")]
            elif self.grade.data and int(self.grade.data) < priority.grade_of(score):
                self.grade.errors = [_("这个分数的等级没有这么好，请核对。")]
        return bool(fine) and not self.errors

    def columns(self) -> dict[str, Any]:
        values = self.values()
        values["grade"] = int(values["grade"])
        values["most"] = MOST_POINTS if values["standard"] == "GB/T 42195-2022" else None
        values["review_on"] = days.months_after(values["assessed_on"], REVIEW_MONTHS)
        return values


class TagsForm(RegistryForm):
    """The kinds of difficulty that apply."""

    GROUPS: ClassVar = [(N_("困难类别"), ("tags",))]

    tags = fields.some(N_("属于哪些"), words.TAGS, N_("不符合留守条件的，按这些类别照顾。"))


@blueprint.route("/told", methods=("GET", "POST"))
def told(key: str) -> Answer:
    form = ToldForm(request.form)
    return _new(key, InformationRecord, form, _("记告知"), form.values)


@blueprint.route("/consents/new", methods=("GET", "POST"))
def consent(key: str) -> Answer:
    form = ConsentForm(request.form)
    answer = _new(key, Consent, form, _("记单独同意"), form.columns)
    if not isinstance(answer, str):
        consents.stop(door.elder(key), form.purpose.data, door.act())
    return answer


@blueprint.post("/consents/<int:number>/withdraw")
def withdraw_consent(key: str, number: int) -> Response:
    elder, act = door.elder(key), door.act()
    row = door.part(Consent, elder, number)
    consents.withdraw(elder, row, act)
    flash(_("已记下：本人撤回了同意。服务不受影响。"), "success")
    return redirect(url_for("elders.one", key=key))


@blueprint.route("/assessments/new", methods=("GET", "POST"))
def assessment(key: str) -> Answer:
    door.demand("registry_decide")
    form = AssessmentForm(request.form)
    act = door.act()
    more = {"author_id": act.author_id, "created_at": act.now}
    return _new(key, AbilityAssessment, form, _("登记能力评估"), lambda: form.columns() | more)


@blueprint.route("/tags", methods=("GET", "POST"))
def tags(key: str) -> Answer:
    door.demand("registry_edit")
    elder, act = door.elder(key), door.act()
    current = list(elder.tags.where(ElderTag.until.is_null()))
    form = TagsForm(request.form, data={"tags": [row.tag for row in current]})
    if request.method == "POST" and form.validate():
        _set_tags(elder, current, set(form.tags.data), act)
        flash(_("已保存。"), "success")
        return redirect(url_for("elders.one", key=key))
    return _page(elder, form, _("困难类别"))


def _set_tags(elder: Elder, current: list[ElderTag], wanted: set[str], act: Any) -> None:
    """End what does not apply any more and begin what does: neither is forgotten."""
    with current_database.atomic():
        for row in current:
            if row.tag not in wanted:
                keeping.change(elder, row, {"until": act.today}, act)
        for tag in sorted(wanted - {row.tag for row in current}):
            values = {"tag": tag, "since": act.today, "author_id": act.author_id}
            keeping.add(elder, ElderTag, values, act)


def _new(key: str, model: Any, form: Any, title: str, columns: Any) -> Answer:
    door.demand("registry_edit")
    elder, act = door.elder(key), door.act()
    if request.method == "POST" and form.check(act.today):
        keeping.add(elder, model, {"author_id": act.author_id} | columns(), act)
        flash(_("已保存。"), "success")
        return redirect(url_for("elders.one", key=key))
    return _page(elder, form, title)


def _page(elder: Elder, form: Any, title: str) -> str:
    back = url_for("elders.one", key=elder.key)
    return render_template(
        "registry/form.html", form=form, title=title, back=back, back_label=elder.name
    )
