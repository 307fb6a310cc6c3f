"""The installation that `make demo` shows, in a folder of its own, and its built site."""

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
TOWN, VILLAGE = "370303101", "370303101201"


class Demonstration:
    """One installation with the demonstration in it."""

    def __init__(self, folder: Path) -> None:
        self.instance = folder / "instance"
        self.environment = {**os.environ, "SHOUWANG_INSTANCE": str(self.instance)}
        self.run("-m", "flask", "--app", "admin", "init")
        self.run("-m", "flask", "--app", "admin", "demo-data")
        self.site = self.build(folder / "site")

    def run(self, *arguments: str) -> None:
        """One command of the office."""
        command = [sys.executable, *arguments]
        subprocess.run(command, cwd=ROOT, env=self.environment, check=True, capture_output=True)

    def build(self, output: Path) -> Path:
        """Build the site into a folder, and answer it."""
        self.run("build.py", f"--output={output}", "--quiet")
        return output
