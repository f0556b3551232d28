"""An article from standard input: `l10n translate -`, `l10n extract -`."""

import io
import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from workbench import Command, Result, tree

from l10n import po
from l10n.engines import pseudo
from l10n.formats.text import Text

MARKDOWN = "# Le port\n\nUne **grande** ville.\n\n```\ncode\n```\n"
Piped = Callable[..., Result]


@pytest.fixture
def piped(l10n: Command, monkeypatch: pytest.MonkeyPatch) -> Piped:
    """Run `l10n ARGUMENTS…` with something on standard input."""

    def command(given: bytes | str, *arguments: str) -> Result:
        content = given if isinstance(given, bytes) else given.encode()
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(content)))
        return l10n(*arguments)

    return command


def process(given: bytes, *arguments: str, folder: Path) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [sys.executable, "-m", "l10n", *arguments],
        input=given,
        cwd=folder,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
        capture_output=True,
        check=False,
    )


def test_an_article_goes_through(piped: Piped, workspace: Path) -> None:
    before = tree(workspace)
    done = piped(MARKDOWN, "translate", "-", "--format", "markdown", "--to", "ca")
    assert done.code == 0, done.err
    lines = done.out.split("\n")
    assert lines[0].startswith("# ")
    assert "⟦" in lines[0]
    assert lines[2].count("**") == 2
    assert lines[3:] == ["", "```", "code", "```", ""]
    assert tree(workspace) == before
    assert "Nothing to do" not in done.err


def test_no_project_is_needed(tmp_path: Path) -> None:
    arguments = ("translate", "-", "--format", "text", "--to", "es", "--engine", "pseudo")
    done = process("Bonjour à tous\n".encode(), *arguments, folder=tmp_path)
    assert done.returncode == 0, done.stderr
    assert done.stdout.decode().startswith("⟦")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("encoding", "end"), [("utf-8-sig", "\r\n"), ("utf-16", "\n"), ("cp1252", "\r\n")]
)
def test_bytes_stay_in_their_style(workspace: Path, encoding: str, end: str) -> None:
    """The source text stands in for all, as nothing is final; so all bytes come back."""
    content = f"Le café{end}{end}Été à la mer{end}".encode(encoding)
    arguments = ("translate", "-", "--format", "text", "--to", "es", "--ship", "final")
    done = process(content, *arguments, folder=workspace)
    assert (done.returncode, done.stdout) == (1, content)
    assert b"es: the source text stands in for 2 draft" in done.stderr


def test_a_template(piped: Piped, workspace: Path) -> None:
    before = tree(workspace)
    done = piped(MARKDOWN, "extract", "-", "--format", "markdown")
    assert done.code == 0, done.err
    units = po.load(done.out.encode()).units
    assert [(u.source, u.target, u.references) for u in units] == [
        ("Le port", "", ("-:1",)),
        ("Une **grande** ville.", "", ("-:3",)),
    ]
    assert tree(workspace) == before


def test_what_is_refused_makes_the_exit_code_1(
    piped: Piped, workspace: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An engine that answers with figures alone, which plain text does not read as text."""
    monkeypatch.setattr(pseudo, "disguised", lambda _: "2024")
    done = piped("12\n\nBonjour\n", "translate", "-", "--format", "text", "--to", "es")
    assert (done.code, done.out) == (1, "12\n\nBonjour\n")
    assert "-:3: error: would not be read as text; the source text stands in" in done.err


def test_what_is_left_as_it_is_is_told(
    piped: Piped, workspace: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    parse = Text.parse
    told = ((1, "too odd"),)
    monkeypatch.setattr(Text, "parse", lambda *given: replace(parse(*given), unplaced=told))
    for command in ("translate", "extract"):
        done = piped("Bonjour\n", command, "-", "--format", "text")
        assert (done.code, "-:1: left as it is: too odd" in done.err) == (0, True)


WRONG = {
    "no format": (("translate", "-", "--to", "es"), "-: nothing tells the format of standard input. Say it with `--format NAME`; there are: html, markdown, text."),
    "no format to extract": (("extract", "-"), "nothing tells the format"),
    "unknown format": (("translate", "-", "--format", "markdwon"), "no format is called 'markdwon'. Did you mean markdown?"),
    "two targets": (("translate", "-", "--format", "text", "--to", "es,ca"), "-: cannot be localized to es, ca in one go. Name one target, as in `--to es`."),
    "an article beside it": (("translate", "-", "source/a.txt", "--format", "text"), "no article can be named beside it"),
    "no engine": (("translate", "-", "--format", "text", "--engine", "argos"), "no installed engine goes from fr to es"),
}  # fmt: skip


@pytest.mark.parametrize("name", WRONG)
def test_wrong_use(piped: Piped, workspace: Path, name: str) -> None:
    arguments, said = WRONG[name]
    done = piped("Bonjour\n", *arguments)
    assert (done.code, done.out) == (2, "")
    assert said in " ".join(done.err.split())


def test_what_is_no_text(piped: Piped, workspace: Path) -> None:
    done = piped(b"\x00\x01\x02\xff" * 99, "translate", "-", "--format", "text")
    assert (done.code, done.out) == (2, "")
    assert "l10n: error: -: is" in done.err


def test_nothing_at_all(piped: Piped, workspace: Path) -> None:
    done = piped("", "translate", "-", "--format", "markdown")
    assert (done.code, done.out, done.err) == (0, "", "")
