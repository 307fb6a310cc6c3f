"""The list of pages: everything that is published, once, and nothing else."""

from urllib.parse import quote

from flask import url_for

from models import KINDS, FormerSlug
from pages import create_app
from pages.urls import PAGES, page_urls
from tests import factories
from tests.site.conftest import MakeCatalog


def everything() -> None:
    """One row of every kind."""
    factories.service(providers=[factories.provider().id], channels=[factories.channel().id])
    factories.activity(team=factories.team())
    factories.contact()
    factories.figure()


def test_every_published_record_with_a_page_is_listed_once(catalog: MakeCatalog) -> None:
    everything()
    urls = [(endpoint, *values.values()) for endpoint, values in page_urls(catalog())]
    for kind in KINDS.keys() - {"contact"}:
        slugs = [slug for endpoint, *slug in urls if endpoint == kind]
        assert len(slugs) == KINDS[kind].select().count(), kind
    assert len(urls) == len(set(urls))


def test_every_listed_address_answers(catalog: MakeCatalog) -> None:
    everything()
    FormerSlug.create(kind="category", slug="jiu", key="1")
    app = create_app(catalog)
    with app.test_request_context():
        paths = [url_for(endpoint, **values) for endpoint, values in page_urls(catalog())]
    client = app.test_client()
    assert [path for path in paths if client.get(path).status_code != 200] == []


def test_every_page_kind_is_listed(catalog: MakeCatalog) -> None:
    everything()
    assert PAGES.keys() <= {endpoint for endpoint, _values in page_urls(catalog())}


def test_an_expired_service_is_not_listed(catalog: MakeCatalog) -> None:
    factories.service(valid_until="2020-01-01")
    assert "service" not in {endpoint for endpoint, _values in page_urls(catalog())}


def test_a_former_address_is_listed_at_its_old_place(catalog: MakeCatalog) -> None:
    row = factories.service()
    FormerSlug.create(kind="service", slug="zhu-can", key=row.key)
    assert ("service", {"slug": "zhu-can"}) in list(page_urls(catalog()))


def test_addresses_are_ascii_and_need_no_quoting(catalog: MakeCatalog) -> None:
    everything()
    with create_app(catalog).test_request_context():
        paths = [url_for(endpoint, **values) for endpoint, values in page_urls(catalog())]
    assert [path for path in paths if quote(path) != path] == []
