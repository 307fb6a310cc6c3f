"""The registry's pure rules: values in, values with reasons out; no table, no clock."""
