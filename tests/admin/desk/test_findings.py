"""What looks wrong and can be seen without asking anybody."""

import pytest

from admin.desk import findings
from tests import factories


@pytest.mark.parametrize(
    "text",
    [
        "[民政局](https://www.zhangdian.gov.cn/a)",
        "[怎样申请](/articles/apply/)",
        "[打电话](tel:05330001234)",
        "见 https://example.cn/a?b=c。",
        "没有网址，只有 8:30。",
    ],
)
def test_a_link_that_leads_somewhere_is_no_finding(text: str) -> None:
    assert findings.broken_links(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "[民政局](http:/zhangdian.gov.cn)",
        "[民政局](www.zhangdian.gov.cn)",
        "[民政局]()",
        "[民政局](https://)",
        "[民政局](htps://zhangdian.gov.cn)",
        "见 http://localhost",
        "见 http：//example.cn",
        "见 www.example.cn",
        "[x](http://[::1)",
    ],
)
def test_a_link_that_cannot_lead_anywhere_is_found(text: str) -> None:
    assert len(findings.broken_links(text)) == 1


@pytest.mark.parametrize(
    ("number", "right"),
    [
        ("0533-0001234", True),
        ("0533-000123", False),
        ("0533-000123456", False),
        ("010-62345678", True),
        ("010-6234567", False),
        ("021-62345678转12", True),
        ("13800001234", True),
        ("1380000123", False),
        ("400-000-0000", True),
        ("12345", True),
        ("6234567", True),
        ("123456", False),
    ],
)
def test_a_number_has_as_many_digits_as_its_kind(number: str, right: bool) -> None:
    assert findings.has_right_length(number) is right


def test_findings_name_what_to_look_at() -> None:
    fields = {"phones": [factories.phone("0533-000123")], "content": "[x](http:/a)"}
    found = findings.find("service", fields)
    assert "0533-000123" in found[0]
    assert "http:/a" in found[1]
