"""What somebody saw becomes an incident, and what is certain becomes an entry of the risk list.

It writes proposals only: an incident is graded and answered by people, and nobody is on the list of
those to be helped first before another person has approved it.
"""

from datetime import datetime

from flask_babel import gettext as _

from admin.registry import logged
from admin.registry.care.rows import CareLog
from admin.registry.danger.rows import Incident, RiskEntry
from admin.registry.people.elders import Elder


def from_care_log(log: CareLog, *, actor_id: int | None, now: datetime) -> Incident:
    """The incident that a care log with something wrong asks for; one a log."""
    words = "、".join(_(CareLog.CHECKS[word]) for word in log.wrong if word in CareLog.CHECKS)
    incident = Incident(
        area_code=log.area_code,
        elder=log.elder,
        type="care_check",
        gravity="serious" if "health" in log.wrong else "ordinary",
        what=_("四查异常（%(words)s）：%(note)s", words=words, note=log.note)[:300],
        reported_at=now,
    )
    return logged.add(incident, actor_id=actor_id, now=now)


def open_entry(elder: Elder) -> RiskEntry | None:
    """The elder's entry of the risk list that is proposed or stands."""
    found: RiskEntry | None = (
        RiskEntry.select()
        .where((RiskEntry.elder == elder) & RiskEntry.left_at.is_null())
        .where(RiskEntry.void_at.is_null())
        .first()
    )
    return found
