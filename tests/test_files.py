"""Files are written whole or not at all."""

import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest
from workbench import tree

from l10n.confinement import Folder
from l10n.errors import L10nError
from l10n.files import Changed, read_bytes, read_if_there, write_bytes
from l10n.leftovers import aside, sweep


def test_unchanged_content_is_not_written(tmp_path: Path) -> None:
    path = tmp_path / "deep" / "a.po"
    assert write_bytes(path, b"one")
    before = path.stat().st_mtime_ns
    assert not write_bytes(path, b"one")
    assert path.stat().st_mtime_ns == before
    assert write_bytes(path, b"two")
    assert [p.name for p in path.parent.iterdir()] == ["a.po"]


def test_mode_and_links_are_kept(tmp_path: Path) -> None:
    real, link = tmp_path / "real.po", tmp_path / "link.po"
    real.write_bytes(b"one")
    real.chmod(0o640)
    link.symlink_to(real)
    write_bytes(link, b"two")
    assert link.is_symlink()
    assert (real.read_bytes(), stat.S_IMODE(real.stat().st_mode)) == (b"two", 0o640)


def test_a_failed_write_leaves_the_old_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a.po"
    path.write_bytes(b"old")

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(L10nError, match="No space left"):
        write_bytes(path, b"new")
    assert path.read_bytes() == b"old"
    assert [p.name for p in tmp_path.iterdir()] == ["a.po"]


def test_reading_says_what_is_wrong(tmp_path: Path) -> None:
    with pytest.raises(L10nError, match="is a folder"):
        read_bytes(tmp_path)
    with pytest.raises(L10nError, match="no such file"):
        read_bytes(tmp_path / "none")
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(L10nError, match="cannot be read"):
        read_bytes(tmp_path / "file" / "below")
    with pytest.raises(L10nError, match="cannot be written"):
        write_bytes(tmp_path / "file" / "below", b"")


def test_what_may_be_missing(tmp_path: Path) -> None:
    path = tmp_path / "a.po"
    assert read_if_there(path) is None
    path.write_bytes(b"")
    assert read_if_there(path) == b""
    assert read_if_there(path / "below") is None
    with pytest.raises(L10nError, match="is a folder"):
        read_if_there(tmp_path)


@pytest.mark.parametrize("size", [0, 1, 1_000_000])
def test_what_is_written_is_read(tmp_path: Path, size: int) -> None:
    path = tmp_path / "a" / "b" / "c.po"
    content = bytes(range(256)) * (size // 256) + b"x" * (size % 256)
    assert write_bytes(path, content)
    assert (read_bytes(path), read_if_there(path)) == (content, content)
    assert not write_bytes(path, content)
    assert write_bytes(path, content + b"y")
    assert write_bytes(path, b"z" * len(content) + b"y") == (size > 0)


@pytest.mark.parametrize(
    ("mode", "kept"), [(0o600, 0o600), (0o777, 0o777), (0o755, 0o755), (0o4755, 0o755)]
)
def test_who_may_use_a_file_stays(tmp_path: Path, mode: int, kept: int) -> None:
    path = tmp_path / "a.po"
    path.write_bytes(b"one")
    path.chmod(mode)
    write_bytes(path, b"two")
    assert stat.S_IMODE(path.stat().st_mode) == kept


@pytest.mark.parametrize("lasting", [True, False])
def test_what_must_outlast_a_loss_of_power_is_flushed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, lasting: bool
) -> None:
    flushed: list[int] = []
    monkeypatch.setattr(os, "fsync", flushed.append)
    assert write_bytes(tmp_path / "a.po", b"one", lasting=lasting)
    assert (read_bytes(tmp_path / "a.po"), bool(flushed)) == (b"one", lasting)
    flushed.clear()
    assert write_bytes(tmp_path / "b.po", b"one")
    assert flushed, "unless told otherwise, it must"


def test_a_file_that_may_not_be_written_stays(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a.po"
    path.write_bytes(b"old")
    monkeypatch.setattr(os, "access", lambda *_, **__: False)
    with pytest.raises(L10nError, match="read-only"):
        write_bytes(path, b"new")
    assert tree(tmp_path) == {"a.po": b"old"}
    assert not write_bytes(path, b"old")


@pytest.mark.parametrize(
    ("present", "expected", "refused"),
    [
        (b"read", b"read", False),
        (None, b"", False),
        (b"", b"", True),
        (b"edited", None, False),
        (b"edited", b"read", True),
        (b"edited", b"", True),
        (None, b"read", True),
        (b"new", b"read", False),
    ],
)
def test_what_another_program_wrote_is_kept(
    tmp_path: Path, present: bytes | None, expected: bytes | None, refused: bool
) -> None:
    path = tmp_path / "a.po"
    if present is not None:
        path.write_bytes(present)
    if not refused:
        assert write_bytes(path, b"new", expected=expected) == (present != b"new")
        assert path.read_bytes() == b"new"
        return
    with pytest.raises(Changed) as caught:
        write_bytes(path, b"new", expected=expected)
    told = f"{path}: was changed by another program meanwhile. Run the command again."
    assert str(caught.value) == told
    assert (path.read_bytes() if path.exists() else None) == present
    assert not list(tmp_path.glob(".l10n-*"))


def test_a_change_at_the_last_instant_is_seen(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a.po"
    path.write_bytes(b"read")
    monkeypatch.setattr(os, "fsync", lambda _: path.write_bytes(b"edited"))
    with pytest.raises(Changed):
        write_bytes(path, b"new", expected=b"read")
    assert path.read_bytes() == b"edited"


SWEEP = "import sys, pathlib, l10n.leftovers as l; l.sweep(pathlib.Path(sys.argv[1]))"


def leftovers(folder: Path) -> list[Path]:
    """Begin files that nobody goes on with, and one of somebody's own."""
    names = (".l10n-999999999.part", ".l10n-0123456789abcdef.part", ".l10n-mine.txt")
    paths = [folder / "deep" / name for name in names]
    paths[0].parent.mkdir()
    for path in paths:
        path.write_bytes(b"begun")
    return paths


def test_what_killed_processes_left_is_swept(tmp_path: Path) -> None:
    *dead, own = leftovers(tmp_path)
    sweep(tmp_path)
    assert [path.exists() for path in dead] == [False, False]
    assert own.exists()


def test_what_a_living_process_writes_is_not_swept(tmp_path: Path) -> None:
    """Its lock says that it lives, not its number, which another may have elsewhere."""
    with aside(Folder(str(tmp_path)), b"begun", None, lasting=False) as name:
        subprocess.run([sys.executable, "-c", SWEEP, str(tmp_path)], check=True)
        assert (tmp_path / name).read_bytes() == b"begun"
    assert not list(tmp_path.iterdir())


def test_what_cannot_be_swept_is_left(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    paths = leftovers(tmp_path)

    def refused(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(os, "unlink", refused)
    sweep(tmp_path)
    assert all(path.exists() for path in paths)
    monkeypatch.setattr(os, "scandir", refused)
    sweep(tmp_path)
    sweep(tmp_path / "none")


def test_what_others_changed_meanwhile_is_not_written_over(tmp_path: Path) -> None:
    path = tmp_path / "a.po"
    write_bytes(path, b"one", expected=b"")
    with pytest.raises(Changed, match="changed by another program"):
        write_bytes(path, b"two", expected=b"zero")
    assert path.read_bytes() == b"one"
    assert write_bytes(path, b"two", expected=b"one")
    assert [p.name for p in tmp_path.iterdir()] == ["a.po"]


@pytest.mark.skipif(sys.platform == "win32" or os.geteuid() != 0, reason="root alone may do that")
@pytest.mark.parametrize("expected", [None, b"old"])
def test_root_keeps_the_owner(tmp_path: Path, expected: bytes | None) -> None:
    path = tmp_path / "a.po"
    path.write_bytes(b"old")
    os.chown(path, 1234, 5678)
    path.chmod(0o640)
    assert write_bytes(path, b"new", expected=expected)
    now = path.stat()
    assert (now.st_uid, now.st_gid, stat.S_IMODE(now.st_mode)) == (1234, 5678, 0o640)


def test_only_what_has_other_rights_is_changed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Who may not give a file away writes it as his own: no reason to lose it."""
    path = tmp_path / "a.po"
    path.write_bytes(b"old")
    asked: list[tuple[int, int]] = []

    def refused(_: int, owner: int, group: int) -> None:
        asked.append((owner, group))
        raise PermissionError(1, "Operation not permitted")

    monkeypatch.setattr(os, "fchown", refused)
    write_bytes(path, b"new")
    assert asked == []
    status = path.stat()
    monkeypatch.setattr(
        Folder, "status", lambda *_: os.stat_result((*status[:4], 4321, 8765, *status[6:]))
    )
    write_bytes(path, b"newer")
    assert asked == [(-1, 8765), (4321, -1)]
    assert path.read_bytes() == b"newer"
