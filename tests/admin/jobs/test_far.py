"""How far a run is can be read by others while its transaction is open."""

from admin.jobs import far
from tests.admin.conftest import OfficeInTest


def test_what_was_told_last_is_read_until_it_is_forgotten(office: OfficeInTest) -> None:
    with office.app.app_context():
        assert far.read(7) == (0, 0)
        far.tell(7, 200, 1_000)
        far.tell(7, 400, 1_000)
        assert far.read(7) == (400, 1_000)
        far.forget(7)
        assert far.read(7) == (0, 0)
