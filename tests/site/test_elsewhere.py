"""Pages that others make are the pages that we would have made."""

import os
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import Executor, ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from pathlib import Path

import peewee as pw
import pytest

from models import Area, Service
from pages import Settings, builder, elsewhere
from pages.builder import Order
from pages.elsewhere import ExecutorMissing
from pages.freezer import PageFailed
from pages.making import Task
from tests import factories
from tests.site.test_builder import ARTICLE, tree

ROOT = Path(__file__).resolve().parents[2]
CLUSTER = """
import sys
from distributed import LocalCluster
if __name__ == "__main__":
    options = {"threads_per_worker": 2, "dashboard_address": None, "local_directory": sys.argv[1]}
    with LocalCluster(n_workers=2, processes=True, protocol=sys.argv[2], **options) as cluster:
        print(cluster.scheduler_address, flush=True)
        sys.stdin.read()
"""


@pytest.fixture
def order(tmp_path: Path, public_path: Path, public_database: pw.Database) -> Order:
    """A site of some hundred pages."""
    provider = factories.provider()
    for number in range(60):
        code = f"3703031010{number + 20}"
        Area.create(code=code, name=f"第{number}村", level="village", parent=factories.TOWN)
        factories.service(slug=f"fu-wu-{number}", providers=[provider.id], areas=[code])
    (tmp_path / "content").mkdir()
    (tmp_path / "content/heat.md").write_text(ARTICLE, encoding="utf-8")
    return Order(
        str(public_path), tmp_path / "near", tmp_path / "content", tmp_path / "state",
        "https://example.org/", without=frozenset({"posters"}),
    )  # fmt: skip


def build(order: Order, today: date) -> dict[str, bytes]:
    builder.build(order, today, lambda _done, _total: None)
    return tree(order.output)


@pytest.fixture
def threads(monkeypatch: pytest.MonkeyPatch) -> None:
    """Somebody who has what `concurrent.futures` has, without a network."""

    @contextmanager
    def connected(_address: str) -> Iterator[Executor]:
        with ThreadPoolExecutor(3) as pool:
            yield pool

    monkeypatch.setattr(elsewhere, "connected", connected)


def test_any_executor_of_that_shape_gives_the_same_bytes(
    order: Order, today: date, threads: None, tmp_path: Path
) -> None:
    near = build(order, today)
    assert build(replace(order, output=tmp_path / "far", executor="threads"), today) == near
    assert not list(tmp_path.glob(".shouwang-*"))


def test_a_correction_is_made_there_too(order: Order, today: date, threads: None) -> None:
    far = replace(order, executor="threads")
    build(far, today)
    Service.update(name="新名").where(Service.slug == "fu-wu-7").execute()
    assert "新名" in build(far, today)["services/fu-wu-7/index.html"].decode()


def test_a_page_that_fails_there_is_named(
    order: Order, today: date, threads: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("pages.views.page", lambda *_values: int("nothing"))
    with pytest.raises(PageFailed, match="ValueError"):
        build(replace(order, executor="threads"), today)
    assert not order.output.exists()


@pytest.mark.parametrize(
    ("changed", "said"), [({"edition": "another"}, "版本"), ({"digest": "another"}, "共享")]
)
def test_another_program_or_other_facts_make_no_page(
    order: Order, today: date, threads: None, tmp_path: Path, changed: dict[str, str], said: str
) -> None:
    snapshot = builder.read_snapshot(order.public_db)
    settings = Settings()
    with elsewhere.laid_out((snapshot, [], today), settings, tmp_path / "staged") as site:
        task: Task = ("about/index.html", "about", {}, b"")
        with pytest.raises(PageFailed, match=said):
            elsewhere.make_part(replace(site, **changed), [task])  # type: ignore[arg-type]


def test_where_dask_is_not_installed_that_is_said(
    order: Order, today: date, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)
    with pytest.raises(ExecutorMissing, match=r"pip install"):
        build(replace(order, executor="dask://127.0.0.1:1"), today)


@pytest.fixture(params=["tcp", "tls"])
def cluster(
    tmp_path: Path, request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch
) -> Iterator[str]:
    """Two worker processes of Dask on this machine, with and without certificates; its address."""
    if request.param == "tls":
        for name, value in sealed(tmp_path).items():
            monkeypatch.setenv(f"DASK_DISTRIBUTED__COMM__{name}", value)
    process = subprocess.Popen(
        [sys.executable, "-c", CLUSTER, str(tmp_path / "dask"), request.param],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
        env={**os.environ, "PYTHONPATH": f"{ROOT / 'site'}{os.pathsep}{ROOT}"},
    )  # fmt: skip
    assert process.stdout is not None
    yield process.stdout.readline().strip().replace(f"{request.param}://", "dask://")
    process.communicate()


def sealed(folder: Path) -> dict[str, str]:
    """One certificate for all of them, as Dask is told of it."""
    key, file = str(folder / "key.pem"), str(folder / "certificate.pem")
    command = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-subj", "/CN=care"]
    subprocess.run([*command, "-out", file, "-keyout", key], check=True, capture_output=True)
    roles = ("CLIENT", "SCHEDULER", "WORKER")
    certificates = {f"TLS__{role}__CERT": file for role in roles}
    keys = {f"TLS__{role}__KEY": key for role in roles}
    return {"REQUIRE_ENCRYPTION": "True", "TLS__CA_FILE": file} | certificates | keys


@pytest.mark.slow
def test_two_workers_of_dask_give_the_same_bytes(
    order: Order, today: date, cluster: str, tmp_path: Path
) -> None:
    near = build(order, today)
    command = [sys.executable, str(ROOT / "build.py"), f"--executor={cluster}", "--without=posters"]
    command += [f"--public-db={order.public_db}", f"--content={order.content}"]
    command += [f"--output={tmp_path / 'far'}", "--base-url=https://example.org/", "--quiet"]
    environment = {**os.environ, "SHOUWANG_INSTANCE": str(tmp_path / "instance")}
    done = subprocess.run(command, capture_output=True, text=True, env=environment, check=False)
    assert done.returncode == 0, done.stderr
    assert tree(tmp_path / "far") == near
