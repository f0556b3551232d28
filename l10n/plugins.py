"""Names and objects behind the entry points: formats and engines, ours and other packages'."""

from collections.abc import Iterable, Mapping
from difflib import get_close_matches
from functools import cache
from importlib.metadata import EntryPoint, entry_points
from typing import cast

from l10n.engines import NEVER_CHOSEN, Engine
from l10n.errors import L10nError
from l10n.formats import Format

FORMATS = "l10n.formats"
ENGINES = "l10n.engines"


@cache
def formats() -> dict[str, Format]:
    """Give every registered format by name, in the names' order."""
    return {name: cast("Format", loaded(point)) for name, point in registered(FORMATS)}


@cache
def engines() -> dict[str, Engine]:
    """Give every registered engine by name, in the names' order."""
    return {name: cast("Engine", loaded(point)) for name, point in registered(ENGINES)}


def engine_names() -> list[str]:
    """List what `--engine` takes besides `auto`, without loading anything."""
    return [name for name, _ in registered(ENGINES)]


def configured(name: str, options: Mapping[str, object], language: str) -> Format:
    """Give a format with a project's options; raises ValueError or TypeError for bad ones."""
    return formats()[name].configured(options, language)


def format_names() -> list[str]:
    """List what `--format` takes, without loading anything."""
    return [name for name, _ in registered(FORMATS)]


def format_of(suffix: str) -> str:
    """Name the format that claims a file name ending such as `.txt`; nothing if none does."""
    claims = (name for name, found in formats().items() if suffix.lower() in found.suffixes)
    return next(claims, "")


def suffixes() -> list[str]:
    """List the file name endings that the formats claim."""
    return sorted(suffix for form in formats().values() for suffix in form.suffixes)


def chosen_engines(name: str) -> dict[str, Engine]:
    """Give the engines that `--engine NAME` allows; raises L10nError for an unknown name."""
    if name == "auto":
        return {key: engine for key, engine in engines().items() if engine.rank < NEVER_CHOSEN}
    if name not in engines():
        raise L10nError(
            f"no engine is called {name!r}", hint=suggestion(name, ["auto", *engines()])
        )
    return {name: engines()[name]}


def suggestion(name: str, known: Iterable[str]) -> str:
    """Say which known name was probably meant, and what there is.

    >>> suggestion("argus", ["auto", "argos"])
    'Did you mean argos? There are: auto, argos.'
    """
    choices = list(known)
    close = get_close_matches(name, choices, n=1)
    meant = f"Did you mean {close[0]}? " if close else ""
    return f"{meant}There are: {', '.join(choices)}."


def registered(group: str) -> list[tuple[str, EntryPoint]]:
    return sorted({point.name: point for point in entry_points(group=group)}.items())


def loaded(point: EntryPoint) -> object:
    try:
        return point.load()
    except (ImportError, AttributeError) as error:
        raise L10nError(
            f"the plug-in {point.value!r} cannot be loaded ({error})",
            hint="Update or uninstall the package that offers it.",
        ) from error
