"""The tests of the elders, their families, helpers and papers."""
