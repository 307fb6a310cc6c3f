"""PDF files of the last build, so that a corrected number sets one sheet and not all of them.

A file is known by everything that it is made of, so a file that is found is the file that would be
made. Each build leaves exactly the files that it used. Nothing is kept where no folder is given.
"""

import hashlib
import os
import shutil
from pathlib import Path

from pages import typesetting

SEAL = hashlib.sha256().digest_size


def pdf(told: str, folder: Path | None) -> bytes:
    """The file of an order, from the folder where it lies there.

    :raises TypesettingFailed: it has to be made and cannot be.
    """
    if folder is None:
        return typesetting.pdf(told)
    name = typesetting.digest(told)
    found = _read(_used(folder) / name) or _take(folder, name)
    return found or _keep(_used(folder) / name, typesetting.pdf(told))


def prune(folder: Path, whole: bool = True) -> None:
    """After a build that has succeeded: let go of what it did not use.

    A build that was not `whole` has only asked for what may have changed: nothing is let go of.
    """
    if not whole:
        _merge(folder)
        return
    shutil.rmtree(_kept(folder), ignore_errors=True)
    if _used(folder).exists():
        _used(folder).replace(_kept(folder))


def _merge(folder: Path) -> None:
    if _used(folder).exists():
        _kept(folder).mkdir(exist_ok=True)
        for path in _used(folder).iterdir():
            path.replace(_kept(folder) / path.name)
        _used(folder).rmdir()


def clear(folder: Path) -> None:
    """Before a build that is to make every file anew."""
    shutil.rmtree(folder, ignore_errors=True)


def _kept(folder: Path) -> Path:
    return folder / "kept"


def _used(folder: Path) -> Path:
    return folder / "used"


def _take(folder: Path, name: str) -> bytes | None:
    content = _read(_kept(folder) / name)
    if content is not None:
        _used(folder).mkdir(parents=True, exist_ok=True)
        (_kept(folder) / name).replace(_used(folder) / name)
    return content


def _read(path: Path) -> bytes | None:
    """A file that is whole; one that a loss of power has cut short is none."""
    try:
        sealed = path.read_bytes()
    except FileNotFoundError:
        return None
    seal, content = sealed[:SEAL], sealed[SEAL:]
    return content if hashlib.sha256(content).digest() == seal else None


def _keep(path: Path, content: bytes) -> bytes:
    path.parent.mkdir(parents=True, exist_ok=True)
    beside = path.with_name(f"{path.name}.{os.getpid()}")
    beside.write_bytes(hashlib.sha256(content).digest() + content)
    beside.replace(path)
    return content
