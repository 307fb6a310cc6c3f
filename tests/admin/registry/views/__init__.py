"""The tests of the registry's pages."""
