"""What the build writes is what Frozen-Flask's own Freezer writes, file by file."""

from dataclasses import replace
from datetime import date

import pytest

from pages import builder
from pages.builder import Order
from pages.verifying import NotTheSame
from tests.site.test_builder import Build, build, order

__all__ = ["build", "order"]


@pytest.mark.parametrize("base_url", ["", "https://example.org/care"])
def test_every_file_is_what_frozen_flask_makes(
    build: Build, order: Order, base_url: str, today: date
) -> None:
    build(base_url=base_url)
    compared = builder.verified(replace(order, base_url=base_url), today)
    assert compared > 50


def test_a_file_that_differs_is_named(build: Build, order: Order, today: date) -> None:
    build()
    (order.output / "about" / "index.html").write_text("by hand")
    with pytest.raises(NotTheSame, match="about/index"):
        builder.verified(order, today)


def test_a_file_that_is_too_many_is_named(build: Build, order: Order, today: date) -> None:
    build()
    (order.output / "extra.html").write_text("by hand")
    with pytest.raises(NotTheSame, match="extra"):
        builder.verified(order, today)


def test_compressed_copies_are_not_compared(build: Build, order: Order, today: date) -> None:
    build(precompress=True)
    assert (order.output / "index.html.gz").exists()
    assert builder.verified(order, today) > 50


def test_a_copy_of_nothing_is_named(build: Build, order: Order, today: date) -> None:
    build(precompress=True)
    (order.output / "extra.html.gz").write_text("by hand")
    with pytest.raises(NotTheSame, match="extra"):
        builder.verified(order, today)
