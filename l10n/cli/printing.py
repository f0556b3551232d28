"""The one door to standard output and standard error: what goes through it is fit to be read.

Nothing else prints. Text for people is spelled by `l10n.visible`; JSON is, in JSON's own
way; an article or a template that was asked for is content, and comes out as it is, but
for a terminal, where its unseen characters are shown too.
"""

import io
import re
import sys
import traceback
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from types import TracebackType
from typing import TYPE_CHECKING, TextIO

from typer.core import TyperGroup

from l10n.visible import PASSWORD, visible, visible_json, visible_lines

if TYPE_CHECKING:
    import typer
    from rich.progress import Progress, ProgressColumn

QUERY = re.compile(r"(?<=://)([^\s?#]*+\?)[^\s#]++")


def prepare() -> None:
    """Let output in whatever encoding spell what that has not, instead of failing."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")


def show(line: str) -> None:
    """Print one line of results."""
    put(visible(line), sys.stdout)


def say(line: str) -> None:
    """Print one line that is no result."""
    put(visible(line), sys.stderr)


def show_json(value: object) -> None:
    """Print a value for programs."""
    put(visible_json(value, getattr(sys.stdout, "encoding", None) or "utf-8"), sys.stdout)


def show_columns(rows: Sequence[Sequence[str]], numbers: int | None = None) -> None:
    """Print rows in aligned columns; numbers: the first column of those."""
    cells = [[visible(cell) for cell in row] for row in rows]
    widths = [max(map(len, column)) for column in zip(*cells, strict=True)]
    for row in cells:
        aligned = [
            cell.ljust(width) if numbers is None or at < numbers else cell.rjust(width)
            for at, (cell, width) in enumerate(zip(row, widths, strict=True))
        ]
        put("  ".join(aligned).rstrip(), sys.stdout)


def show_table(rows: Sequence[Sequence[str]], numbers: int) -> None:
    """Print rows, headings first, as a table with rules; numbers: the first column of those."""
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text  # unlike a string, never read as Rich's markup

    table = Table()
    for at, cell in enumerate(rows[0]):
        table.add_column(Text(visible(cell)), justify="left" if at < numbers else "right")
    for row in rows[1:]:
        table.add_row(*(Text(visible(cell)) for cell in row))
    Console().print(table)


def hand_over(content: bytes) -> None:
    """Write content that was asked for: untouched, but for a terminal."""
    if sys.stdout is None:
        return
    if sys.stdout.isatty():
        sys.stdout.write(visible_lines(content.decode("utf-8", "surrogateescape")))
    else:
        sys.stdout.flush()
        sys.stdout.buffer.write(content)
    sys.stdout.flush()


@contextmanager
def bar(what: str, total: int | None, *columns: "ProgressColumn") -> "Iterator[Progress]":
    """Show on standard error how far something is, as one task."""
    from rich.console import Console
    from rich.progress import Progress, TextColumn

    name = TextColumn("{task.description}", markup=False)
    with Progress(name, *columns, console=Console(stderr=True)) as shown:
        shown.add_task(visible(what), total=total)
        yield shown


def crashed(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    """Print the traceback of a fault of ours; what it tells may come from outside."""
    for line in "".join(traceback.format_exception(kind, error, trace)).split("\n"):
        put(visible(line), sys.stderr)


def put(text: str, stream: TextIO | None) -> None:
    """Print what is fit to be; without a stream there is nobody to read it."""
    if stream is not None:
        print(text, file=stream, flush=True)


class Commands(TyperGroup):
    """Commands whose usage errors, which Typer prints itself, are made fit to be read."""

    def make_context(self, *arguments, **more):  # type: ignore[no-untyped-def]  # as Typer has it
        with cleaned():
            return super().make_context(*arguments, **more)

    def invoke(self, ctx: "typer.Context") -> object:  # type: ignore[override]  # as we are called
        with cleaned():
            return super().invoke(ctx)


@contextmanager
def cleaned() -> Iterator[None]:
    """Change how Typer's errors tell their message, which repeats what was typed."""
    try:
        yield
    except Exception as error:
        told = getattr(error, "format_message", None)
        if told is not None:
            text = visible_lines(QUERY.sub(r"\1…", PASSWORD.sub("…@", told())))
            error.format_message = lambda: text  # type: ignore[attr-defined]  # it has one
        raise
