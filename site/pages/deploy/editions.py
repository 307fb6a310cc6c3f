"""The last sites that were put out, each as a list of files over one store of contents.

A file that ten editions share is kept once, under the digest of its content. Only what a build
wrote, and as it wrote it, gets in. Old editions are dropped when there are more than are wanted;
those that a target stands on stay.
"""

import hashlib
import json
import os
import shutil
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from statistics import median

from models import N_
from pages.manifest import Manifest

FORMAT = 1
SAMPLE = 50
Files = dict[str, str]


class EditionUnknown(Exception):
    """There is no such edition any more, or it is damaged; the message names those there are."""


@dataclass(frozen=True)
class Edition:
    """A whole site: path → digest of content. `number` grows; `made_at` is UTC."""

    number: int
    made_at: datetime
    files: Files


class Editions:
    """The store of one installation, in a folder that only its owner reads."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.objects = folder / "objects"

    def take(self, output: Path, manifests: Path, now: datetime) -> Edition:
        """Keep what a build has written; what is as before gets no new number.

        :raises pages.manifest.OutputRefused: the folder holds no whole build.
        """
        self.objects.mkdir(parents=True, exist_ok=True, mode=0o700)
        manifest = Manifest(output, manifests)
        with manifest.locked():
            files = {name: self._keep(manifest.output / name) for name in manifest.built()}
        numbers = self.numbers()
        if numbers and (latest := self.get(numbers[-1])).files == files:
            return latest
        made = Edition(numbers[-1] + 1 if numbers else 1, now, files)
        self._write(made)
        return made

    def numbers(self) -> list[int]:
        """Those that can be put out again, oldest first."""
        return sorted(int(path.stem) for path in self.folder.glob("*.json") if path.stem.isdigit())

    def get(self, number: int) -> Edition:
        """One of them.

        :raises EditionUnknown: it is not there or cannot be read.
        """
        try:
            stored = json.loads((self.folder / f"{number}.json").read_text(encoding="utf-8"))
            made_at = datetime.fromisoformat(stored["made_at"])
            return Edition(number, made_at, dict(stored["files"]))
        except (OSError, ValueError, KeyError, TypeError):
            known = "、".join(map(str, self.numbers())) or N_("还没有")
            message = N_("没有第 %(number)s 版网站。现有：%(known)s。")
            raise EditionUnknown(message % {"number": number, "known": known}) from None

    def object(self, digest: str) -> Path:
        """The file that holds a content."""
        return self.objects / digest[:2] / digest

    def size(self, digest: str) -> int:
        """How many bytes a content has.

        :raises EditionUnknown: it is lost.
        """
        try:
            return self.object(digest).stat().st_size
        except OSError:
            message = N_("版本库缺了文件 %(digest)s，这一版发布不了。请重新生成网站再发布。")
            raise EditionUnknown(message % {"digest": digest[:12]}) from None

    def typical_page(self) -> int:
        """Bytes of a page in the middle of the newest edition; 0 where there is none."""
        numbers = self.numbers()
        files = self.get(numbers[-1]).files if numbers else {}
        pages = [digest for name, digest in sorted(files.items()) if name.endswith(".html")]
        step = max(1, len(pages) // SAMPLE)
        return round(median([self.size(digest) for digest in pages[::step]] or [0]))

    def prune(self, keep: int, standing: Collection[int]) -> None:
        """Drop all but the newest editions and those that a target stands on."""
        numbers = self.numbers()
        for number in numbers[:-keep]:
            if number not in standing:
                (self.folder / f"{number}.json").unlink()
        used = {digest for number in self.numbers() for digest in self.get(number).files.values()}
        for path in self.objects.glob("*/*"):
            if path.name not in used:
                path.unlink()

    def _keep(self, source: Path) -> str:
        content = source.read_bytes()
        digest = hashlib.sha256(content).hexdigest()
        target = self.object(digest)
        if not target.exists():
            target.parent.mkdir(exist_ok=True, mode=0o700)
            beside = target.with_name(f"{digest}.new")
            beside.write_bytes(content)
            shutil.copystat(source, beside)
            os.replace(beside, target)
        return digest

    def _write(self, edition: Edition) -> None:
        stored = {
            "format": FORMAT,
            "made_at": edition.made_at.isoformat(timespec="seconds"),
            "files": edition.files,
        }
        path = self.folder / f"{edition.number}.json"
        beside = path.with_suffix(".new")
        text = json.dumps(stored, ensure_ascii=False, indent=0, sort_keys=True)
        beside.write_text(text, encoding="utf-8")
        os.replace(beside, path)
