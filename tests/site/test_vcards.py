"""Address book entries: read back, whatever is in a name."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models import Provider
from pages.catalog_values import Call, Phone
from pages.vcards import Card, written
from tests import factories
from tests.site.conftest import GetPage, MakeClient

BASE = "https://example.cn/guan-ai"


def lines(content: bytes) -> list[str]:
    """The unfolded lines of a file whose every line is short and ends as the standard says."""
    assert content.endswith(b"END:VCARD\r\n")
    assert all(len(line) <= 75 for line in content.split(b"\r\n"))
    assert b"\n" not in content.replace(b"\r\n", b"")
    return content.decode().replace("\r\n ", "").split("\r\n")[:-1]


def plain(value: str) -> str:
    """An escaped value as a telephone shows it."""
    swaps = {"\\\\": "\0", "\\n": "\n", "\\,": ",", "\\;": ";"}
    for escaped, meant in swaps.items():
        value = value.replace(escaped, meant)
    return value.replace("\0", "\\")


def value(found: list[str], name: str) -> str:
    return next(
        line.partition(":")[2] for line in found if line.startswith((name + ":", name + ";"))
    )


def test_a_service_is_an_entry_with_its_number(client: MakeClient) -> None:
    factories.service(slug="x", name="送餐上门", phones=[factories.phone("0533-0001234转8")])
    found = lines(client().get("/services/x/contact.vcf").data)
    assert found[:2] == ["BEGIN:VCARD", "VERSION:3.0"]
    assert value(found, "FN") == "送餐上门"
    assert "TEL;TYPE=WORK:05330001234" in found
    assert "0533-0001234转8 办公室" in plain(value(found, "NOTE"))
    assert not any(line.startswith("URL:") for line in found)


def test_with_a_base_url_an_entry_leads_to_its_page(client: MakeClient) -> None:
    factories.service(slug="x")
    found = lines(client(base_url=BASE).get("/services/x/contact.vcf").data)
    assert value(found, "URL") == f"{BASE}/services/x/"


def test_an_institution_is_where_the_world_says_it_is(client: MakeClient) -> None:
    factories.provider(slug="x", address="村东;路北, 一楼", latitude=36.8, longitude=118.05)
    found = lines(client().get("/providers/x/contact.vcf").data)
    assert value(found, "ADR") == r";;村东\;路北\, 一楼;张店区;;;"
    latitude, longitude = map(float, value(found, "GEO").split(";"))
    assert 0 < abs(latitude - 36.8) < 0.01
    assert 0 < abs(longitude - 118.05) < 0.01


def test_a_person_is_in_an_entry_only_with_consent(client: MakeClient) -> None:
    factories.contact(slug="yes", person="王某", person_consent_on=date(2026, 1, 1))
    factories.contact(slug="no", person="李某")
    assert "王某" in client().get("/contacts/yes.vcf").text
    assert "李某" not in client().get("/contacts/no.vcf").text


def test_a_mobile_telephone_is_filed_as_one(client: MakeClient) -> None:
    factories.team(slug="x", phones=[factories.phone("138-0000-0000")])
    assert "TEL;TYPE=CELL:13800000000" in lines(client().get("/teams/x/contact.vcf").data)


def test_a_channel_without_a_number_is_rung_at_its_office(client: MakeClient) -> None:
    factories.contact(phones=[factories.phone("0533-0007777")])
    factories.channel(slug="x")
    assert "TEL;TYPE=WORK:05330007777" in lines(client().get("/channels/x/contact.vcf").data)


def test_a_withdrawn_record_has_no_entry(client: MakeClient) -> None:
    row = factories.provider(slug="x")
    Provider.delete().where(Provider.id == row.id).execute()
    assert client().get("/providers/x/contact.vcf").status_code == 404


def test_a_record_keeps_its_name_among_entries_when_it_is_renamed(client: MakeClient) -> None:
    row = factories.team(slug="x", name="旧名")
    first = value(lines(client().get("/teams/x/contact.vcf").data), "UID")
    row.name = "新名"
    row.save()
    assert value(lines(client().get("/teams/x/contact.vcf").data), "UID") == first


@given(
    st.text(
        st.characters(exclude_categories=("Cs", "Cc", "Cf", "Zl", "Zp", "Cn", "Co")), min_size=1
    )
)
def test_any_name_is_read_back_as_it_was(name: str) -> None:
    phone = Phone("0533-0001234", "05330001234", "", "")
    found = lines(written(Card("urn:x", name, (Call(None, (phone,)),))))
    assert plain(value(found, "FN")).strip() == "".join(c for c in name if c.isprintable()).strip()


@pytest.mark.parametrize("name", ["甲\r\nTEL:110", "甲\nTEL:110", "甲\rTEL:110", "甲\x00\u2028乙"])
def test_a_name_cannot_add_a_line(name: str) -> None:
    found = lines(written(Card("urn:x", name, ())))
    assert [line for line in found if line.startswith("TEL")] == []
    assert len(found) == 8


def test_a_page_offers_the_entry_only_where_there_is_a_number(get_page: GetPage) -> None:
    factories.team(slug="with", phones=[factories.phone()])
    factories.team(slug="without")
    offered = [
        bool(get_page(f"/teams/{slug}/").select('[href$="contact.vcf"][download]'))
        for slug in ("with", "without")
    ]
    assert offered == [True, False]


def test_a_contact_is_kept_from_the_list_of_contacts(get_page: GetPage) -> None:
    factories.contact(slug="x")
    assert get_page("/contacts/").select_one('[href="/contacts/x.vcf"]')
