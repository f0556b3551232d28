"""The README's commands do what it says they do."""

import re
import shlex
import shutil
from pathlib import Path

import pytest
from workbench import Command

from l10n.settings import read

TOP = Path(__file__).parents[1]
README = (TOP / "README.md").read_text("utf-8")


def commands() -> list[list[str]]:
    blocks = re.findall(r"```console\n(.*?)```", README, re.DOTALL)
    lines = (line for block in blocks for line in block.splitlines())
    return [shlex.split(line.removeprefix("$ ")) for line in lines if line.startswith("$ ")]


@pytest.mark.skipif(not shutil.which("apertium"), reason="Apertium is not installed")
def test_the_quick_start_runs(
    l10n: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    shutil.copy(TOP / "tests/cases/markdown/hugo.md", tmp_path / "article.md")
    assert [command[:2] for command in commands()][:3] == [
        ["l10n", "init"],
        ["cp", "article.md"],
        ["l10n", "translate"],
    ]
    for program, *arguments in commands():
        if program == "cp":
            shutil.copy(arguments[0], arguments[1])
        else:
            result = l10n(*arguments)
            assert result.code == 0, (arguments, result)
    made = (tmp_path / "localized/es/article.md").read_text("utf-8")
    assert "date: 2024-03-09T08:00:00+01:00\n" in made
    assert "manzanas" in made


def test_the_configuration_shown_is_valid(tmp_path: Path) -> None:
    (block,) = re.findall(r"```toml\n(.*?)```", README, re.DOTALL)
    (tmp_path / "l10n.toml").write_text(block, "utf-8")
    settings = read(tmp_path / "l10n.toml")
    assert settings
    assert settings.name == "my-site"


def test_every_command_is_described(l10n: Command) -> None:
    listed = set(re.findall(r"^\| `l10n (\w+)` \|", README, re.MULTILINE))
    shown = set(re.findall(r"^│ (\w+) ", l10n("--help").out, re.MULTILINE))
    assert listed == shown


def test_every_link_leads_somewhere() -> None:
    for target in re.findall(r"\]\(([^)#]+)\)", re.sub(r"`[^`]*`", "", README)):
        assert (TOP / target).exists(), target
