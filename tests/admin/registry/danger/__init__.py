"""The tests of admin/registry/danger."""
