"""What many tests need: the command line in this process, and a project to use it on."""

import os
import sys
from pathlib import Path

import pytest
from hypothesis import settings
from workbench import SAMPLE, Command, Result

from l10n.cli import run

# No test fails for the machine's speed; CI tries the same examples at every run.
settings.register_profile("l10n", deadline=None, derandomize="CI" in os.environ)
settings.load_profile("l10n")

collect_ignore = ["models"]  # the trainer of the tiny packages: a program, not tests


@pytest.fixture
def l10n(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Command:
    """Run `l10n ARGUMENTS…` through the very function that the console script calls."""

    def command(*arguments: str | Path) -> Result:
        monkeypatch.setattr(sys, "argv", ["l10n", *map(str, arguments)])
        capsys.readouterr()
        try:
            run()
        except SystemExit as end:
            code = end.code if isinstance(end.code, int) else int(end.code is not None)
        else:
            code = 0
        out, err = capsys.readouterr()
        return Result(code, out, err)

    return command


@pytest.fixture
def workspace(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty project around the sample article, with data folders of its own."""
    for name in ("DATA", "CACHE", "CONFIG"):
        monkeypatch.setenv(f"XDG_{name}_HOME", str(tmp_path / name.lower()))
    folder = tmp_path / "project"
    (folder / "source").mkdir(parents=True)
    (folder / "source" / "a.txt").write_bytes(SAMPLE.read_bytes())
    (folder / "l10n.toml").write_text('targets = ["es"]\nengine = "pseudo"\n', "utf-8")
    monkeypatch.chdir(folder)
    return folder
