"""The reports that the office must be able to print (registry.md A3): one table of them all."""
