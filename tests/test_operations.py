"""The guide for operators: its commands are carried out, servers read its configurations."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.site.deploy.hosts import program

ROOT = Path(__file__).resolve().parents[1]
GUIDE = (ROOT / "docs" / "operations.md").read_text("utf-8")
HOSTING = ROOT / "docs" / "hosting"


def run(command: list[str], **environment: str) -> "subprocess.CompletedProcess[str]":
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    env = {**os.environ, "PATH": path, **environment}
    return subprocess.run(command, env=env, cwd=ROOT, capture_output=True, text=True, check=False)


def test_the_block_of_the_guide_ends_with_a_site_and_a_backup(tmp_path: Path) -> None:
    (block,) = re.findall(r"```sh\n(.*?)```", GUIDE, re.DOTALL)
    for place in ("/var/lib/shouwang-site", "/var/lib/shouwang", "/srv/www"):
        block = block.replace(place, str(tmp_path / place.strip("/").replace("/", "-")))
    (tmp_path / "srv-www").mkdir()
    done = run(["sh", "-euc", block])
    assert done.returncode == 0, done.stderr
    site = tmp_path / "srv-www" / "yanglao"
    assert "https://www.example.org/" in (site / "sitemap.xml").read_text()
    assert (tmp_path / "var-lib-shouwang" / "backups" / "first.zip").stat().st_size > 0


COMMANDS = sorted(set(re.findall(r"flask --app admin ([a-z-]+)", GUIDE.replace("\n", " "))))


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_of_the_guide_is_one(command: str) -> None:
    assert run(["flask", "--app", "admin", command, "--help"]).returncode == 0


def test_caddy_reads_its_configuration() -> None:
    command = [program("caddy"), "adapt", "--config", str(HOSTING / "Caddyfile")]
    assert run([*command, "--adapter", "caddyfile"]).returncode == 0


def test_nginx_reads_its_configuration(tmp_path: Path) -> None:
    nginx = program("nginx")
    written = (HOSTING / "nginx.conf").read_text("utf-8")
    for name in ("www", "office"):
        certificate(tmp_path / f"{name}.pem", tmp_path / f"{name}.key")
    written = written.replace("/etc/ssl/shouwang/", f"{tmp_path}/").replace("443", "18443")
    logs = f"error_log {tmp_path}/e.log; pid {tmp_path}/pid; events {{}}"
    (tmp_path / "nginx.conf").write_text(f"{logs} http {{ access_log off; {written} }}")
    done = run([nginx, "-t", "-c", str(tmp_path / "nginx.conf"), "-p", str(tmp_path)])
    assert done.returncode == 0, done.stderr


def certificate(file: Path, key: Path) -> None:
    subject = ["-subj", "/CN=example.org", "-days", "2", "-nodes"]
    command = [program("openssl"), "req", "-x509", "-newkey", "rsa:2048", *subject]
    subprocess.run([*command, "-out", file, "-keyout", key], check=True, capture_output=True)


@pytest.mark.parametrize("unit", sorted(HOSTING.glob("*.service"), key=str), ids=lambda p: p.name)
def test_a_unit_starts_a_command_that_there_is(unit: Path) -> None:
    text = unit.read_text("utf-8")
    (command,) = re.findall(r"^ExecStart=\S+/flask --app admin (\S+)$", text, re.MULTILINE)
    assert run(["flask", "--app", "admin", command, "--help"]).returncode == 0
