"""The tests of admin/registry/care."""
