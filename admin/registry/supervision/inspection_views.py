"""The pages of an inspection: make it, ask whom it drew, set down faults, close it, print a notice.

Editors of a town or the district inspect; the place that is inspected says when a fault is put
right. The notice (通报) names places and faults and no elder.
"""

from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_login import current_user
from werkzeug.wrappers import Response as AnyResponse

from admin.registry import access, logged
from admin.registry.register import Column, Register, day, number
from admin.registry.supervision import faults, forms, inspecting
from admin.registry.supervision.rows import Finding, Inspection, Sample
from models import N_
from pages import clock

LONGEST = 300


def _samples(row: Inspection) -> list[Sample]:
    return list(access.visible(Sample).where(Sample.inspection == row).order_by(Sample.id))


def _findings(row: Inspection) -> list[Finding]:
    query = access.visible(Finding).where((Finding.inspection == row) & Finding.void_at.is_null())
    return list(query.order_by(Finding.id))


def _state(row: Inspection) -> str:
    return _("已结束") if row.closed_on else _("进行中")


def _beside(row: Inspection) -> dict[str, Any]:
    samples, findings = _samples(row), _findings(row)
    codes = {one.area_code for one in (*samples, *findings)}
    form = forms.FindingForm()
    form["area_code"].choices = _places(row)
    return {
        "samples": samples,
        "findings": findings,
        "finding_form": form,
        "results": inspecting.results(samples),
        "questions": Sample.QUESTIONS,
        "faults": faults.FAULTS,
        "late": {one.id for one in inspecting.late(findings, clock.today())},
        "places": access.names(codes),
        "may_decide": access.may(access.DECIDE, row.area_code),
    }


def _places(row: Inspection) -> list[tuple[str, str]]:
    return [
        (code, name)
        for code, name in access.places("district", "town", "village")
        if code.startswith(row.area_code)
    ]


def _draw(row: Inspection) -> None:
    drawn = inspecting.draw(row, actor_id=current_user.id, now=clock.now())
    if len(drawn) < row.size:
        flash(_("这里只有 %(n)s 位在册老人，全部抽到了。", n=len(drawn)), "warning")


inspections = Register(
    Inspection,
    forms.InspectionForm,
    (
        Column(N_("名称"), lambda r: r.name),
        Column(N_("日期"), lambda r: day(r.on)),
        Column(N_("怎样抽"), lambda r: _(Inspection.WAYS[r.way])),
        Column(N_("抽几位"), lambda r: str(r.size)),
        Column(N_("状态"), _state),
    ),
    newest=Inspection.on,
    levels=("district", "town", "village"),
    adds=access.DECIDE,
    lead=N_("抽查由系统抽人，谁也不能挑。问题写到镇村，定期限，改好了销号，最后打印通报。"),
    page="duty/inspection.html",
    added=_draw,
    beside=_beside,
    is_fixed=True,
)


@inspections.blueprint.route("/<int:id>/ask/<int:sample>", methods=("GET", "POST"))
def ask(id: int, sample: int) -> str | AnyResponse:
    """The check-list of one elder."""
    inspection, row = access.row_of(Inspection, id), access.row_of(Sample, sample)
    access.demand(access.DECIDE, inspection.area_code)
    if row.inspection_id != inspection.id:
        row = access.row_of(Sample, 0)
    if request.method == "GET":
        logged.seen(row, now=clock.now())
        return _asking(inspection, row)
    row.turn = number(request.form.get("turn", ""))
    given = {question: request.form.get(question, "") for question in Sample.QUESTIONS}
    note = request.form.get("note", "").strip()[:LONGEST]
    act = {"today": clock.today(), "actor_id": current_user.id, "now": clock.now()}
    try:
        inspecting.answer(row, given, note, **act)
    except logged.Outdated:
        flash(_("别人刚填过这一位，请核对。"), "error")
        return _asking(inspection, access.row_of(Sample, sample))
    flash(_("已记下。"), "success")
    return redirect(url_for("inspection.one", id=inspection.id))


def _asking(inspection: Inspection, row: Sample) -> str:
    return render_template(
        "duty/sample.html",
        inspection=inspection,
        row=row,
        questions=Sample.QUESTIONS,
        names=access.names({row.area_code}),
    )


@inspections.blueprint.post("/<int:id>/finding")
def find(id: int) -> str | AnyResponse:
    """Set down a fault."""
    row = access.row_of(Inspection, id)
    access.demand(access.DECIDE, row.area_code)
    form = forms.FindingForm(request.form)
    form["area_code"].choices = _places(row)
    if row.closed_on is None and form.validate():
        made = Finding(inspection=row, **form.data)
        logged.add(made, actor_id=current_user.id, now=clock.now())
        flash(_("已记下问题。"), "success")
        return redirect(url_for("inspection.one", id=row.id))
    shown = inspections.filled(row, None)
    for name, texts in form.errors.items():
        flash(f"{_(form[name].label.text)}：{'；'.join(texts)}", "error")
    return inspections.form_page(shown, row, None)


@inspections.blueprint.post("/<int:id>/finding/<int:finding>/remedy")
def remedy(id: int, finding: int) -> AnyResponse:
    """The place says that, and how, it has put a fault right."""
    row = access.row_of(Finding, finding)
    access.demand(access.WRITE, row.area_code)
    text = request.form.get("text", "").strip()[:LONGEST]
    if not text or row.remedied_on is not None:
        flash(_("请写明怎样改的。"), "error")
    else:
        _change(row, {"remedy": text, "remedied_on": clock.today()})
    return redirect(url_for("inspection.one", id=row.inspection_id))


@inspections.blueprint.post("/<int:id>/finding/<int:finding>/close")
def close_finding(id: int, finding: int) -> AnyResponse:
    """The inspector agrees (销号), or sends it back to be put right."""
    row = access.row_of(Finding, finding)
    access.demand(access.DECIDE, row.inspection.area_code)
    if row.remedied_on is None or row.closed_on is not None:
        flash(_("镇村还没有报改好，不能销号。"), "error")
    elif request.form.get("agree") == "no":
        _change(row, {"remedied_on": None})
    else:
        _change(row, {"closed_on": clock.today()})
    return redirect(url_for("inspection.one", id=row.inspection_id))


@inspections.blueprint.post("/<int:id>/close")
def close(id: int) -> AnyResponse:
    """End the inspection with its summary; the notice can be printed from then on."""
    row = access.row_of(Inspection, id)
    access.demand(access.DECIDE, row.area_code)
    text = request.form.get("summary", "").strip()[:2000]
    if not text or row.closed_on is not None:
        flash(_("请写几句总的情况。"), "error")
    else:
        _change(row, {"summary": text, "closed_on": clock.today()})
    return redirect(url_for("inspection.one", id=row.id))


def _change(row: Any, values: dict[str, Any]) -> None:
    try:
        logged.change(row, values, actor_id=current_user.id, now=clock.now())
        flash(_("已记下。"), "success")
    except logged.Outdated:
        flash(_("别人刚处理过这一条，请再看一遍。"), "warning")


@inspections.blueprint.get("/<int:id>/notice")
def notice(id: int) -> str:
    """The notice (通报), to be printed."""
    row = access.row_of(Inspection, id)
    findings = _findings(row)
    return render_template(
        "duty/notice.html",
        row=row,
        findings=findings,
        results=inspecting.results(_samples(row)),
        asked=sum(sample.asked_on is not None for sample in _samples(row)),
        questions=Sample.QUESTIONS,
        faults=faults.FAULTS,
        names=access.names({one.area_code for one in findings} | {row.area_code}),
        today=clock.today(),
    )


REGISTERS = (inspections,)
