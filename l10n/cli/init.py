"""`l10n init`: a configuration to start from."""

from pathlib import Path
from typing import Annotated

import typer

from l10n import locales
from l10n.cli import printing, terminal
from l10n.confinement import Confines
from l10n.errors import L10nError
from l10n.files import write_bytes
from l10n.settings import OWN_FILE

TEMPLATE = """\
# The settings of l10n; every key is optional and shows its default unless said.
source-language = "{source}"
targets = [{targets}] # the locales that readers get, as BCP 47 tags
source = "source" # your articles
catalogs = "locales" # PO files, for translators
output = "localized" # what is built; can always be built again
engine = "auto" # or argos, apertium, pseudo
ship = "draft" # what readers get: final, draft (and final) or any
exclude = [] # regular expressions: segments that are no text to translate
formats = {{}} # what an article is if its ending does not say so, as in {{ "*.inc" = "html" }}

[minimum] # the percents of words that `l10n check` wants
translated = 100
final = 0
"""


def init(
    context: typer.Context,
    to: terminal.To = "",
    source_language: Annotated[str, typer.Option(help="The articles' language.")] = "fr",
) -> None:
    """Write an l10n.toml with every setting explained, and make the source folder.

    Examples:

      l10n init --to es,ca

      l10n -C my-articles init --to pt-BR
    """
    at = terminal.of(context)
    at.project()  # refuses what is no folder, and settings that are broken
    root = at.directory.absolute()
    path = at.directory / OWN_FILE
    if path.exists():
        raise L10nError("is there already", where=str(path), hint="Edit it, or move it away first.")
    source = locales.canonical(source_language)
    targets = [locales.canonical(tag) for tag in to.split(",") if tag.strip()]
    if source in targets:
        raise L10nError(f"{source} is the articles' own language", hint="Name another target.")
    content = TEMPLATE.format(source=source, targets=", ".join(f'"{tag}"' for tag in targets))
    write_bytes(root / OWN_FILE, content.encode(), expected=b"", within=Confines(root))
    folder = make(at.directory / "source")
    printing.show(str(path))
    at.notice(f"Put your articles in {folder}, then: l10n translate")


def make(folder: Path) -> Path:
    try:
        folder.mkdir(exist_ok=True)
    except OSError as error:
        raise L10nError(f"cannot be made ({error.strerror})", where=str(folder)) from error
    return folder
