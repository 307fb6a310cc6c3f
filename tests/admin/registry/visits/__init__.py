"""The tests of visits and of the duty to make them."""
