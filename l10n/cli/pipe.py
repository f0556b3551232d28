"""An article from standard input, and what is made of it to standard output."""

from collections.abc import Sequence
from pathlib import Path

import typer

from l10n.cli import printing, terminal
from l10n.cli.terminal import Terminal
from l10n.errors import L10nError
from l10n.passage import PIPE, Passage, passage
from l10n.plugins import format_names
from l10n.project import Project
from l10n.run import Run


def asked(articles: Sequence[Path] | None) -> bool:
    """Tell whether `-` is given for the article; raises L10nError if not alone."""
    given = articles or ()
    if PIPE in given and len(given) > 1:
        raise L10nError(
            "stands for standard input, so no article can be named beside it", where="-"
        )
    return PIPE in given


def read(project: Project) -> Passage:
    """Read the article, in the format that `--format` names."""
    if not project.forced:
        names = ", ".join(format_names())
        raise L10nError(
            "nothing tells the format of standard input",
            where="-",
            hint=f"Say it with `--format NAME`; there are: {names}.",
        )
    return passage(project, project.forced, typer.get_binary_stream("stdin").read())


def only(targets: tuple[str, ...]) -> tuple[str, ...]:
    """Refuse several targets: there is one output."""
    if len(targets) > 1:
        raise L10nError(
            f"cannot be localized to {', '.join(targets)} in one go",
            where="-",
            hint=f"Name one target, as in `--to {targets[0]}`.",
        )
    return targets


def write(run: Run, article: Passage, at: Terminal) -> int:
    """Write what was built, say what is wrong with it, and give the exit code."""
    for content in article.outputs.values():
        printing.hand_over(content)
    for target, counts in run.fallen_back.items():
        at.notice(f"{target}: the source text stands in for {terminal.counted(counts)}")
    return terminal.told(run.findings, run.errors, at) or int(bool(run.fallen_back))
