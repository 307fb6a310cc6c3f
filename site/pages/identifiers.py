"""Names for things in files that leave the site: the same thing has the same name for ever.

A calendar or a feed reader knows an entry again by it. Made of the district, kind and key, and of
no host name, so that a site that moves does not double everybody's calendar.
"""

from uuid import UUID, uuid5

# Drawn once for this product; another one would rename everything.
SHOUWANG = UUID("5d0d7c1e-6f0b-4f6c-9d52-0f3a6c3f7b18")


def urn(*parts: str) -> str:
    """The name of what these parts tell apart, as a URN."""
    return uuid5(SHOUWANG, "/".join(parts)).urn
