"""Which numbers of the rules this office works with, and who acts when: read once, handed on.

The rules themselves (`registry.rules`) know no configuration and no clock.
"""

from dataclasses import dataclass
from datetime import date, datetime

from admin.config import Config
from admin.registry.rules.eligibility import Definition
from admin.registry.rules.priority import Measures


@dataclass(frozen=True)
class Rules:
    """The definition, the measures of priority, and how often each tier is visited."""

    definition: Definition
    measures: Measures
    cadences: dict[str, str]

    @classmethod
    def of(cls, config: Config) -> "Rules":
        """The rules of an installation; the configuration has been checked where it was read."""
        definition = Definition(
            age=config.left_behind_age,
            months=config.left_behind_months,
            beyond=config.left_behind_beyond,  # type: ignore[arg-type]
            counties=config.home_counties,
        )
        cadences = {
            "high": config.visits_high,
            "middle": config.visits_middle,
            "low": config.visits_low,
        }
        return cls(definition, Measures(aged_from=config.aged_from), cadences)

    def owed(self, tier: str) -> list[str]:
        """The cadences that somebody of that tier is owed: the month's, and a stricter one."""
        return list(dict.fromkeys(["month", self.cadences[tier]]))


@dataclass(frozen=True)
class Act:
    """Who does something, at which instant and on which day, under which rules."""

    author_id: int | None
    now: datetime
    today: date
    rules: Rules
