"""A plugin of Pelican that makes a page of each row of a JSON file."""
