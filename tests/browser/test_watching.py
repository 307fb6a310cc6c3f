"""Whoever looks at a watched site sees a change without touching anything."""

import pytest
from playwright.sync_api import Page

from models import Service
from tests.site.watched import Watched, program, release, watched

__all__ = ["program", "watched"]


@pytest.mark.browser
def test_a_page_that_is_looked_at_is_loaded_anew(watched: Watched, page: Page) -> None:
    page.goto(f"{watched.address}services/song-can/")
    Service.update(name="新名字").execute()
    release()
    page.wait_for_selector("h1:has-text('新名字')", timeout=60_000)
