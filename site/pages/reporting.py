"""What a build has done, for a person and for a program.

It names pages and numbers; of what is published, and of any person, it says nothing.
"""

import json
from typing import Any

from pages.builder import Built


def told(built: Built, seconds: float) -> dict[str, Any]:
    """Everything a report says."""
    return {
        "pages": built.pages,
        "files": built.files,
        "kinds": built.kinds,
        "bytes": built.size,
        "compressed copies": built.copies[0],
        "bytes of copies": built.copies[1],
        "written": built.installed.written,
        "skipped": built.files + built.copies[0] - built.installed.written,
        "removed": built.installed.removed,
        "looked at": built.looked_at,
        "seconds": round(seconds, 3),
        "slowest": [{"file": name, "seconds": round(took, 4)} for took, name in built.slowest],
        "notes": built.installed.notes,
    }


def as_json(built: Built, seconds: float) -> str:
    return json.dumps(told(built, seconds), ensure_ascii=False, indent=1) + "\n"


def as_text(built: Built, seconds: float) -> str:
    """The same, a line each; lists below their name."""
    return "".join(_lines(told(built, seconds)))


def _lines(said: dict[str, Any]) -> list[str]:
    lines: list[str] = []
    for name, value in said.items():
        if isinstance(value, dict):
            lines += [f"{name}:\n", *(f"  {key}: {count}\n" for key, count in value.items())]
        elif isinstance(value, list):
            lines += [f"{name}:\n", *(f"  {_line(one)}\n" for one in value)] if value else []
        else:
            lines.append(f"{name}: {value}\n")
    return lines


def _line(one: Any) -> str:
    return f"{one['seconds']} s {one['file']}" if isinstance(one, dict) else str(one)
