"""The tests of admin/registry/supervision."""
