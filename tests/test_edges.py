"""The command line when it is stopped, when nobody reads it, when the disk is full."""

import errno
import os
import subprocess
import sys
from pathlib import Path

import pytest
from workbench import Command

from l10n.cli import models, status
from l10n.engines.argos.web import Patience, RefusalError, read
from l10n.project import Project

STOPPED_IMPORT = """
import sys
class Stopped:
    def find_spec(self, name, *_):
        if name == "l10n.project":
            raise KeyboardInterrupt
sys.meta_path.insert(0, Stopped())
from l10n.cli import run
"""


def ends(error: BaseException, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let every command that asks for the project end with an error."""

    def raised(*_: object) -> None:
        raise error

    monkeypatch.setattr(Project, "articles", raised)


@pytest.mark.parametrize("command", ["status", "extract", "check", "build"])
def test_ctrl_c_says_one_line(
    l10n: Command, workspace: Path, monkeypatch: pytest.MonkeyPatch, command: str
) -> None:
    ends(KeyboardInterrupt(), monkeypatch)
    done = l10n(command)
    assert (done.code, done.err) == (130, "l10n: stopped.\n")


def test_ctrl_c_while_modules_load() -> None:
    done = subprocess.run(
        [sys.executable, "-c", STOPPED_IMPORT],
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stderr) == (130, "l10n: stopped.\n")


@pytest.mark.parametrize(
    ("error", "ending"),
    [
        (BrokenPipeError(errno.EPIPE, "Broken pipe"), (141, "")),
        (
            OSError(errno.ENOSPC, "No space left on device"),
            (2, "l10n: error: the output: cannot be read or written (No space left on device)\n"),
        ),
    ],
)
def test_output_that_fails(
    l10n: Command,
    workspace: Path,
    monkeypatch: pytest.MonkeyPatch,
    error: OSError,
    ending: tuple[int, str],
) -> None:
    def failing(*_: object) -> None:
        raise error

    monkeypatch.setattr(status, "show", failing)
    monkeypatch.setattr(os, "dup2", lambda *_: None)  # pytest's own output stays
    done = l10n("status")
    assert (done.code, done.err) == ending


def process(arguments: list[str], stdout: int, folder: Path) -> tuple[int, str]:
    done = subprocess.run(
        [sys.executable, "-m", "l10n", *arguments],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
        stdout=stdout,
        stderr=subprocess.PIPE,
        text=True,
        check=False,
    )
    return done.returncode, done.stderr


@pytest.mark.parametrize("arguments", [["status"], ["--help"], ["--version"], ["status", "--json"]])
def test_a_reader_that_left(workspace: Path, arguments: list[str]) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    try:
        assert process(arguments, writing, workspace) == (141, "")
    finally:
        os.close(writing)


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no device that is always full")
@pytest.mark.parametrize("arguments", [["status"], ["--version"], ["status", "--json"]])
def test_a_full_disk_behind_the_output(workspace: Path, arguments: list[str]) -> None:
    full = os.open("/dev/full", os.O_WRONLY)
    try:
        code, said = process(arguments, full, workspace)
    finally:
        os.close(full)
    assert code == 2
    assert said.startswith("l10n: error: the output: cannot be read or written (No space")
    assert said.count("\n") == 1


@pytest.mark.skipif(not Path("/dev/zero").exists(), reason="no device that never ends")
def test_a_source_of_packages_that_never_ends(l10n: Command, workspace: Path) -> None:
    done = l10n("models", "install", "fr", "en", "--index", "/dev/zero")
    assert done.code == 2
    assert "is no regular file" in done.err
    (workspace / "endless.argosmodel").symlink_to("/dev/zero")
    done = l10n("models", "install", "endless.argosmodel")
    assert done.code == 2
    assert "endless.argosmodel: is no regular file" in done.err


def test_a_local_index_has_a_bound(tmp_path: Path) -> None:
    path = tmp_path / "index.json"
    path.write_bytes(b"12345")
    assert read(str(path), most=5, patience=Patience()) == b"12345"
    with pytest.raises(RefusalError, match="is larger than 4 bytes"):
        read(str(path), most=4, patience=Patience())
    with pytest.raises(RefusalError, match="is no regular file"):
        read(str(tmp_path), most=4, patience=Patience())


@pytest.mark.parametrize("wanted", [("fr", "fr"), ("fr", "fra"), ("--to", "es,fr")])
def test_packages_for_one_language_are_refused(
    l10n: Command, workspace: Path, monkeypatch: pytest.MonkeyPatch, wanted: tuple[str, ...]
) -> None:
    monkeypatch.setattr(models, "_index", lambda *_: pytest.fail("asked the index"))
    done = l10n("models", "install", *wanted)
    assert done.code == 2
    assert "fr to fr: the two languages are the same" in done.err
