"""The guide for operators: its commands are carried out, servers read its configurations."""

import gzip
import os
import re
import subprocess
import sys
import urllib.request
from pathlib import Path

import brotli
import pytest

from tests.site.deploy.hosts import free_port, program, running

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


PAGE = "<!doctype html><p>" + "送餐上门" * 200


@pytest.fixture
def page(tmp_path: Path) -> Path:
    """A page with its copies, as a build with `--precompress` writes them."""
    root = tmp_path / "www"
    root.mkdir()
    (root / "index.html").write_text(PAGE, "utf-8")
    (root / "index.html.br").write_bytes(brotli.compress(PAGE.encode()))
    (root / "index.html.gz").write_bytes(gzip.compress(PAGE.encode(), mtime=0))
    return root / "index.html"


def answered(port: int, accepted: str) -> tuple[str | None, str, bytes]:
    """How a page is encoded for who accepts that, its type, and its bytes."""
    request = urllib.request.Request(f"http://127.0.0.1:{port}/")
    request.add_header("Accept-Encoding", accepted)
    with urllib.request.urlopen(request, timeout=15) as answer:
        heads = answer.headers
        return heads["Content-Encoding"], heads.get_content_type(), answer.read()


def test_caddy_hands_out_the_copies(page: Path, tmp_path: Path) -> None:
    port, file = free_port(), tmp_path / "Caddyfile"
    site = (HOSTING / "Caddyfile").read_text("utf-8").partition("\noffice.")[0]
    site = site.replace("www.example.org", f"http://127.0.0.1:{port}")
    file.write_text("{\nadmin off\n}\n" + site.replace("/srv/www/yanglao", str(page.parent)))
    command = [program("caddy"), "run", "--config", str(file), "--adapter", "caddyfile"]
    home = {**os.environ, "HOME": str(tmp_path), "XDG_DATA_HOME": str(tmp_path)}
    with running(command, port, tmp_path / "log", env=home):
        for ending, word in ((".br", "br"), (".gz", "gzip")):
            copy = page.with_name(page.name + ending).read_bytes()
            assert answered(port, word) == (word, "text/html", copy)
        assert answered(port, "identity") == (None, "text/html", page.read_bytes())


def test_nginx_hands_out_the_copy_that_it_can(page: Path, tmp_path: Path) -> None:
    port, file = free_port(), tmp_path / "nginx.conf"
    site = (HOSTING / "nginx.conf").read_text("utf-8").replace("/srv/www/yanglao", f"{page.parent}")
    site = re.sub(r"ssl_certificate.*", "", site).replace("443 ssl", f"127.0.0.1:{port}")
    head = (
        f"daemon off; master_process off; pid {tmp_path}/pid; error_log {tmp_path}/log; events {{}}"
    )
    types = "access_log off; include /etc/nginx/mime.types;"
    file.write_text(f"{head} http {{ {types} {site} }}")
    command = [program("nginx"), "-c", str(file), "-p", str(tmp_path)]
    with running(command, port, tmp_path / "out"):
        copy = page.with_name("index.html.gz").read_bytes()
        assert answered(port, "br, gzip") == ("gzip", "text/html", copy)
        assert answered(port, "identity") == (None, "text/html", page.read_bytes())


def certificate(file: Path, key: Path) -> None:
    subject = ["-subj", "/CN=example.org", "-days", "2", "-nodes"]
    command = [program("openssl"), "req", "-x509", "-newkey", "rsa:2048", *subject]
    subprocess.run([*command, "-out", file, "-keyout", key], check=True, capture_output=True)


@pytest.mark.parametrize("unit", sorted(HOSTING.glob("*.service"), key=str), ids=lambda p: p.name)
def test_a_unit_starts_a_command_that_there_is(unit: Path) -> None:
    text = unit.read_text("utf-8")
    (command,) = re.findall(r"^ExecStart=\S+/flask --app admin (\S+)$", text, re.MULTILINE)
    assert run(["flask", "--app", "admin", command, "--help"]).returncode == 0
