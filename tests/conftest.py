"""What many tests need: the command line in this process, and a project to use it on."""

import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from l10n.cli import run

SAMPLE = Path(__file__).parents[1] / "source" / "alliance-etats-unis-japon.txt"


@dataclass(frozen=True)
class Result:
    """What a command came to."""

    code: int
    out: str
    err: str


Command = Callable[..., Result]


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


def tree(folder: Path) -> dict[str, bytes]:
    """Give every file below a folder with its bytes."""
    files = (path for path in sorted(folder.rglob("*")) if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}
