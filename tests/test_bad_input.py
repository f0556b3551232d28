"""Bad input: exit code 2, one message that says where and what, and nothing touched."""

import os
import resource
import signal
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest
from workbench import Command, tree

from l10n import po
from l10n.confinement import Folder

ES = "locales/es/LC_MESSAGES/a.po"
HEADER = (
    '# A catalog.\nmsgid ""\nmsgstr "Language: es\\nContent-Type: text/plain; charset=UTF-8\\n"\n\n'
)


@dataclass(frozen=True)
class Bad:
    """One kind of bad input: what is prepared, what is typed, what must be said."""

    name: str
    arguments: tuple[str, ...]
    said: str
    files: tuple[tuple[str, bytes | str], ...] = ()
    settings: str | None = None


def catalog(text: str) -> tuple[tuple[str, str], ...]:
    return ((ES, HEADER + text),)


def settings(name: str, text: str, said: str) -> Bad:
    return Bad(name, ("translate",), f"l10n.toml: {said}", settings=text)


TRANSLATE = ("translate",)
KINDS = [
    Bad("missing file", ("translate", "source/none.txt"), "source/none.txt: no such file"),
    Bad("missing folder", ("translate", "none"), "none: no such file or folder"),
    Bad("folder without articles", ("translate", "locales"), "locales: holds no articles", (("locales/x", b""),)),
    Bad("outside of source", ("translate", "b.txt"), "b.txt: is not below source", (("b.txt", b"x"),)),
    Bad("unknown ending", ("translate", "source/b.exe"), "source/b.exe: no format is known for .exe", (("source/b.exe", b"x"),)),
    Bad("binary", TRANSLATE, "source/b.txt: ", (("source/b.txt", b"\x00\x01\x02\xff" * 99),)),
    Bad("cut UTF-16", TRANSLATE, "source/b.txt: ", (("source/b.txt", b"\xff\xfea\x00b"),)),
    Bad("same catalog", TRANSLATE, "would share the catalog of source/a.TXT", (("source/a.TXT", b"x"),)),
    Bad("device", ("translate", "/dev/null"), "/dev/null: is neither a file nor a folder"),
    Bad("no such -C", ("-C", "none", "status"), "none: no such folder"),
    Bad("unknown option", ("translate", "--fast"), "No such option"),
    Bad("unknown command", ("tranlate",), "No such command"),
    Bad("unknown locale", ("translate", "--to", "xx"), "no language has the code 'xx'"),
    Bad("malformed locale", ("translate", "--to", "es_"), "'es_' is not a language tag"),
    Bad("own language", ("translate", "--to", "fr"), "fr is the articles' own language"),
    Bad("unknown engine", ("translate", "--engine", "argus"), "no engine is called 'argus'. Did you mean argos?"),
    Bad("unknown ship", ("build", "--ship", "all"), "'all' is not one of"),
    Bad("no route", ("translate", "--engine", "argos"), "no installed engine goes from fr to es"),
    Bad("no target", TRANSLATE, "no target locale is named", settings=""),
    settings("unknown key", "target = 1", "unknown key 'target'. Did you mean targets?"),
    settings("wrong type", "targets = 'es'", "targets: must be a list"),
    settings("circle", "targets = ['es']\noutput = 'source/es'", "output (source/es) lies inside source (source)"),
    settings("language circle", "targets = ['fr']", "targets: holds the source language"),
    settings("bad pattern", "exclude = ['*']", "exclude: '*' is no regular expression"),
    settings("bad percent", "minimum = { final = 200 }", "minimum: final must be a whole number from 0 to 100"),
    Bad("bad TOML", TRANSLATE, "l10n.toml:1: is no valid TOML", settings="targets = [es]"),
    Bad("unclosed string", TRANSLATE, f"{ES}:5: has an unclosed", catalog('msgid "a\nmsgstr ""\n')),
    Bad("merge conflict", TRANSLATE, f"{ES}:5: holds an unresolved merge conflict", catalog("<<<<<<< HEAD\n")),
    Bad("message twice", TRANSLATE, f"{ES}:8: the message of line 5 stands here again", catalog('msgid "a"\nmsgstr "b"\n\nmsgid "a"\nmsgstr "c"\n')),
    Bad("no msgstr", TRANSLATE, f"{ES}:5: the entry ends after its msgid", catalog('msgid "a"\n')),
    Bad("no PO at all", TRANSLATE, f"{ES}:5: is no PO line", catalog("<html>\n")),
    Bad("other language", TRANSLATE, f"{ES}:1: its header says it is for ca, not es", ((ES, HEADER.replace(": es", ": ca")),)),
    Bad("bad bytes", TRANSLATE, f"{ES}:6: is not UTF-8 text", ((ES, HEADER.encode() + b'msgid "a"\nmsgstr "\xe9"\n'),)),
    Bad("unknown charset", TRANSLATE, "its header names an unknown charset", ((ES, HEADER.replace("UTF-8", "klingon")),)),
    Bad("catalog is a folder", TRANSLATE, f"{ES}: is a folder", ((f"{ES}/x", b""),)),
    Bad("locales is a file", TRANSLATE, "cannot be written", (("locales", b""),)),
    Bad("missing package", ("models", "install", "none.argosmodel"), "none.argosmodel"),
    Bad("package is no zip", ("models", "install", "b.argosmodel"), "b.argosmodel", (("b.argosmodel", b"PK no"),)),
    Bad("package not there", ("models", "remove", "fr", "de"), "fr"),
]  # fmt: skip


@pytest.mark.parametrize("bad", KINDS, ids=lambda bad: bad.name)
def test_bad_input(bad: Bad, l10n: Command, workspace: Path) -> None:
    for name, content in bad.files:
        path = workspace / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
    if bad.settings is not None:
        (workspace / "l10n.toml").write_text(bad.settings, "utf-8")
    before = tree(workspace)
    result = l10n(*bad.arguments)
    assert result.code == 2, result
    assert bad.said in " ".join(result.err.split()), result.err
    assert "Traceback" not in result.err
    assert {path: now for path, now in tree(workspace).items() if path in before} == before
    assert not [path for path in tree(workspace) if path.endswith(".part")]


def test_an_unreadable_article(
    l10n: Command, workspace: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened = Folder.open

    def refusing(folder: Folder, name: str, flags: int, mode: int = 0o666) -> int:
        if name == "a.txt":  # as root, nothing on disk is unreadable
            raise PermissionError(13, "Permission denied", name)
        return opened(folder, name, flags, mode)

    monkeypatch.setattr(Folder, "open", refusing)
    result = l10n("translate")
    assert result.code == 2
    assert "source/a.txt: cannot be read (Permission denied)" in result.err
    assert not (workspace / "locales").exists()


def limited(limit: Callable[[], None], folder: Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "l10n", "translate"]
    return subprocess.run(  # the limit must hold in the child alone
        command, cwd=folder, capture_output=True, text=True, check=False, preexec_fn=limit
    )


def test_a_full_disk_leaves_whole_files(l10n: Command, workspace: Path) -> None:
    """The kernel refuses what goes past a size limit, as a full disk does."""
    assert l10n("translate").code == 0
    article = workspace / "source/a.txt"
    article.write_bytes(article.read_bytes() + b"\n\nUn paragraphe de plus.\n" * 3)
    before = tree(workspace)

    def small_files() -> None:
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (1000, 1000))

    ran = limited(small_files, workspace)
    assert ran.returncode == 2, ran
    assert "cannot be written" in ran.stderr
    assert "Check the disk's free space" in ran.stderr
    assert tree(workspace) == before
    assert l10n("translate").code == 0
    assert po.load((workspace / ES).read_bytes()).units[-1].source == "Un paragraphe de plus."


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write anywhere")
def test_a_read_only_folder(l10n: Command, workspace: Path) -> None:
    (workspace / "locales").mkdir(mode=0o555)
    result = l10n("translate")
    assert result.code == 2
    assert "cannot be written (Permission denied)" in result.err


def test_a_read_only_catalog_is_left_alone(
    l10n: Command, workspace: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    l10n("translate")
    before = tree(workspace)
    monkeypatch.setattr(os, "access", lambda _, mode, **__: mode != os.W_OK)  # root may write
    article = workspace / "source/a.txt"
    article.write_bytes(article.read_bytes() + b"\n\nUn paragraphe de plus.")
    result = l10n("translate")
    assert result.code == 2
    assert "the file is read-only" in result.err or "cannot be written" in result.err
    assert {**tree(workspace), "source/a.txt": b""} == {**before, "source/a.txt": b""}
