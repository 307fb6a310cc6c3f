"""The tests of admin/registry/figures."""
