"""The configuration: `l10n.toml`, or `[tool.l10n]` in `pyproject.toml`."""

import re
import tomllib
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields
from pathlib import Path, PurePosixPath

from l10n import locales
from l10n.errors import L10nError
from l10n.files import read_bytes
from l10n.pipeline.localize import Ship
from l10n.plugins import engine_names, suggestion

OWN_FILE = "l10n.toml"
SHARED_FILE = "pyproject.toml"
# Unicode's categories of what breaks a line of text, or is no text: controls, lone
# surrogates, separators of lines and of paragraphs.
UNFIT = frozenset({"Cc", "Cs", "Zl", "Zp"})


@dataclass(frozen=True, slots=True)
class Settings:
    """What can be configured; the keys are these names with hyphens.

    source_language, targets: BCP 47 tags; source, catalogs, output: folders,
    relative to the configuration's own; name: the project's, for the catalogs'
    headers; engine: `auto` or an engine's name; ship: which targets reach
    readers; exclude: regular expressions, a segment that one matches whole is
    no text to translate; minimum: the percent of words that `check` wants
    `translated` (draft or final) and `final`; models_index: addresses of the
    Argos index, tried in order, none means Argos's own.
    """

    source_language: str = "fr"
    targets: tuple[str, ...] = ()
    source: str = "source"
    catalogs: str = "locales"
    output: str = "localized"
    name: str = ""
    engine: str = "auto"
    ship: Ship = Ship.DRAFT
    exclude: tuple[str, ...] = ()
    minimum: Mapping[str, int] | None = None
    models_index: tuple[str, ...] = ()

    @property
    def excluded(self) -> tuple[re.Pattern[str], ...]:
        return tuple(re.compile(pattern) for pattern in self.exclude)

    @property
    def thresholds(self) -> Mapping[str, int]:
        return {**MINIMUM, **(self.minimum or {})}


MINIMUM = {"translated": 100, "final": 0}


def read(path: Path) -> Settings | None:
    """Read the settings of a file; None for a `pyproject.toml` that has none.

    Raises L10nError naming the file and the key for anything it does not know.
    """
    try:
        table = tomllib.loads(read_bytes(path).decode("utf-8-sig"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        told = re.search(r"at line (\d+)", str(error))
        number = told[1] if told else str(read_bytes(path).count(b"\n") + 1)
        where = f"{path}:{number}"
        raise L10nError(f"is no valid TOML ({error})", where=where) from error
    if path.name == SHARED_FILE:
        tool = table.get("tool")
        if not isinstance(tool, dict) or "l10n" not in tool:
            return None
        table = tool["l10n"]
    return validated(table, str(path))


def validated(table: object, where: str) -> Settings:
    """Check every key and value; then the folders against each other."""
    if not isinstance(table, dict):
        raise L10nError("l10n must be a table", where=where)
    known = {field.name.replace("_", "-"): field.name for field in fields(Settings)}
    values = {}
    for key, value in table.items():
        if key not in known:
            raise L10nError(f"unknown key {key!r}", where=where, hint=suggestion(key, known))
        try:
            values[known[key]] = CHECKS[key](value)
        except (TypeError, ValueError, L10nError) as error:
            raise L10nError(f"{key}: {error}", where=where) from error
    settings = Settings(**values)  # type: ignore[arg-type]  # CHECKS saw to the types
    refuse_circles(settings, where)
    return settings


def refuse_circles(settings: Settings, where: str) -> None:
    """Refuse what would feed the tool its own output, or a language into itself."""
    folders = {key: folder(getattr(settings, key)) for key in ("source", "catalogs", "output")}
    for key, one in folders.items():
        for other_key, other in folders.items():
            if key != other_key and (one == other or one in other.parents):
                raise L10nError(
                    f"{other_key} ({other}) lies inside {key} ({one})",
                    where=where,
                    hint="Give source, catalogs and output a folder each, side by side.",
                )
    if settings.source_language in settings.targets:
        raise L10nError(
            f"targets: holds the source language, {settings.source_language}", where=where
        )


def text(value: object) -> str:
    if not isinstance(value, str) or not value.strip():
        raise ValueError(f'must be a text in "quotes", not {value!r}')
    return value


def line(value: object) -> str:
    if any(unicodedata.category(char) in UNFIT for char in text(value)):
        raise ValueError(f"must be one line of text, not {value!r}")
    return text(value)


def texts(value: object) -> tuple[str, ...]:
    if not isinstance(value, list):
        raise TypeError(f'must be a list, as in ["es", "ca"], not {value!r}')
    return tuple(map(text, value))


def folder(value: object) -> PurePosixPath:
    path = PurePosixPath(text(value))
    if path.is_absolute() or ".." in path.parts or "\\" in str(value):
        raise ValueError(f"must be a folder inside the project, with /, not {value!r}")
    if path == PurePosixPath():
        raise ValueError("must be a folder of its own, not the project's")
    return path


def patterns(value: object) -> tuple[str, ...]:
    for pattern in texts(value):
        try:
            re.compile(pattern)
        except re.error as error:
            raise ValueError(f"{pattern!r} is no regular expression ({error})") from error
    return texts(value)


def distinct_tags(value: object) -> tuple[str, ...]:
    return tuple(dict.fromkeys(map(locales.canonical, texts(value))))


def engine(value: object) -> str:
    if value not in (names := ["auto", *engine_names()]):
        raise ValueError(f"no engine is called {value!r}. {suggestion(str(value), names)}")
    return text(value)


def ship(value: object) -> Ship:
    if value not in list(Ship):
        raise ValueError(f"must be one of {', '.join(Ship)}, not {value!r}")
    return Ship(text(value))


def percents(value: object) -> Mapping[str, int]:
    if not isinstance(value, dict):
        raise TypeError(f"must be a table, as in {{ final = 90 }}, not {value!r}")
    for key, percent in value.items():
        if key not in MINIMUM:
            raise ValueError(f"unknown key {key!r}. {suggestion(key, MINIMUM)}")
        if type(percent) is not int or not 0 <= percent <= 100:
            raise ValueError(f"{key} must be a whole number from 0 to 100, not {percent!r}")
    return value


CHECKS: Mapping[str, Callable[[object], object]] = {
    "source-language": lambda value: locales.canonical(text(value)),
    "targets": distinct_tags,
    "source": lambda value: str(folder(value)),
    "catalogs": lambda value: str(folder(value)),
    "output": lambda value: str(folder(value)),
    "name": line,
    "engine": engine,
    "ship": ship,
    "exclude": patterns,
    "minimum": percents,
    "models-index": texts,
}
