"""Every regular expression of the package: those in the source's text, those its modules hold."""

import ast
import importlib
import inspect
import pkgutil
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType
from typing import Any

import l10n

VERBS = frozenset({"compile", "sub", "subn", "match", "search", "fullmatch", "findall", "finditer"})
VERBS |= {"split"}
# Those that begin at one place, not at each.
AT_ONE_PLACE = frozenset({"match", "fullmatch", "prefixmatch"})


@dataclass(frozen=True)
class Call:
    """A place in the source where a pattern is given to `re`."""

    module: str
    line: int
    verb: str
    spelled: str
    pattern: re.Pattern[Any] | None  # None: made of what is known only when it runs


def modules() -> list[ModuleType]:
    names = (one.name for one in pkgutil.walk_packages(l10n.__path__, "l10n."))
    return [importlib.import_module(name) for name in names if not name.endswith("__main__")]


def calls(module: ModuleType) -> Iterator[Call]:
    """List the calls of `re` in a module, with the pattern where its text says all of it."""
    source = Path(inspect.getfile(module)).read_text("utf-8")
    for node in ast.walk(ast.parse(source)):
        if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)):
            continue
        if not (isinstance(node.func.value, ast.Name) and node.func.value.id == "re"):
            continue
        if node.func.attr in VERBS:
            spelled = ast.unparse(node.args[0])
            made = pattern_of(node, module)
            yield Call(module.__name__, node.lineno, node.func.attr, spelled, made)


def pattern_of(node: ast.Call, module: ModuleType) -> re.Pattern[Any] | None:
    """Make the pattern of a call of what its module holds."""
    flags = [word.value for word in node.keywords if word.arg == "flags"]
    if isinstance(node.func, ast.Attribute) and node.func.attr == "compile":
        flags += node.args[1:2]
    try:
        values = [eval(ast.unparse(one), vars(module)) for one in [node.args[0], *flags]]  # noqa: S307  # our own source
    except NameError:
        return None
    return re.compile(*values)


def held(module: ModuleType) -> Iterator[tuple[str, re.Pattern[Any]]]:
    """List the compiled patterns among a module's values, tables of them included."""
    for name, value in vars(module).items():
        if not name.startswith("__"):
            for pattern in inside(value):
                yield name, pattern


def inside(value: object, depth: int = 4) -> Iterator[re.Pattern[Any]]:
    if isinstance(value, re.Pattern):
        yield value
    elif depth and isinstance(value, Mapping):
        for one in (*value.keys(), *value.values()):
            yield from inside(one, depth - 1)
    elif depth and isinstance(value, tuple | list | set | frozenset):
        for one in value:
            yield from inside(one, depth - 1)


def verbs_of() -> dict[str, set[str]]:
    """Tell for each name of a value what is asked of it anywhere, such as `search`."""
    found: dict[str, set[str]] = {}
    for module in modules():
        for node in ast.walk(ast.parse(Path(inspect.getfile(module)).read_text("utf-8"))):
            if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
                found.setdefault(node.value.id, set()).add(node.attr)
    return found
