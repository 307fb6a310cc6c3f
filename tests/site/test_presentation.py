"""How values are shown."""

import pytest

from pages.presentation import distance
from tests.site.conftest import MakeClient


@pytest.mark.parametrize(
    ("kilometres", "words"),
    [(0.0, "不到 100 米"), (0.1, "约 100 米"), (0.9, "约 900 米"), (1.0, "约 1.0 公里"),
     (12.34, "约 12.3 公里")],
)  # fmt: skip
def test_a_distance_is_said_as_people_say_it(
    client: MakeClient, kilometres: float, words: str
) -> None:
    with client().application.test_request_context():
        assert distance(kilometres) == words
