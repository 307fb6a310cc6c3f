"""The tests of the pure rules."""
