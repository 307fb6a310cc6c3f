"""Names that stay."""

from pages.identifiers import urn


def test_a_name_stays_the_same_for_ever() -> None:
    assert urn("370303", "activity", "12") == "urn:uuid:d8b52482-6124-5cd5-9aad-0f1e333c0981"


def test_another_district_or_record_has_another_name() -> None:
    names = {urn("370303", "activity", "12"), urn("370302", "activity", "12"),
             urn("370303", "activity", "1", "2"), urn("370303", "service", "12")}  # fmt: skip
    assert len(names) == 4
