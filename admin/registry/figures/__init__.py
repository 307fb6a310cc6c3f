"""The few totals that may be published, and the proof that no elder can be found in them."""
