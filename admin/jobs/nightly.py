"""The register's night: asks the rules about everybody for the new day, then counts every village.

A night that was missed is made up for when the machine is on again, and a run that was broken off
is begun again: both steps do no harm a second time. The log has numbers and names nobody.
"""

from admin.jobs.context import Context
from admin.registry.in_force import Rules
from admin.registry.people import recomputation, turning
from admin.registry.people.elders import Elder
from admin.registry.supervision import tallies
from admin.registry.words import NOTICES
from models import N_


def recompute(context: Context) -> None:
    """Move people in and out, make the new duties and reports, and count for the dashboards."""
    rules, today = Rules.of(context.config), context.today
    with context.databases.working():
        chosen = turning.chosen(today, rules)
        asked = Elder.select().where(Elder.left_on.is_null())
        total = (asked if chosen is None else asked.where(chosen)).count()
        found = recomputation.recompute(
            today, rules, lambda done: context.progress(done, total), chosen
        )
        places = tallies.recount(context.now, today)
    context.say(N_("重新计算了 %(n)s 位老人。") % {"n": total})
    for kind, number in sorted(found.items()):
        context.say(f"{NOTICES[kind]}：{number}")
    context.say(N_("统计了 %(n)s 个镇村。") % {"n": places})
