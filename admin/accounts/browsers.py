"""The name of a browser in two words, so that a person knows the own telephone in a list.

What a browser says of itself is long, and anybody can write it: only known names are taken from it.
"""

BROWSERS = (
    ("MicroMessenger", "微信"),
    ("Edg", "Edge"),
    ("Firefox", "Firefox"),
    ("OPR", "Opera"),
    ("Chrome", "Chrome"),
    ("Safari", "Safari"),
)
SYSTEMS = (
    ("HarmonyOS", "HarmonyOS"),
    ("Android", "Android"),
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Windows", "Windows"),
    ("Mac OS X", "Mac"),
    ("Linux", "Linux"),
)


def short_name(agent: str) -> str:
    """`Edge · Windows`, or nothing where neither is known."""
    found = (
        next((name for sign, name in names if sign in agent), "") for names in (BROWSERS, SYSTEMS)
    )
    return " · ".join(part for part in found if part)
