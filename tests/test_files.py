"""Files are written whole or not at all."""

import os
import stat
from pathlib import Path

import pytest

from l10n.errors import L10nError
from l10n.files import read_bytes, write_bytes


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
