"""One person's file as a page: what is known, by the seven groups, and what the rules say to it."""

from typing import Any

from flask import render_template
from flask_babel import gettext as _
from flask_login import current_user

from admin.registry import words
from admin.registry.people import doubles, handing, listing, sealed_files, standing
from admin.registry.people.doubles import REASONS, Double
from admin.registry.people.elders import Elder, ElderTag
from admin.registry.people.families import Guardian
from admin.registry.people.papers import AbilityAssessment, Consent, InformationRecord
from admin.registry.people.revealing import Wish
from admin.registry.rights import emergencies
from admin.registry.rules import completeness, days, priority, visit_state
from admin.registry.rules.eligibility import CLAUSES, Finding
from admin.registry.views import door
from admin.registry.visits import exceptions, recording
from admin.registry.visits.records import MajorChange, Visit

LATEST = 12


def page(
    elder: Elder, *, revealed: tuple[Wish, str] | None = None, asked: Wish | None = None
) -> str:
    """The page; `revealed` is a number to show in it, `asked` one that still lacks its reason."""
    act = door.act()
    known = standing.account(elder)
    found = standing.judge(known, act.today, act.rules)
    return render_template(
        "registry/elder.html",
        elder=elder,
        facts=facts(elder),
        age=days.age(elder.born_on, act.today) if elder.born_on else None,
        findings=[(CLAUSES[f.clause], f, sentence(f)) for f in found.eligibility.findings],
        computed=found.eligibility,
        override=standing.current_override(elder),
        reasons=[_(priority.REASONS[name]) for name in found.priority.reasons],
        missing=missing(found.missing),
        doubles=[in_words(double) for double in doubles.of(current_user, elder)],
        visits=visits(elder, act.today, act.author_id),
        revealed=revealed,
        asked=asked,
        scans=sealed_files.of(elder),
        opening=emergencies.opening_of(elder, act),
        may_edit=door.may("registry_edit", elder.area_code),
        may_decide=door.may("registry_decide", elder.area_code),
        **family(elder),
        **papers(elder, act.today, act.now),
    )


def facts(elder: Elder) -> list[tuple[str, list[tuple[str, str]]]]:
    """The groups of the order with what is known of each, in words."""
    shown = {
        "income": (("incomes", words.INCOMES), ("livelihood", words.LIVELIHOODS)),
        "family": (("marital", words.MARITAL), ("living", words.LIVING)),
        "health": (("illnesses", words.ILLNESSES), ("self_care", words.SELF_CARE)),
        "care": (("carers", words.CARERS),),
        "difficulties": (("difficulties", words.DIFFICULTIES), ("needs", words.NEEDS)),
    }
    lines = {
        group: [
            (_(completeness.LABELS[name]), in_list(getattr(elder, name), labels))
            for name, labels in columns
        ]
        for group, columns in shown.items()
    }
    lines["income"].append((_("享受的救助"), in_list(elder.aids, words.AIDS) or _("没有")))
    declared = elder.declared_children
    lines["family"].append((_("子女人数"), "" if declared is None else str(declared)))
    if elder.note:
        lines["difficulties"].append((_("备注"), str(elder.note)))
    return [(_(completeness.GROUPS[group]), rows) for group, rows in lines.items()]


def in_list(value: Any, labels: dict[str, str]) -> str:
    """A word or a list of words as a clerk reads them."""
    chosen = value if isinstance(value, list) else [value] if value else []
    return "、".join(_(labels[name]) if name in labels else str(name) for name in chosen)


def sentence(finding: Finding) -> str:
    """A clause's evidence in words."""
    return _(finding.text, **finding.values) if finding.values else _(finding.text)


def missing(found: dict[str, list[str]]) -> list[tuple[str, str]]:
    return [
        (_(completeness.GROUPS[group]), "、".join(_(completeness.LABELS[name]) for name in names))
        for group, names in found.items()
    ]


def in_words(double: Double) -> str:
    """A possible double, named only to whoever may know the name."""
    reason = _(REASONS[double.reason])
    if double.elder is None:
        return _(
            "可能重复：%(reason)s，在%(town)s登记过。", reason=reason, town=double.town or _("别处")
        )
    row = double.elder
    number = row.dossier_number or ""
    return _(
        "可能重复：%(name)s（档案号 %(number)s），%(reason)s。",
        name=row.name,
        number=number,
        reason=reason,
    )


def family(elder: Elder) -> dict[str, Any]:
    guardians = Guardian.select().where(Guardian.elder == elder, Guardian.removed_at.is_null())
    assignment = handing.current(elder)
    return {
        "relatives": standing.relatives(elder),
        "guardians": list(guardians.order_by(Guardian.id)),
        "assignment": assignment,
        "load": handing.load(assignment.helper) if assignment else 0,
        "former": handing.former(elder),
        "place": place(str(elder.area_code)),
        "household_place": place(str(elder.household_code)),
    }


def place(code: str) -> str:
    """Town and village by name."""
    names = listing.place_names({code, code[:9]})
    return " ".join(dict.fromkeys(names[part] for part in (code[:9], code) if part in names))


def papers(elder: Elder, today: Any, now: Any) -> dict[str, Any]:
    return {
        "told": list(elder.told.order_by(InformationRecord.id.desc())),
        "consents": list(elder.consents.order_by(Consent.id.desc())),
        "assessments": list(elder.assessments.order_by(AbilityAssessment.assessed_on.desc())),
        "tags": list(elder.tags.where(ElderTag.until.is_null())),
        "excuses": exceptions.running(elder, today),
        "blows": [
            (row, visit_state.after_a_blow(row.visit_by, row.visited_at, now))
            for row in elder.blows.order_by(MajorChange.id.desc()).limit(3)
        ],
        "state": listing.month_states([elder.id], today).get(elder.id, ""),
        "today": today,
    }


def visits(elder: Elder, today: Any, author_id: int | None) -> list[tuple[Visit, bool]]:
    """The latest visits, and of each whether the reader may still take it back."""
    found = elder.visits.order_by(Visit.at.desc()).limit(LATEST)
    return [(row, recording.may_take_back(row, author_id, today)) for row in found]
