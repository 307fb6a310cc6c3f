"""The monthly duty to visit, what was done for it, and what excuses from it."""
