"""The `l10n` command: options → project → pipeline → lines → exit code."""

import sys
from importlib.metadata import version as installed_version
from pathlib import Path
from typing import Annotated

try:
    import typer

    from l10n.cli import (
        build,
        check,
        doctor,
        extract,
        init,
        models,
        printing,
        status,
        terminal,
        translate,
    )
    from l10n.errors import L10nError
except KeyboardInterrupt:  # these take most of a short command's time
    sys.stderr.write("l10n: stopped.\n")
    sys.exit(130)

app = typer.Typer(
    name="l10n",
    cls=printing.Commands,
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode="rich",
    context_settings={"help_option_names": ["-h", "--help"]},
)
app.command("init")(init.init)
app.command("translate")(translate.translate)
app.command("extract")(extract.extract)
app.command("build")(build.build)
app.command("status")(status.status)
app.command("check")(check.check)
app.add_typer(models.app, name="models")
app.command("doctor")(doctor.doctor)


def show_version(wanted: bool) -> None:
    if wanted:
        printing.show(f"l10n {installed_version('l10n')}")
        raise typer.Exit


@app.callback()
def main(
    context: typer.Context,
    directory: Annotated[
        Path,
        typer.Option(
            "--directory", "-C", help="Work as if started in this folder.", show_default=False
        ),
    ] = Path(),
    quiet: Annotated[
        bool, typer.Option("--quiet", "-q", help="Say nothing but results and errors.")
    ] = False,
    _version: Annotated[
        bool,
        typer.Option(
            "--version", callback=show_version, is_eager=True, help="Show the version and exit."
        ),
    ] = False,
) -> None:
    """Take French articles to their readers in other languages, offline.

    [bold]l10n translate source/article.txt --to es,ca[/bold] drafts an article and writes
    PO catalogs that translators edit; [bold]l10n build[/bold] puts their work into
    localized files; [bold]l10n check[/bold] tells CI whether all is there.

    Exit codes: 0 fine, 1 something to fix, 2 wrong use or bad input.
    """
    context.obj = terminal.Terminal(directory, quiet)


def run() -> None:
    """Run the command line, and end the program with one line for any problem.

    Ctrl-C in the first instants, while Python itself starts, is Python's to report.
    """
    printing.prepare()
    try:
        app()
    except (L10nError, OSError, KeyboardInterrupt, SystemExit) as end:
        sys.exit(terminal.farewell(end))
    except Exception:
        sys.excepthook = printing.crashed
        raise
