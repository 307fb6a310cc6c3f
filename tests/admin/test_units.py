"""Units for systemd: this machine's paths in them, nothing overwritten without a copy."""

from pathlib import Path

import pytest

from admin.config import ROOT, Config
from admin.units import OFFICE, WORKER, UnitRefused, install, machine, written


def config(tmp_path: Path) -> Config:
    return Config(instance=tmp_path / "data", output=str(tmp_path / "site"))


@pytest.mark.parametrize("name", [OFFICE, WORKER])
def test_a_unit_names_this_machines_folders(name: str, tmp_path: Path) -> None:
    text = written(name, machine(config(tmp_path), (Path("/srv/www/care"),), "clerk"))
    assert f"ExecStart={ROOT}/.venv/bin/flask --app admin" in text
    assert f"Environment=SHOUWANG_INSTANCE={tmp_path / 'data'}\n" in text
    assert f"ReadWritePaths=/srv/www {tmp_path / 'data'} {tmp_path / 'site'}\n" in text
    assert "User=clerk\n" in text
    assert "/opt/shouwang" not in text
    assert "/var/lib/shouwang" not in text


def test_a_persons_own_unit_asks_for_nothing_that_only_root_may(tmp_path: Path) -> None:
    text = written(OFFICE, machine(config(tmp_path), (), ""))
    assert "User=" not in text
    assert "ProtectSystem" not in text
    assert "WantedBy=default.target" in text


def test_a_path_with_a_space_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UnitRefused, match="空格"):
        machine(config(tmp_path / "my data"), (), "clerk")


def test_what_is_replaced_is_kept_and_the_same_is_not_written_again(tmp_path: Path) -> None:
    path = tmp_path / OFFICE
    path.write_text("theirs")
    assert install("ours", path)
    assert not install("ours", path)
    assert path.with_name(f"{OFFICE}.before").read_text() == "theirs"
