"""The files of the search as a browser loads them, each named by what it holds.

The files are scripts because a page that was opened from a disk may load nothing else; each only
hands over a value. A file never changes under its name. What the values mean is not said here.
"""

import hashlib
import json
from typing import Any

DIGEST = 10  # letters of a digest in a file's name


def digest(part: Any) -> str:
    """What the file of a value is named by."""
    return hashlib.sha256(_json(part).encode()).hexdigest()[:DIGEST]


def file_name(name: str, version: str) -> str:
    """The name of a file: `n3.0123456789.js`."""
    return f"{name}.{version}.js"


def script(name: str, part: Any) -> str:
    """JSON in a call; two line ends that JSON allows and older JavaScript does not are escaped."""
    data = _json(part).replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")
    return f"{_head(name)}{data}{TAIL}"


def value(name: str, version: str, text: str) -> Any:
    """What a script hands over.

    :raises ValueError: it is not the file that had this name.
    """
    found = json.loads(text.removeprefix(_head(name)).removesuffix(TAIL))
    if digest(found) != version:
        raise ValueError(name)
    return found


TAIL = ");\n"


def _head(name: str) -> str:
    return f'Shouwang.take("{name}",'


def _json(part: Any) -> str:
    return json.dumps(part, ensure_ascii=False, separators=(",", ":"), sort_keys=True)
