"""Tests of what `benchmarks/` is made of; never of a time."""
