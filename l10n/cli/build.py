"""`l10n build`: localized articles from the catalogs as they are."""

from typing import Annotated

import typer

from l10n.cli import printing, terminal
from l10n.cli.terminal import Terminal
from l10n.findings import Severity
from l10n.pipeline.localize import Ship
from l10n.run import Run

SHOWN = 12  # files named one by one; more are counted

ShipOption = Annotated[
    Ship | None,
    typer.Option(
        help="final: people's translations; draft: machine drafts too; "
        "any: stale and doubtful ones too. The source text stands in for the rest.",
        show_default=False,
    ),
]


def build(
    context: typer.Context,
    articles: terminal.Articles = None,
    to: terminal.To = "",
    ship: ShipOption = None,
    form: terminal.Format = "",
) -> None:
    """Build localized articles from the catalogs, without any engine.

    A translation that would break its article is refused and reported; the
    source text stands in for it. So are links that lead nowhere, once all is built.

    Examples:

      l10n build

      l10n build source/article.txt --to es --ship final
    """
    at = terminal.of(context)
    project = at.project(form)
    run = Run(project, project.targets(to), ship or project.settings.ship, notice=at.notice)
    run.rebuild(project.articles(map(at.path, articles or [])))
    raise typer.Exit(report(run, at))


def report(run: Run, at: Terminal) -> int:
    """Say what was written, what fell back and what is wrong; give the exit code."""
    for path in [*run.written][:SHOWN]:
        printing.show(run.project.show(path))
    if len(run.written) > SHOWN:
        printing.show(f"and {len(run.written) - SHOWN} more files")
    if not run.written and not run.errors:
        at.notice("Nothing to do: all is as it was.")
    for target, counts in run.fallen_back.items():
        told = terminal.counted(counts)
        at.notice(f"{target}: the source text stands in for {told} (`l10n check` lists them)")
    dead = list(run.site.findings())
    died = [finding for finding in dead if finding.severity is Severity.ERROR]
    if len(died) < len(dead):
        count = len(dead) - len(died)
        at.notice(f"links that lead nowhere in the articles themselves: {count} (see `l10n check`)")
    return terminal.told([*run.findings, *died], run.errors, at)
