"""The village of the registry's pages, for the pages of rights too."""

from tests.admin.registry.views.conftest import village

__all__ = ["village"]
