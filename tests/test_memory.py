"""What engines said is remembered: an edited sentence costs one sentence."""

import os
import sqlite3
from collections.abc import Callable, Sequence
from contextlib import closing
from pathlib import Path

import pytest
from workbench import Command, tree

from l10n.caches import cache
from l10n.engines import Package, Pair
from l10n.engines.apertium import ENGINE
from l10n.engines.apertium.translator import Translator
from l10n.engines.argos import calibration
from l10n.engines.argos.calibration import Calibration
from l10n.engines.argos.heads import Heads
from l10n.pipeline.memory import LARGEST, Memory, name

PACKAGE = Package("stub", Pair("fr", "es"), "Stub", "1")
posix = pytest.mark.skipif(os.name == "nt", reason="there are no such rights on Windows")
real = pytest.mark.skipif(
    not any(str(p.pair) == "fr>es" for p in ENGINE.packages("fr")),
    reason="the Apertium pair fr-es is not installed",
)


def test_recalled(tmp_path: Path) -> None:
    memory = Memory(tmp_path / "new/a.sqlite")
    assert memory.recalled(PACKAGE, ["un"], careful=False) == {}
    memory.keep(PACKAGE, {"un": "uno", "deux": "dos", "rien": ""}, careful=False)
    again = Memory(tmp_path / "new/a.sqlite")
    asked = ["deux", "trois", "rien", "un"]
    assert again.recalled(PACKAGE, asked, careful=False) == {"un": "uno", "deux": "dos"}
    assert again.recalled(PACKAGE, asked, careful=True) == {}
    other = Package("stub", Pair("fr", "es"), "Stub", "2")
    assert again.recalled(other, asked, careful=False) == {}
    many = {f"phrase {n}": f"frase {n}" for n in range(3000)}
    memory.keep(PACKAGE, many, careful=False)
    assert again.recalled(PACKAGE, list(many), careful=False) == many


def test_a_package_that_was_made_anew(tmp_path: Path) -> None:
    place = tmp_path / "package"
    place.mkdir()
    (place / "model.bin").write_bytes(b"one")
    package = Package("stub", Pair("fr", "es"), "Stub", "1", str(place))
    before = name(package)
    assert name(package) == before
    (place / "model.bin").write_bytes(b"other")
    assert name(package) != before


@pytest.mark.parametrize("content", [b"", b"no database", b"SQLite format 3\0" + b"x" * 4000])
def test_damaged(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "a.sqlite"
    path.write_bytes(content)
    memory = Memory(path)
    memory.keep(PACKAGE, {"un": "uno"}, careful=False)
    assert memory.recalled(PACKAGE, ["un"], careful=False) in ({}, {"un": "uno"})


def test_of_another_version(tmp_path: Path) -> None:
    path = tmp_path / "a.sqlite"
    with closing(sqlite3.connect(path)) as base, base:
        base.execute("CREATE TABLE answers (other TEXT)")
    memory = Memory(path)
    memory.keep(PACKAGE, {"un": "uno"}, careful=False)
    assert memory.recalled(PACKAGE, ["un"], careful=False) == {"un": "uno"}


def test_too_large(tmp_path: Path) -> None:
    path = tmp_path / "a.sqlite"
    with path.open("wb") as stream:
        stream.truncate(LARGEST + 1)
    memory = Memory(path)
    memory.keep(PACKAGE, {"un": "uno"}, careful=False)
    assert memory.recalled(PACKAGE, ["un"], careful=False) == {"un": "uno"}


@real
def test_one_edited_sentence(
    l10n: Command, workspace: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The engine is asked for that one; all else, and the bytes, are as without a memory."""
    asked: list[str] = []
    translate = Translator.translate

    def noted(self: Translator, some: Sequence[str], *, careful: bool = False) -> list[str]:
        asked.extend(some)
        return translate(self, some, careful=careful)

    monkeypatch.setattr(Translator, "translate", noted)
    article = workspace / "source/a.txt"
    (workspace / "l10n.toml").write_text('targets = ["es"]\nengine = "apertium"\n', "utf-8")
    text = "La mer est calme.\n\nLe port dort encore.\n\nLes bateaux rentrent à midi.\n"
    article.write_text(text, "utf-8")
    l10n("translate")
    assert len(asked) == 3
    asked.clear()
    article.write_text(text.replace("dort encore", "est vide"), "utf-8")
    l10n("translate")
    assert asked == ["Le port est vide."]
    edited = tree(workspace)
    for path in (workspace / "localized", workspace / "locales"):
        for file in path.rglob("*.*"):
            file.unlink()
    asked.clear()
    l10n("translate")
    assert asked == []
    fresh = tree(workspace)
    cache("answers.sqlite").unlink()
    for file in (workspace / "locales").rglob("*.*"):
        file.unlink()
    l10n("translate")
    assert len(asked) == 3
    assert tree(workspace) == fresh
    assert fresh["localized/es/a.txt"] == edited["localized/es/a.txt"]


def test_standard_input_leaves_nothing_behind(l10n: Command, workspace: Path) -> None:
    l10n("translate", "source/a.txt", "--engine", "pseudo")
    assert not cache("answers.sqlite").exists()  # nor does what nobody judges


def rights(folder: Path) -> dict[str, str]:
    """Give the rights of everything in a folder, and of itself."""
    found = {path.name: path for path in folder.iterdir()} | {"": folder}
    return {name: oct(path.stat().st_mode & 0o777) for name, path in found.items()}


@posix
@pytest.mark.parametrize("umask", [0, 0o022, 0o077, 0o777])
def test_nobody_else_can_read_it(tmp_path: Path, umask: int) -> None:
    memory = Memory(tmp_path / "new/l10n/a.sqlite")
    before = os.umask(umask)
    try:
        memory.keep(PACKAGE, {"un": "uno"}, careful=False)
        with memory._opened() as base:
            base.execute("DELETE FROM answers")
            assert rights(tmp_path / "new/l10n") == {
                "": "0o700", "a.sqlite": "0o600", "a.sqlite-journal": "0o600"
            }  # fmt: skip
            base.rollback()
    finally:
        os.umask(before)
    assert memory.recalled(PACKAGE, ["un"], careful=False) == {"un": "uno"}


@posix
def test_wide_rights_are_narrowed(tmp_path: Path) -> None:
    path = tmp_path / "l10n/a.sqlite"
    Memory(path).keep(PACKAGE, {"un": "uno"}, careful=False)
    with closing(sqlite3.connect(path)) as base, base:
        base.execute("PRAGMA journal_mode = WAL")
        base.execute("DELETE FROM answers")  # now there are files beside it
        base.commit()
        for one in path.parent.iterdir():
            one.chmod(0o666)
        path.parent.chmod(0o777)
        Memory(path).keep(PACKAGE, {"deux": "dos"}, careful=False)
        assert set(rights(path.parent)) == {"", path.name, f"{path.name}-wal", f"{path.name}-shm"}
        assert set(rights(path.parent).values()) == {"0o700", "0o600"}
    path.chmod(0o400)
    assert Memory(path).recalled(PACKAGE, ["deux"], careful=False) == {"deux": "dos"}
    assert rights(path.parent)[path.name] == "0o400"  # narrower is fine


def linked_folder(path: Path) -> None:
    path.parent.rename(path.parents[1] / "real")
    path.parent.symlink_to(path.parents[1] / "real")


def linked_file(path: Path) -> None:
    path.rename(path.parents[1] / "real")
    path.symlink_to(path.parents[1] / "real")


def hard_linked_file(path: Path) -> None:
    (path.parents[1] / "real").hardlink_to(path)


def linked_journal(path: Path) -> None:
    path.with_name("a.sqlite-journal").symlink_to(path.parents[1] / "victim")


def pipe(path: Path) -> None:
    path.unlink()
    os.mkfifo(path)


def folder(path: Path) -> None:
    path.unlink()
    path.mkdir()


@posix
@pytest.mark.parametrize(
    "plant", [linked_folder, linked_file, hard_linked_file, linked_journal, pipe, folder]
)
def test_what_is_a_link_or_no_file_is_not_used(
    tmp_path: Path, plant: Callable[[Path], None]
) -> None:
    path = tmp_path / "l10n/a.sqlite"
    Memory(path).keep(PACKAGE, {"un": "uno"}, careful=False)
    plant(path)
    told: list[str] = []
    memory = Memory(path, told.append)
    assert memory.recalled(PACKAGE, ["un"], careful=False) == {}
    memory.keep(PACKAGE, {"deux": "dos"}, careful=False)
    assert len(told) == 1  # once for the whole run
    assert told[0].startswith(f"sentences are not remembered in this run: {tmp_path}")
    assert not (tmp_path / "victim").exists()


@posix
def test_what_belongs_to_somebody_else_is_not_used(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "l10n/a.sqlite"
    Memory(path).keep(PACKAGE, {"un": "uno"}, careful=False)
    monkeypatch.setattr(os, "geteuid", lambda: os.getuid() + 1)
    told: list[str] = []
    assert Memory(path, told.append).recalled(PACKAGE, ["un"], careful=False) == {}
    assert "belongs to somebody else" in told[0]


def test_a_damaged_one_is_begun_anew(tmp_path: Path) -> None:
    path = tmp_path / "a.sqlite"
    path.write_bytes(b"no database at all, but long enough" * 400)
    memory = Memory(path)
    assert memory.recalled(PACKAGE, ["un"], careful=False) == {}
    memory.keep(PACKAGE, {"un": "uno"}, careful=False)
    assert Memory(path).recalled(PACKAGE, ["un"], careful=False) == {"un": "uno"}


@pytest.mark.parametrize("answer", [b"\xff", None, ""])
def test_an_answer_that_is_none(tmp_path: Path, answer: object) -> None:
    path = tmp_path / "a.sqlite"
    Memory(path).keep(PACKAGE, {"un": "uno"}, careful=False)
    with closing(sqlite3.connect(path)) as base, base:
        base.execute("UPDATE answers SET answer = ?", (answer,))
    assert Memory(path).recalled(PACKAGE, ["un"], careful=False) == {}


def test_a_sentence_that_no_file_can_have(tmp_path: Path) -> None:
    memory = Memory(tmp_path / "a.sqlite")
    memory.keep(PACKAGE, {"\udcff": "x", "un": "uno"}, careful=False)
    assert memory.recalled(PACKAGE, ["\udcff"], careful=False) == {}
    memory.keep(PACKAGE, {"un": "uno"}, careful=False)
    assert memory.recalled(PACKAGE, ["un"], careful=False) == {"un": "uno"}


def test_a_locked_one_costs_one_wait(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("l10n.pipeline.memory.PATIENCE", 0.01)
    path = tmp_path / "a.sqlite"
    told: list[str] = []
    Memory(path).keep(PACKAGE, {"un": "uno"}, careful=False)
    with closing(sqlite3.connect(path)) as base:
        base.execute("BEGIN EXCLUSIVE")
        memory = Memory(path, told.append)
        for _ in range(3):
            memory.keep(PACKAGE, {"deux": "dos"}, careful=False)
            assert memory.recalled(PACKAGE, ["un"], careful=False) == {}
    assert told == ["sentences are not remembered in this run: database is locked"]


def test_a_full_disk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.sqlite"
    told: list[str] = []
    Memory(path).keep(PACKAGE, {"un": "uno"}, careful=False)
    connect = sqlite3.connect

    def small(*arguments: object, **more: object) -> sqlite3.Connection:
        base: sqlite3.Connection = connect(*arguments, **more)  # type: ignore[call-overload]
        base.execute("PRAGMA max_page_count = 4")
        return base

    monkeypatch.setattr(sqlite3, "connect", small)
    memory = Memory(path, told.append)
    memory.keep(PACKAGE, {f"{n}" * 500: "x" * 5000 for n in range(50)}, careful=False)
    assert told == ["sentences are not remembered in this run: database or disk is full"]
    monkeypatch.undo()
    assert Memory(path).recalled(PACKAGE, ["un"], careful=False) == {"un": "uno"}


@posix
def test_other_caches_are_private_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    place = cache("attention") / "x.json"
    (tmp_path / "l10n").mkdir(0o777)
    (tmp_path / "l10n").chmod(0o777)
    calibration.remember(place, Calibration(Heads(1, 2, 0), 3, 4))
    assert calibration.remembered(place) == Calibration(Heads(1, 2, 0), 3, 4)
    assert rights(place.parent) == {"": "0o700", "x.json": "0o600"}
    assert rights(tmp_path / "l10n")[""] == "0o700"
    place.rename(tmp_path / "real")
    place.symlink_to(tmp_path / "real")
    assert calibration.remembered(place) is None
