"""Who is in the registry, their families, their helpers and their papers."""
