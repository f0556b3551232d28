"""The configuration: `l10n.toml`, or `[tool.l10n]` in `pyproject.toml`."""

import re
import tomllib
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from l10n import globs, locales
from l10n.errors import L10nError
from l10n.files import read_bytes
from l10n.pipeline.localize import Ship
from l10n.plugins import configured, engine_names, format_names, suggestion

if TYPE_CHECKING:
    from l10n.typography import House

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
    Argos index, tried in order, none means Argos's own; linked_folders: folders
    outside of the three, relative to the configuration's own or absolute, that
    links in these may lead to; keep: words that drafts
    leave as they are, such as names of products; typography: what the project
    wants otherwise than a target's locale has it, by locale; formats: which format
    the articles are that a glob matches (see `named_format`), where the suffix
    does not say so; options: each format's table, which is named after it.
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
    keep: tuple[str, ...] = ()
    typography: Mapping[str, "House"] = field(default_factory=dict)
    formats: Mapping[str, str] = field(default_factory=dict)
    options: Mapping[str, Mapping[str, object]] = field(default_factory=dict)
    linked_folders: tuple[str, ...] = ()

    def named_format(self, path: PurePosixPath) -> tuple[str, bool]:
        """Name the format that `formats` gives an article, and tell whether that makes it one.

        path: below the source folder. The first glob that matches counts. One
        that ends in a wildcard alone, as `docs/**`, says how articles are
        read, and nothing of the images among them.
        """
        for glob, name in self.formats.items():
            if globs.matches(glob, str(path)):
                return name, globs.names_files(glob)
        return "", False

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
    except RecursionError as error:
        raise L10nError("nests too deeply for TOML", where=str(path)) from error
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
    values: dict[str, object] = {}
    options: dict[str, Mapping[str, object]] = {}
    for key, value in table.items():
        if key not in (known := [*CHECKS, *format_names()]):
            raise L10nError(f"unknown key {key!r}", where=where, hint=suggestion(key, known))
        try:
            if key in CHECKS:
                values[key.replace("-", "_")] = CHECKS[key](value)
            else:
                options[key] = a_table(value)
        except (TypeError, ValueError, L10nError) as error:
            raise L10nError(f"{key}: {error}", where=where) from error
    settings = Settings(**values, options=options)  # type: ignore[arg-type]  # CHECKS saw to it
    refuse_circles(settings, where)
    refuse_options(settings, where)
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


def refuse_options(settings: Settings, where: str) -> None:
    """Refuse what a format does not take."""
    for name, table in settings.options.items():
        try:
            configured(name, table, settings.source_language)
        except (TypeError, ValueError) as error:
            raise L10nError(f"{name}: {error}", where=where) from error


def text(value: object) -> str:
    if not isinstance(value, str) or not value.strip():
        raise ValueError(f'must be a text in "quotes", not {value!r}')
    return value


def line(value: object) -> str:
    if any(unicodedata.category(char) in UNFIT for char in text(value)):
        raise ValueError(f"must be one line of text, not {value!r}")
    return text(value)


def words(value: object) -> tuple[str, ...]:
    for word in texts(value):
        if line(word) != word.strip() or not any(map(str.isalnum, word)):
            raise ValueError(f"must be words without spaces around them, not {word!r}")
    return texts(value)


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


def a_table(value: object) -> Mapping[str, object]:
    if not isinstance(value, dict):
        raise TypeError(f"must be a table, not {value!r}")
    return value


def formats(value: object) -> Mapping[str, str]:
    if not isinstance(value, dict):
        raise TypeError(f'must be a table, as in {{ "*.htm" = "html" }}, not {value!r}')
    for glob, name in value.items():
        try:
            globs.matches(text(glob), "")
        except re.error as error:
            raise ValueError(f"{glob!r} is no glob ({error})") from error
        if name not in (names := format_names()):
            raise ValueError(
                f"{glob}: no format is called {name!r}. {suggestion(str(name), names)}"
            )
    return value


def typography(value: object) -> Mapping[str, "House"]:
    from l10n.typography import house

    found: dict[str, House] = {}
    for tag, table in a_table(value).items():
        try:
            if locales.canonical(tag) in found:
                raise ValueError("is there twice")  # noqa: TRY301  # with the tag before it
            found[locales.canonical(tag)] = house.read(a_table(table))
        except (TypeError, ValueError, L10nError) as error:
            raise ValueError(f"{tag}: {error}") from error
    return found


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
    "linked-folders": texts,
    "keep": words,
    "typography": typography,
    "formats": formats,
}
