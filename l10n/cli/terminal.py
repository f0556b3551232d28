"""What commands share at the terminal: options, notices, progress."""

import os
import sys
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from l10n.catalog import State
from l10n.cli import printing
from l10n.errors import L10nError
from l10n.findings import Finding, Severity
from l10n.project import Project, find

if TYPE_CHECKING:
    from rich.progress import Progress

WRONG_USE = 2
STOPPED = 130  # what shells report for a program that SIGINT ended
UNREAD = 141  # what they report for one that SIGPIPE ended: it is not known to be fine

Articles = Annotated[
    list[Path] | None,
    typer.Argument(help="Articles, or folders of them; none means all.", show_default=False),
]
To = Annotated[
    str,
    typer.Option(
        "--to",
        metavar="LOCALES",
        help="Target locales, as in es,ca,pt-BR; none means those configured.",
        show_default=False,
    ),
]
Format = Annotated[
    str,
    typer.Option(
        "--format",
        metavar="NAME",
        help="Read the articles as text, markdown or html, whatever their names end in.",
        show_default=False,
    ),
]
Json = Annotated[bool, typer.Option("--json", help="Print JSON for programs.")]


@dataclass(frozen=True, slots=True)
class Terminal:
    """The options given before the command, and where to say things."""

    directory: Path = Path()
    quiet: bool = False

    def project(self, form: str = "") -> Project:
        """Find the project of the folder that was asked for; form: the format named, if any."""
        if not self.directory.is_dir():
            raise L10nError("no such folder", where=str(self.directory))
        return find(self.directory).reading_as(form)

    def path(self, given: Path) -> Path:
        return self.directory / given

    def notice(self, text: str) -> None:
        """Say something that is no result, unless told to be quiet."""
        if not self.quiet:
            printing.say(text)

    @contextmanager
    def progress(self, total: int, what: str) -> Iterator["Bar"]:
        """Show a bar on a terminal, and nothing elsewhere."""
        if self.quiet or not total or not sys.stderr.isatty():
            yield Bar(None)
            return
        from rich.progress import BarColumn, MofNCompleteColumn, TimeRemainingColumn

        columns = (BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
        with printing.bar(what, total, *columns) as shown:
            yield Bar(shown)


@dataclass(frozen=True, slots=True)
class Bar:
    """A progress bar, or none."""

    shown: "Progress | None"

    def advance(self, steps: int) -> None:
        if self.shown:
            self.shown.advance(self.shown.task_ids[0], steps)


def of(context: typer.Context) -> Terminal:
    """Give the options given before the command."""
    found = context.find_object(Terminal)
    return found or Terminal()


def farewell(end: BaseException) -> int | str | None:
    """Say why the program ends, and give its exit code."""
    match cause(end):
        case L10nError() as error:
            with suppress(OSError):
                complain(error)
            return WRONG_USE
        case KeyboardInterrupt():
            say("l10n: stopped.")
            return STOPPED
        case BrokenPipeError():  # the reader of our output, such as `head`, has left
            drop_output()
            return UNREAD
        case OSError() as error:
            drop_output()
            where = error.filename or "the output"
            say(f"l10n: error: {where}: cannot be read or written ({error.strerror or error})")
            return WRONG_USE
    return end.code if isinstance(end, SystemExit) else WRONG_USE


def cause(end: BaseException) -> BaseException:
    """Find what Typer and Rich made an exit of: Ctrl-C, or a reader that left."""
    if isinstance(end, SystemExit):
        told = end.__context__
        if isinstance(told, typer.Exit) and isinstance(told.__cause__, KeyboardInterrupt):
            return told.__cause__
        if isinstance(told, BrokenPipeError):
            return told
    return end


def say(text: str) -> None:
    """Print a last line, if anybody can still be told."""
    with suppress(OSError):
        printing.say(text)


def drop_output() -> None:
    """Let what is still to be printed vanish, or Python would fail again when it ends."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    with suppress(OSError, ValueError):  # in a test, there may be no real output
        os.dup2(nowhere, sys.stdout.fileno())
    os.close(nowhere)


def counted(counts: Mapping[State, int]) -> str:
    """Say how many units of each state there are.

    >>> counted({State.STALE: 1, State.NEW: 20})
    '20 new, 1 stale'
    """
    return ", ".join(f"{count} {state}" for state, count in sorted(counts.items()))


def told(findings: Iterable[Finding], errors: Iterable[L10nError], at: Terminal) -> int:
    """Say what was found besides the results, and give the exit code for it."""
    code = 0
    for finding in findings:
        if finding.severity is Severity.ERROR:
            printing.say(str(finding))
            code = 1
        else:
            at.notice(str(finding))
    for error in errors:
        complain(error)
        code = WRONG_USE
    return code


def complain(error: L10nError) -> None:
    """Print an error: one line, what, where and what to do."""
    printing.say(f"l10n: error: {error}")
