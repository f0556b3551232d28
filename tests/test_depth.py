"""Whatever an article nests, and however deep: every command goes on, and so do all articles."""

import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from workbench import Command

from l10n.formats.markdown import FORMAT, Markdown
from l10n.front_matter import read

sys.path.append(str(Path(__file__).parents[1] / "bench"))
from families import FAMILIES, Family, nested, repeated
from steps import Work

from l10n.plugins import formats

LEVELS = 1200  # more than the frames that Python allows
DEEP = [
    *((name, title, family) for name, found in FAMILIES.items() if name in formats() for title, family in found.items() if "nested" in title or "nesting" in title or "in a line" in title),
    ("markdown", "crossed", FAMILIES["markdown"]["crossed tags"]),
    ("markdown", "left open", FAMILIES["markdown"]["opened tags"]),
    ("markdown", "names", FAMILIES["markdown"]["many names closed"]),
    ("markdown", "comments in tags", nested("<i>", "</i>", "<!-- a -->")),
    ("html", "left open", repeated("<i>mot ")),
]  # fmt: skip


@pytest.mark.parametrize(("name", "title", "family"), DEEP)
def test_depth_ends_no_step(name: str, title: str, family: Family) -> None:
    for count in (340, LEVELS):
        work = Work(formats()[name], family(count), str.swapcase)
        for _, step in work.steps():
            step()


@pytest.mark.parametrize("syntax", ["yaml flow", "yaml mappings", "yaml sequences", "toml nesting", "toml inline tables", "toml dotted", "json nesting", "yaml never closed"])  # fmt: skip
def test_a_deep_front_matter_is_told_with_its_line(syntax: str) -> None:
    text = FAMILIES["markdown"][syntax](100_000)
    document = FORMAT.parse(text)
    assert "".join(p if isinstance(p, str) else p.raw for p in document.parts) == text
    found = read(text, ("title",))
    assert found is None or found.problem or not found.fields
    assert not found or not found.problem or document.unplaced[0][0] >= 1


def test_aliases_of_aliases_are_told_once() -> None:
    text = FAMILIES["markdown"]["billion laughs"](60)
    assert len(FORMAT.outline(text)) < 300


COMMANDS = [("translate",), ("extract",), ("build",), ("status",), ("check",)]


def project(workspace: Path, deep: str) -> None:
    (workspace / "source" / "b.md").write_text(deep, "utf-8")
    (workspace / "source" / "c.md").write_text("Un mot.\n", "utf-8")


@pytest.mark.parametrize("deep", [f"{'<b>' * 340}mot{'</b>' * 340}\n", f"{'> ' * 9000}mot\n", f'{{"a": {"[" * 100_000}\n'])  # fmt: skip
def test_commands_go_on(l10n: Command, workspace: Path, deep: str) -> None:
    project(workspace, deep)
    for command in COMMANDS:
        came = l10n(*command)
        assert came.code in (0, 1), came.err
    assert (workspace / "localized/es/b.md").exists()


FAULTS = [RecursionError("too deep"), MemoryError(), KeyError("unforeseen\nby us"), ZeroDivisionError()]  # fmt: skip


@pytest.mark.parametrize("method", ["parse", "inline", "embed", "adapt"])
@pytest.mark.parametrize("fault", FAULTS, ids=repr)
def test_what_nobody_foresaw_stops_one_article(
    l10n: Command, workspace: Path, monkeypatch: pytest.MonkeyPatch, method: str, fault: Exception
) -> None:
    """The others are drafted and built, and the error names the article and says whose it is."""
    project(workspace, "Un *poison* ici\n")
    plain: Callable[..., object] = getattr(Markdown, method)

    def failing(*given: object) -> object:
        if any("poison" in f"{one}" or "þöïš" in f"{one}" or "ṗöïš" in f"{one}" for one in given):
            raise fault
        return plain(*given)

    monkeypatch.setattr(Markdown, method, failing)
    for command in COMMANDS:
        came = l10n(*command)
        wanted = (2,) if method == "parse" and command != ("check",) else (0, 1, 2)
        assert came.code in wanted, came.err
        if came.code == 2:
            assert "source/b.md: made l10n fail" in came.err
            assert "That is our fault" in came.err
            assert "source/c.md" not in came.err
        if command != ("status",):
            assert (workspace / "locales/es/LC_MESSAGES/c.po").exists()
    assert (workspace / "localized/es/c.md").read_text("utf-8") != "Un mot.\n"


def test_an_interruption_is_none_of_these(
    l10n: Command, workspace: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stopped(*_: object) -> object:
        raise KeyboardInterrupt

    project(workspace, "Un mot\n")
    monkeypatch.setattr(Markdown, "parse", stopped)
    assert l10n("extract").code == 130
