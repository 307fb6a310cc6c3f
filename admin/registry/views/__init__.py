"""Every page of the registry that a browser can reach, registered in one place."""

from typing import Any

from flask import Flask, url_for
from flask_babel import gettext as _
from flask_login import current_user

from admin.registry import trail_words, words
from admin.registry.people import revealing
from admin.registry.rights import emergencies, requests
from admin.registry.rules import days, eligibility, priority, visit_state
from admin.registry.views import (
    campaigns,
    decisions,
    door,
    elders,
    family,
    field,
    helping,
    notices,
    papers,
    scans,
    sheets,
    versions,
    visits,
    work,
)
from models import N_
from pages import clock

PEOPLE = N_("留守老人")
ENTRIES = (
    (N_("我的走访"), "visits.index"),
    (N_("待走访"), "work.index"),
    (N_("老人档案"), "elders.index"),
    (N_("联系帮扶人"), "helping.index"),
    (N_("提醒"), "notices.index"),
    (N_("专项走访"), "campaigns.index"),
    (N_("走访表"), "sheets.index"),
)
PARTS = (
    elders,
    family,
    papers,
    scans,
    decisions,
    versions,
    helping,
    notices,
    visits,
    work,
    campaigns,
    field,
    sheets,
)
# Words that templates ask for by a stored value.
LABELS: dict[str, dict[Any, str]] = {
    "answer": eligibility.ANSWERS,
    "away": words.AWAY_REASONS,
    "blow": words.MAJOR_CHANGES,
    "campaign": words.CAMPAIGNS,
    "audience": words.CAMPAIGN_AUDIENCES,
    "cadence": visit_state.CADENCES,
    "clause": eligibility.CLAUSES,
    "consent": words.CONSENT_PURPOSES,
    "danger": words.DANGERS,
    "departure": words.DEPARTURES,
    "duty": words.DUTIES,
    "employment": words.EMPLOYMENTS,
    "excuse": words.EXCUSES,
    "family_duty": words.FAMILY_DUTY,
    "flag": words.VISIT_FLAGS,
    "grade": priority.GRADES,
    "guardian": words.GUARDIAN_KINDS,
    "helper_kind": words.HELPER_KINDS,
    "inform": words.INFORM_MEANS,
    "mode": words.VISIT_MODES,
    "relation": words.RELATIONS,
    "sex": words.SEXES,
    "source": words.VISIT_SOURCES,
    "tag": words.TAGS,
    "visit": visit_state.STATES,
}


def register(app: Flask) -> None:
    """Add the registry to the back office."""
    trail_words.teach()
    for part in PARTS:
        app.register_blueprint(part.blueprint)
    labels = {f"{name}_label": _labeller(choices) for name, choices in LABELS.items()}
    app.jinja_env.filters.update(labels)
    app.context_processor(lambda: labels | _for_templates())


def _labeller(choices: dict[Any, str]) -> Any:
    return lambda value: _(choices[value]) if value in choices else ""


def _for_templates() -> dict[str, Any]:
    return {
        "age_on": days.age,
        "checks": words.CHECKS,
        "group_label": group_label,
        "masked": revealing.masked,
        "may_in_registry": door.may,
        "registry_waiting": waiting,
        "requests_waiting": lambda: requests.counts(current_user, clock.today()),
        "reveal_reasons": words.REVEAL_REASONS,
        "visit_states": visit_state.STATES,
    }


def group_label(name: str) -> str:
    """A group as it is said: 3 is 3组, a name stays."""
    return _("%(number)s组", number=name) if name.isdigit() else name


def menu() -> list[tuple[str, str, str]]:
    """Category, label and endpoint of what the signed-in person may open of these."""
    if not current_user.is_authenticated or not door.may("registry"):
        return []
    return [(PEOPLE, label, endpoint) for label, endpoint in ENTRIES]


def waiting() -> dict[str, Any] | None:
    """For the front page: how many visits are due in one's area, and what waits to be read."""
    if not door.may("registry"):
        return None
    return {
        "visits": work.waiting(),
        "notices": notices.unseen().count(),
        "openings": emergencies.waiting(current_user) if door.may("registry_decide") else 0,
        "requests": requests.counts(current_user, clock.today()),
        "visits_url": url_for("visits.index"),
        "notices_url": url_for("notices.index"),
    }
