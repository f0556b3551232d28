"""What is printed acts on no terminal and no CI, hides nothing, and goes through one door."""

import ast
import io
import json
import re
import sys
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from workbench import Command

import l10n as package
from l10n.cli import printing
from l10n.visible import MOST, quoted, visible, visible_json, visible_lines

BAD = [
    *map(chr, range(0x20)), *map(chr, range(0x7F, 0xA0)),
    *"\xad\u061c\u180e\u200b\u200e\u200f\u2028\u2029\u202a\u202b\u202c\u202d\u202e\u2060\u2066\u2067",
    *"\u2068\u2069\u3164\ufeff\ufff9\udc80\udcff\ud800\U000e0001\U000e0041\U000e007f",
]  # fmt: skip
HARMLESS = [
    "été « 12\u202f% »\u00a0!", "می\u200cخواهم", "क्\u200dष", "👩\u200d👩\u200d👧", "❤\ufe0f\u200d🔥", "٣٤\u0600",
    "[red]x[/red]", r"C:\new\table", r"\d+\s", "a::b", "#1 [x]", "https://example.org/@x",
]  # fmt: skip
ORDERS = ["::error file=a::b", "  ::stop-commands::x", "\u00a0::error::", "--- x", "+++ x", "~~~ x"]
INSIDE = ["##[error]x", "a ##[x", "###[x", "##vso[task.complete]x", "##VSO[x", "##teamcity[x]"]

# A text with much of what must not be printed, and of what spellings of it look like.
texts = st.text() | st.lists(
    st.sampled_from([*BAD, *HARMLESS, *ORDERS, *INSIDE, "\\", "\\\\", "x1b", "u202e", "\u200c", "\ufe0f"])
).map("".join)  # fmt: skip
SPELLED = re.compile(r"(\\+)(x[0-9a-f]{2}|u[0-9a-f]{4}|U[0-9a-f]{8})")


def unspelled(shown: str) -> str:
    """Read a spelled line back, as its docstring promises that one can."""

    def read(match: re.Match[str]) -> str:
        slashes = "\\" * (len(match[1]) // 2)
        return slashes + (chr(int(match[2][1:], 16)) if len(match[1]) % 2 else match[2])

    return SPELLED.sub(read, shown)


def acts(line: str) -> bool:
    """Tell, in other words than ours, whether a line does anything."""
    kinds = {unicodedata.category(char) for char in line if char not in "\u200c\u200d\u0600"}
    begins = line.strip().startswith(("::", "--- ", "+++ ", "~~~ ", "^^^ "))
    inside = any(order in line.lower() for order in ("##[", "##vso[", "##teamcity["))
    return bool(kinds & {"Cc", "Cf", "Cs", "Zl", "Zp"}) or begins or inside


@pytest.mark.parametrize("char", BAD)
def test_unseen_characters(char: str) -> None:
    code = ord(char)
    shown = (
        f"\\x{code:02x}" if code < 256 else f"\\u{code:04x}" if code < 65536 else f"\\U{code:08x}"
    )
    assert visible(f"a{char}b") == f"a{shown}b"
    assert char in {"\t", "\n"} or char not in visible_lines(f"a{char}b")
    assert char not in quoted(f"a{char}b")


@pytest.mark.parametrize("text", HARMLESS)
def test_what_writing_needs_stays(text: str) -> None:
    assert visible(text) == text


@pytest.mark.parametrize(
    "text", [*ORDERS, *INSIDE, "\u200d\u200c", "a\ufe0f\ufe0e", "\U000e0100\U000e0101"]
)
def test_orders_and_rows_of_joiners(text: str) -> None:
    assert visible(text) != text
    assert unspelled(visible(text)) == text


@given(texts)
def test_a_line_is_one_line_that_does_nothing(text: str) -> None:
    shown = visible(text)
    assert not acts(shown)
    assert len(shown.splitlines()) <= 1
    assert unspelled(shown) == text or "://" in text  # no two look the same


# JSON cannot tell two halves of a surrogate pair from the pair; file names have no first halves.
halves = texts.map(lambda text: text.replace("\ud800", ""))


@given(st.recursive(halves, lambda inner: st.lists(inner) | st.dictionaries(halves, inner)))
def test_json_reads_back_as_it_was(value: object) -> None:
    for encoding in ("utf-8", "ascii", "iso-8859-1"):
        shown = visible_json(value, encoding)
        shown.encode(encoding)
        assert json.loads(shown) == value
        assert not any(map(acts, shown.split("\n")))


@given(texts)
def test_what_others_say_is_short_and_does_nothing(text: str) -> None:
    assert len(quoted(text * 50)) <= MOST
    assert quoted(text) == quoted(quoted(text))
    assert set(quoted(text)).isdisjoint(BAD)


@pytest.mark.parametrize("worst", ["\\", "#", "://", "://a@", "\u200d", " ", "::", "##[", "\\x1"])
def test_long_lines_take_no_longer_by_the_character(worst: str) -> None:
    """A million characters: what is not linear would not end."""
    assert len(visible(worst * (1_000_000 // len(worst)))) >= 100_000


def test_credentials_are_not_repeated() -> None:
    told = visible("https://me:pa:ss@example.org/x and ftp://token@example.org")
    assert told == "https://…@example.org/x and ftp://…@example.org"


PRINTERS = {
    "print",
    "echo",
    "secho",
    "Console",
    "print_exception",
    "print_exc",
    "warn",
    "excepthook",
}
STREAMS = {"stdout", "stderr", "__stdout__", "__stderr__"}


def printed_past_the_door(module: ast.Module) -> list[int]:
    """Give the lines of a module that print, or could."""
    asked = {
        id(node.value)
        for node in ast.walk(module)
        if isinstance(node, ast.Attribute) and node.attr in ("isatty", "fileno")
    }
    constant = {
        id(part)
        for node in ast.walk(module)
        if isinstance(node, ast.Call) and all(isinstance(a, ast.Constant) for a in node.args)
        for part in ast.walk(node.func)
    }
    found = []
    for node in ast.walk(module):
        match node:
            case ast.Call(func=ast.Name(id=name) | ast.Attribute(attr=name)) if name in PRINTERS:
                found.append(node.lineno)
            case ast.Attribute(value=ast.Name(id="sys"), attr=name) if name in STREAMS:
                if id(node) not in asked | constant:
                    found.append(node.lineno)
            case ast.ImportFrom(module="sys", names=names):
                found += [node.lineno for one in names if one.name in STREAMS]
            case ast.Import(names=[ast.alias(name="logging")]):
                found.append(node.lineno)
    return found


def test_nothing_prints_but_the_door() -> None:
    root = Path(next(iter(package.__path__)))
    door = Path(str(printing.__file__))
    for path in sorted(root.rglob("*.py")):
        lines = printed_past_the_door(ast.parse(path.read_text("utf-8")))
        assert path == door or not lines, (path, lines)
    assert len(printed_past_the_door(ast.parse(door.read_text("utf-8")))) > 3  # it is seen


@pytest.mark.parametrize(
    "code",
    ["print(x)", "typer.echo(x)", "sys.stderr.write(x)", "out = sys.stdout", "Console()", "warnings.warn(x)",
     "from sys import stdout", "import logging", "print(x, file=sys.stderr)", "sys.stdout.buffer.write(x)"],
)  # fmt: skip
def test_the_walk_sees_what_prints(code: str) -> None:
    assert printed_past_the_door(ast.parse(code))


@pytest.mark.parametrize(
    "arguments",
    [
        ("status", "[bold]x"), ("--to", "\x1b]0;x\x07"), ("st\x1b[31m",), ("status", "--x\x1b[31m\u202e"),
        ("check", "--format", "\n::error::x"), ("status", "\x1b\udcff"), ("models", "list", "\x9b31m\r\u2066"),
        ("models", "install", "--timeout", "x\x1b]0;a\x07"), ("translate", "--ship", "\x1b[2J##[error]"),
        ("models", "##vso[x]\x1b"), ("models", "remove", "\x1bfr", "\u202een"), ("init", "--to", "\x1bfr"),
        ("-C", "\x1b[31mno\n::error::x", "status"), ("models", "list", "--index", "\x1b", "--available"),
        ("translate", "--engine", "\x1b[31m"), ("models", "install", "x\x1b\n.argosmodel"),
    ],
)  # fmt: skip
@pytest.mark.usefixtures("workspace")
def test_wrong_use_repeats_nothing_that_acts(arguments: tuple[str, ...], l10n: Command) -> None:
    result = l10n(*arguments)
    assert result.code == 2
    assert not any(map(acts, (result.out + result.err).split("\n"))), result


@pytest.mark.usefixtures("workspace")
def test_wrong_use_repeats_no_credentials(l10n: Command) -> None:
    told = l10n("models", "list", "https://me:secret@example.org/?token=secret").err
    assert "unexpected" in told
    assert "secret" not in told


@pytest.mark.parametrize("encoding", ["ascii", "iso-8859-1", "utf-8"])
def test_any_encoding_of_the_output_will_do(encoding: str, monkeypatch: pytest.MonkeyPatch) -> None:
    written = io.BytesIO()
    monkeypatch.setattr(sys, "stdout", io.TextIOWrapper(written, encoding=encoding))
    printing.prepare()
    printing.show("é … \udcff 猫")
    printing.show_json(["é … \udcff 猫"])
    printing.show_table([("a", "é"), ("[red]…", "\udcff 猫")], numbers=1)
    shown = written.getvalue()
    assert b"\\udcff" in shown
    assert b"[red]" in shown
    assert shown.decode(encoding)


class Screen(io.TextIOWrapper):
    def isatty(self) -> bool:
        return True


def test_content_is_untouched_but_on_a_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    content = b"caf\xe9\r\n\x1b]0;x\x07\n::: note\n"
    for kind, expected in (
        (io.TextIOWrapper, content),
        (Screen, b"caf\\udce9\r\n\\x1b]0;x\\x07\n::: note\n"),
    ):
        written = io.BytesIO()
        monkeypatch.setattr(sys, "stdout", kind(written, encoding="utf-8", newline=""))
        printing.hand_over(content)
        assert written.getvalue() == expected


def test_a_fault_of_ours_tells_nothing_that_acts(capsys: pytest.CaptureFixture[str]) -> None:
    error = ValueError("\x1b]0;x\x07\n::error::x")
    printing.crashed(ValueError, error, None)
    told = capsys.readouterr().err
    assert told == "ValueError: \\x1b]0;x\\x07\n\\x3a:error::x\n\n"
