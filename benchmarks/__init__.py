"""Scripts that measure and print a table; `make bench` runs them all. They judge nothing."""
