"""Every save is a revision; nothing is overwritten in silence and nothing is half saved."""

from datetime import date, datetime

import pytest

from admin.desk import revisions
from models import Service
from tests.admin.desk.conftest import Publish, Save, service

pytestmark = pytest.mark.usefixtures("desk")


def test_the_first_save_makes_a_draft(save: Save) -> None:
    saved = save("service", service())
    assert revisions.standing("service", saved.key) == "draft"


def test_publishing_makes_it_live(save: Save, publish: Publish) -> None:
    saved = save("service", service())
    publish(saved)
    assert revisions.standing("service", saved.key) == "live"


def test_a_save_after_publishing_makes_it_changed(save: Save, publish: Publish) -> None:
    saved = save("service", service())
    publish(saved)
    save("service", service(name="送午餐"), key=saved.key)
    assert revisions.standing("service", saved.key) == "changed"


def test_every_save_is_kept(save: Save) -> None:
    save("service", service())
    save("service", service(name="送午餐"), key="1")
    names = [item.fields["name"] for item in revisions.history("service", "1")]
    assert names == ["送午餐", "送餐上门"]


def test_a_save_over_somebody_elses_is_a_conflict(save: Save, now: datetime, today: date) -> None:
    save("service", service())
    save("service", service(name="送午餐"), key="1")
    with pytest.raises(revisions.Conflict) as conflict:
        revisions.save(
            "service", "1", service(name="送晚餐"), author_id=None, now=now, today=today, base=1
        )
    assert conflict.value.number == 2


def test_a_conflict_changes_nothing(save: Save, now: datetime, today: date) -> None:
    save("service", service())
    save("service", service(name="送午餐"), key="1")
    with pytest.raises(revisions.Conflict):
        revisions.save(
            "service", "1", service(name="送晚餐"), author_id=None, now=now, today=today, base=1
        )
    assert Service.get_by_id(1).name == "送午餐"
    assert len(revisions.history("service", "1")) == 2


def test_a_refused_save_leaves_nothing_behind(save: Save) -> None:
    with pytest.raises(revisions.Invalid):
        save("service", service(phones=[{"number": "不知道", "label": ""}]))
    assert Service.select().count() == 0


def test_markdown_is_rendered_and_made_safe_when_it_is_saved(save: Save) -> None:
    save("service", service(content="**热饭** <script>alert(1)</script>"))
    html = Service.get_by_id(1).content_html
    assert "<strong>热饭</strong>" in html
    assert "<script" not in html


def test_a_slug_is_made_from_the_name(save: Save) -> None:
    save("service", service(name="助餐送餐"))
    assert Service.get_by_id(1).slug == "zhu-can-song-can"


def test_the_working_row_equals_the_newest_revision(save: Save) -> None:
    save("service", service())
    save("service", service(name="送午餐", valid_from="2026-12-01"), key="1")
    assert Service.get_by_id(1).fields() == revisions.revision("service", "1", 2).fields


def test_a_text_too_long_to_render_is_named_at_its_field(save: Save) -> None:
    with pytest.raises(revisions.Invalid) as invalid:
        save("service", service(content="字" * 200_001))
    assert [problem.field for problem in invalid.value.problems] == ["content"]
