"""Files that change places do so on one disk, where each moves whole and needs no room.

Where they lie on another disk than the place that they go to, they are carried over first. It knows
nothing of sites.
"""

import errno
import shutil
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def near(staged: Path, incoming: Path, names: Collection[str]) -> Iterator[Path]:
    """The folder from which these staged files can move to what `incoming` lies in.

    That is where they are, or `incoming`, where they are carried to and which is gone after the
    block. A disk that is full, and Ctrl-C, are met before the block.
    """
    probe = staged / incoming.name
    incoming.parent.mkdir(parents=True, exist_ok=True)
    _clear(incoming)
    probe.touch()
    try:
        if _moves(probe, incoming):
            incoming.unlink()
            yield staged
            return
        for name in names:
            (incoming / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(staged / name, incoming / name)
        yield incoming
    finally:
        probe.unlink(missing_ok=True)
        _clear(incoming)


def _moves(file: Path, target: Path) -> bool:
    """Move a file; False where that is another disk."""
    try:
        file.replace(target)
    except OSError as error:
        if error.errno != errno.EXDEV:
            raise
        return False
    return True


def _clear(place: Path) -> None:
    """What a build that was killed has left there is nobody's."""
    if place.is_dir() and not place.is_symlink():
        shutil.rmtree(place)
    else:
        place.unlink(missing_ok=True)
