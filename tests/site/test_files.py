"""The list of files that are no pages, and how a browser gets them."""

import pytest
from flask import url_for

from models import Photo
from pages import Settings, assets, create_app, feeds
from pages.files import FILES, file_urls
from tests import factories
from tests.site.conftest import MakeCatalog, MakeClient

BASE = "https://example.cn/"


def test_every_listed_file_answers_and_says_what_it_is(catalog: MakeCatalog) -> None:
    factories.service(providers=[factories.provider().id])
    Photo.create(name="men.jpg", width=1, height=1, content=b"jpeg")
    app = create_app(catalog, Settings(BASE))
    with app.test_request_context():
        paths = [url_for(endpoint, **values) for endpoint, values in file_urls(catalog(), BASE)]
    answers = [app.test_client().get(path) for path in paths]
    assert {answer.status_code for answer in answers} == {200}
    assert {answer.mimetype for answer in answers}.isdisjoint({"text/html", None})


def test_every_file_kind_is_listed_with_a_base_url(
    catalog: MakeCatalog, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(feeds, "MOST_IN_A_SITEMAP", 5)
    monkeypatch.setattr(feeds, "FULL", 4)
    factories.service(providers=[factories.provider().id], channels=[factories.channel().id])
    factories.activity(team=factories.team())
    factories.contact()
    Photo.create(name="men.jpg", width=1, height=1, content=b"jpeg")
    assert FILES.keys() == {endpoint for endpoint, _values in file_urls(catalog(), BASE)}


def test_what_needs_absolute_addresses_is_listed_only_with_a_base_url(
    catalog: MakeCatalog,
) -> None:
    assert "sitemap" not in {endpoint for endpoint, _values in file_urls(catalog())}


def test_an_asset_may_be_kept_for_ever(client: MakeClient) -> None:
    answer = client().get(f"/static/{assets.hashed('site.css')}")
    assert "immutable" in answer.headers["Cache-Control"]


def test_a_file_that_is_not_there_is_the_page_for_what_is_missing(client: MakeClient) -> None:
    answers = [client().get(path) for path in ("/static/site.css", "/photos/none.jpg")]
    assert [answer.status_code for answer in answers] == [404, 404]
    assert all("没有这个网页" in answer.text for answer in answers)
