"""What engines said is remembered: an edited sentence costs one sentence."""

import sqlite3
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

import pytest
from workbench import Command, tree

from l10n.caches import cache
from l10n.engines import Package, Pair
from l10n.engines.apertium import ENGINE
from l10n.engines.apertium.translator import Translator
from l10n.pipeline.memory import LARGEST, Memory, name

PACKAGE = Package("stub", Pair("fr", "es"), "Stub", "1")
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
