"""Who acts in these tests, and under which rules."""

from datetime import date, datetime

import pytest

from admin.config import Config
from admin.registry.in_force import Act, Rules


@pytest.fixture
def rules(config: Config) -> Rules:
    return Rules.of(config)


@pytest.fixture
def act(rules: Rules, now: datetime, today: date) -> Act:
    """The program itself, at noon of a Tuesday."""
    return Act(None, now, today, rules)
