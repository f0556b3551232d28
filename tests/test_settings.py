"""The configuration: every key is checked, and every complaint names file and key."""

from pathlib import Path

import pytest

from l10n.errors import L10nError
from l10n.pipeline.localize import Ship
from l10n.project import find
from l10n.settings import Settings, read, validated


def written(folder: Path, text: str, name: str = "l10n.toml") -> Path:
    path = folder / name
    path.write_text(text, "utf-8")
    return path


def test_every_key_is_read(tmp_path: Path) -> None:
    path = written(
        tmp_path,
        """
        source-language = "fr"
        targets = ["es", "pt_br", "es"]
        source = "articles"
        catalogs = "po/catalogs"
        output = "site"
        name = "Journal"
        engine = "apertium"
        ship = "final"
        exclude = ["^Plus$"]
        models-index = ["file:index.json"]
        minimum = { final = 90 }
        """,
    )
    settings = read(path)
    assert settings == Settings(
        "fr", ("es", "pt-BR"), "articles", "po/catalogs", "site", "Journal", "apertium",
        Ship.FINAL, ("^Plus$",), {"final": 90}, ("file:index.json",),
    )  # fmt: skip
    assert settings.thresholds == {"translated": 100, "final": 90}


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("target = []", "unknown key 'target'. Did you mean targets?"),
        ("targets = 'es'", "targets: must be a list"),
        ("targets = [1]", "targets: must be a text"),
        ("targets = ['klingonish']", "targets: 'klingonish' is not a language tag"),
        ("targets = ['xx']", "targets: no language has the code 'xx'"),
        ("targets = ['fr']", "holds the source language"),
        ("source-language = 3", "source-language: must be a text"),
        ("source = '/etc'", "source: must be a folder inside the project"),
        ("source = '../other'", "source: must be a folder inside the project"),
        ("source = '.'", "source: must be a folder of its own"),
        ("output = 'source/out'", "output (source/out) lies inside source (source)"),
        ("catalogs = 'localized'", "lies inside"),
        ("engine = 'argus'", "engine: no engine is called 'argus'. Did you mean argos?"),
        ("ship = 'all'", "ship: must be one of final, draft, any"),
        ("exclude = ['(']", "exclude: '(' is no regular expression"),
        ("minimum = 100", "minimum: must be a table"),
        ("minimum = { finale = 1 }", "minimum: unknown key 'finale'. Did you mean final?"),
        ("minimum = { final = 101 }", "minimum: final must be a whole number"),
        ("minimum = { final = true }", "minimum: final must be a whole number"),
        ("name = ''", "name: must be a text"),
        ('name = "two\\nlines"', "name: must be one line of text"),
        ('name = "a\\u0007bell"', "name: must be one line of text"),
        ('name = "two\\u2028lines"', "name: must be one line of text"),
        ("targets = [", "is no valid TOML"),
    ],
)
def test_complaints_name_the_key(tmp_path: Path, text: str, said: str) -> None:
    with pytest.raises(L10nError) as caught:
        read(written(tmp_path, text))
    assert said in str(caught.value)
    assert "l10n.toml" in caught.value.where


def test_toml_errors_name_the_line(tmp_path: Path) -> None:
    with pytest.raises(L10nError) as caught:
        read(written(tmp_path, 'engine = "auto"\ntargets = [[\n'))
    assert caught.value.where.rpartition(":")[2] in ("2", "3")


def test_settings_are_found_upwards(tmp_path: Path) -> None:
    written(tmp_path, "[tool.l10n]\ntargets = ['es']", "pyproject.toml")
    inner = tmp_path / "a" / "b"
    inner.mkdir(parents=True)
    assert find(inner).root == tmp_path
    written(tmp_path / "a", "targets = ['ca']")
    assert find(inner).settings.targets == ("ca",)


def test_a_pyproject_of_others_is_passed_over(tmp_path: Path) -> None:
    written(tmp_path, "[tool.other]\n", "pyproject.toml")
    assert find(tmp_path).settings == Settings()


@pytest.mark.parametrize("text", ["tool = 5\n", "tool = []\n", "tool = 'l10n'\n"])
def test_a_pyproject_without_tables_of_tools_is_passed_over(tmp_path: Path, text: str) -> None:
    assert read(written(tmp_path, text, "pyproject.toml")) is None


def test_a_name_that_no_file_can_hold_is_refused() -> None:
    with pytest.raises(L10nError, match="name: must be one line of text"):
        validated({"name": "half \ud83d"}, "l10n.toml")
    assert validated({"name": "L’été\u00a0: «\u202fà la mer\u202f»"}, "l10n.toml").name
