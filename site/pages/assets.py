"""The hand-written files of `site/static`, each under a name that carries a hash of its content.

A changed file gets a new name, so a browser may keep the old one for ever. Serves nothing that
does not lie in that folder.
"""

import hashlib
from functools import cache
from pathlib import Path, PurePosixPath

FOLDER = Path(__file__).resolve().parents[1] / "static"


class UnknownAsset(LookupError):
    """There is no file of this name in the folder of static files."""


@cache
def names(folder: Path = FOLDER) -> dict[str, Path]:
    """The files by their public names, such as "site.0a1b2c3d.css" or "icons/meal.….svg"."""
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    return {_public_name(path, folder): path for path in files}


def _public_name(path: Path, folder: Path) -> str:
    digest = hashlib.sha256(path.read_bytes()).hexdigest()[:10]
    relative = PurePosixPath(path.relative_to(folder).as_posix())
    return str(relative.with_suffix(f".{digest}{relative.suffix}"))


@cache
def hashed(name: str, folder: Path = FOLDER) -> str:
    """The public name of a file that a template calls by its plain one."""
    for public, path in names(folder).items():
        if path == folder / name:
            return public
    raise UnknownAsset(name)


def content(public: str, folder: Path = FOLDER) -> bytes:
    """The bytes of a file by its public name.

    :raises UnknownAsset: there is none.
    """
    path = names(folder).get(public)
    if path is None:
        raise UnknownAsset(public)
    return path.read_bytes()
