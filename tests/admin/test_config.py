"""The configuration refuses what it does not know, and says so."""

from pathlib import Path

import pytest

from admin.config import ConfigRefused, load_config


def load(folder: Path, text: str, **environ: str) -> object:
    (folder / "config.toml").write_text(text, encoding="utf-8")
    return load_config({"SHOUWANG_INSTANCE": str(folder), **environ})


def test_without_a_file_the_embedded_databases_are_meant(tmp_path: Path) -> None:
    config = load_config({"SHOUWANG_INSTANCE": str(tmp_path)})
    assert config.admin_path == tmp_path / "admin.db"


def test_the_environment_wins_over_the_file(tmp_path: Path) -> None:
    loaded = load(
        tmp_path, 'public_database = "sqlite:///a.db"', SHOUWANG_PUBLIC_DATABASE="sqlite:///b.db"
    )
    assert loaded.public_database == "sqlite:///b.db"  # type: ignore[attr-defined]


def test_an_unknown_setting_is_named(tmp_path: Path) -> None:
    with pytest.raises(ConfigRefused, match="colour"):
        load(tmp_path, 'colour = "red"')


def test_a_wrong_type_is_named(tmp_path: Path) -> None:
    with pytest.raises(ConfigRefused, match="idle_minutes"):
        load(tmp_path, 'idle_minutes = "half an hour"')


def test_a_file_that_is_no_toml_is_named(tmp_path: Path) -> None:
    with pytest.raises(ConfigRefused, match="TOML"):
        load(tmp_path, "idle_minutes =")


@pytest.mark.parametrize(
    "text", ['visits_low = "quarter"', 'visits_high = "month"\nvisits_low = "week"']
)
def test_visits_are_never_asked_for_less_often_than_the_order(tmp_path: Path, text: str) -> None:
    with pytest.raises(ConfigRefused, match="visits_low"):
        load(tmp_path, text)


def test_visits_may_be_asked_for_more_often(tmp_path: Path) -> None:
    loaded = load(tmp_path, 'visits_low = "half_month"\nvisits_middle = "week"')
    assert loaded.visits_low == "half_month"  # type: ignore[attr-defined]
