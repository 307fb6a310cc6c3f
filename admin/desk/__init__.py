"""The editorial desk: what the office writes, checks, and lets out. It knows nothing of elders."""
