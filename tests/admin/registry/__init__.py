"""The tests of the private registry."""
