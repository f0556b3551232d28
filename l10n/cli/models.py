"""`l10n models`: the packages that the Argos engine translates with."""

import re
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from l10n.cli import inventory, printing, terminal
from l10n.errors import L10nError

if TYPE_CHECKING:
    from l10n.engines import Pair
    from l10n.engines.argos.download import Progress
    from l10n.engines.argos.index import Entry, Index
    from l10n.engines.argos.installation import Installation
    from l10n.engines.argos.web import Patience

SUFFIX = ".argosmodel"
PAUSE = 1.0  # seconds before the second try of a download
SHA256 = re.compile(r"[0-9a-f]{64}", re.IGNORECASE)

app = typer.Typer(
    help="Install and check the packages that the Argos engine translates with.\n\n"
    "They lie in the folder that Argos Translate's own tools use. Only `install` and "
    "`list --available` ever use the network.",
    no_args_is_help=True,
)

Address = Annotated[
    list[str] | None,
    typer.Option(
        "--index",
        metavar="ADDRESS",
        help="The index of packages: http, https, file: or a path. Repeat it for mirrors.",
        show_default=False,
    ),
]
Stall = Annotated[
    float,
    typer.Option(
        "--timeout", min=0.01, metavar="SECONDS", help="How long to wait for a silent server."
    ),
]


@app.command("list")
def list_(
    context: typer.Context,
    available: Annotated[
        bool, typer.Option("--available", help="Ask the index what can be installed.")
    ] = False,
    index: Address = None,
    timeout: Stall = 30.0,
    as_json: terminal.Json = False,
) -> None:
    """List the packages that are installed, or that could be.

    Examples:

      l10n models list

      l10n models list --available --index https://example.org/argos/index.json
    """
    at = terminal.of(context)
    rows = inventory.available(_index(at, index, timeout)) if available else inventory.installed()
    if as_json:
        printing.show_json(rows)
        return
    if not rows:
        at.notice("No package is installed. Try `l10n models install --to es`.")
    printing.show_columns(inventory.cells(rows))


@app.command()
def install(
    context: typer.Context,
    what: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="FILE… | SOURCE TARGET",
            help="Package files, or two languages.",
            show_default=False,
        ),
    ] = None,
    to: terminal.To = "",
    index: Address = None,
    sha256: Annotated[
        str,
        typer.Option(
            metavar="HEX", help="What the one package file must have.", show_default=False
        ),
    ] = "",
    timeout: Stall = 30.0,
    quiet: Annotated[bool, typer.Option("--quiet", help="Show no progress.")] = False,
) -> None:
    """Install packages: from files, for two languages, or for what the project needs.

    Where there is no direct package, those of a way through another language
    are installed. A download that broke off goes on where it stopped. What is
    installed already is left alone.

    Examples:

      l10n models install fr en

      l10n models install --to es,de

      l10n models install translate-fr_en-1_9.argosmodel
    """
    at = terminal.of(context)
    if sha256 and not SHA256.fullmatch(sha256):
        raise typer.BadParameter("a SHA-256 is 64 hexadecimal digits", param_hint="--sha256")
    if what and all(name.endswith(SUFFIX) for name in what):
        _install_files([at.path(Path(name)) for name in what], sha256)
        return
    source, targets = _wished(at, what or [], to)
    entries = _plan(source, targets, _index(at, index, timeout))
    _check_one(len(entries), sha256)
    if not entries:
        printing.show(f"All that {source} to {', '.join(targets)} needs is already installed.")
    for entry in entries:
        _install_entry(entry, sha256, _patience(timeout), bar=not (quiet or at.quiet))


@app.command()
def remove(
    source: Annotated[str, typer.Argument(help="The language it translates from.")],
    target: Annotated[str, typer.Argument(help="The language it translates into.")],
) -> None:
    """Delete the package of one direction, in all its versions.

    Example:

      l10n models remove fr en
    """
    from l10n.engines.argos import installation

    for folder in installation.remove(_pair(source, target)):
        printing.show(f"{folder}: removed")


@app.command()
def verify(
    context: typer.Context,
    record: Annotated[
        bool, typer.Option("--record", help="First record what other tools installed, as it is.")
    ] = False,
) -> None:
    """Compare every file of every package with the lock file.

    Exits with 1 when something was changed, is missing, is there in excess, or
    was never recorded; with 0 otherwise.

    Examples:

      l10n models verify

      l10n models verify --record
    """
    from l10n.engines.argos import installation, store

    at = terminal.of(context)
    for package in installation.record_strangers() if record else ():
        at.notice(f"{package.folder}: recorded")
    faults = store.verify()
    for fault in faults:
        printing.show(str(fault))
    if faults:
        raise typer.Exit(1)
    at.notice(f"Packages that are as recorded: {len(store.recorded())}.")


def _index(at: terminal.Terminal, addresses: list[str] | None, timeout: float) -> "Index":
    """Fetch the index: the one asked for, else the project's, else Argos's own."""
    from l10n.engines.argos import index, web

    project = at.project()
    configured = [
        web.beside(str(project.root / "l10n.toml"), address)
        for address in project.settings.models_index
    ]
    chosen = addresses or configured or index.default_addresses()
    return index.fetch(chosen, patience=_patience(timeout))


def _patience(timeout: float) -> "Patience":
    from l10n.engines.argos.web import Patience

    return Patience(stall=timeout, pause=PAUSE)


def _wished(at: terminal.Terminal, what: list[str], to: str) -> tuple[str, list[str]]:
    """Read which languages the user wants packages for. Raises BadParameter."""
    if not what:
        settings = at.project().settings
        asked = [target for target in re.split(r"[,\s]+", to) if target]
        if targets := asked or list(settings.targets):
            return _distinct(settings.source_language, [_tag(target) for target in targets])
    if len(what) == 2 and not to:
        return _distinct(_tag(what[0]), [_tag(what[1])])
    raise typer.BadParameter(
        f"give package files that end in {SUFFIX}, or two languages (fr en), or --to es,de"
    )


def _distinct(source: str, targets: list[str]) -> tuple[str, list[str]]:
    if source in targets:
        raise L10nError(
            "the two languages are the same",
            where=f"{source} to {source}",
            hint="Give two, as in `l10n models install fr en`.",
        )
    return source, targets


def _pair(source: str, target: str) -> "Pair":
    from l10n.engines import Pair

    return Pair(_tag(source), _tag(target))


def _tag(text: str) -> str:
    """Read a language; Argos's own codes will do."""
    from l10n.engines.argos.package import TAGS
    from l10n.locales import canonical

    return TAGS.get(text) or canonical(text)


def _plan(source: str, targets: list[str], index: "Index") -> "tuple[Entry, ...]":
    """Choose what to download; a damaged package counts as not installed."""
    from l10n.engines.argos import index as indexes
    from l10n.engines.argos import store

    whole = [package for package in store.installed() if not store.faults(package)]
    return indexes.plan(source, targets, index, whole)


def _check_one(files: int, sha256: str) -> None:
    if sha256 and files > 1:
        raise typer.BadParameter(f"one SHA-256 cannot fit {files} files", param_hint="--sha256")


def _install_files(paths: list[Path], sha256: str) -> None:
    from l10n.engines.argos import installation

    _check_one(len(paths), sha256)
    for path in paths:
        if path.exists() and not path.is_file():  # a device or a pipe may never end
            raise L10nError("is no regular file", where=str(path))
        _say(installation.install_file(path, expected_sha256=sha256), "")


def _install_entry(entry: "Entry", sha256: str, patience: "Patience", *, bar: bool) -> None:
    from l10n.engines.argos.acquisition import acquire

    with _progress(f"{entry.name} {entry.version}", bar=bar) as progress:
        done = acquire(entry, sha256=sha256, progress=progress, patience=patience)
    doubt = "" if done.expected else "; the index tells no SHA-256: recorded as it came"
    _say(done.installation, doubt)


def _say(installation: "Installation", remark: str) -> None:
    package = installation.package
    verb = "installed" if installation.fresh else "already installed"
    printing.show(f"{package.folder}: {package.pair} {package.version} {verb}{remark}")


@contextmanager
def _progress(what: str, *, bar: bool) -> "Iterator[Progress]":
    """Show the bytes of a download on a terminal, and nothing elsewhere."""
    if not bar or not sys.stderr.isatty():
        yield lambda done, total: None
        return
    from rich import progress

    columns = (
        progress.BarColumn(),
        progress.DownloadColumn(),
        progress.TransferSpeedColumn(),
        progress.TimeRemainingColumn(),
    )
    with printing.bar(what, None, *columns) as shown:
        task = shown.task_ids[0]
        yield lambda done, total: shown.update(task, completed=done, total=total)
