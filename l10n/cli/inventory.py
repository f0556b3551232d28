"""The packages that are installed, or that an index offers, as rows and as lines."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from l10n.cli import printing

if TYPE_CHECKING:
    from l10n.engines.argos.index import Index
    from l10n.engines.argos.package import Installed

Row = Mapping[str, str | int | list[str] | None]


def installed() -> list[Row]:
    """List what is installed, each compared with the lock file; sizes are in bytes."""
    from l10n.engines.argos import store

    survey, records = store.survey(), store.recorded()
    for stray in survey.strays:
        printing.say(str(stray))
    return [
        {
            "pair": str(package.pair),
            "name": package.name,
            "version": package.version,
            "size": sum(p.stat().st_size for p in package.folder.rglob("*") if p.is_file()),
            "state": _state(package) if package.folder.name in records else "not recorded",
            "folder": str(package.folder),
        }
        for package in survey.packages
    ]


def _state(package: "Installed") -> str:
    from l10n.engines.argos import store

    return "changed" if store.faults(package) else "verified"


def available(index: "Index") -> list[Row]:
    """List what an index offers, and which of it is installed; sizes are in bytes."""
    from l10n.engines.argos import store

    versions = {package.pair: package.version for package in store.installed()}
    return [
        {
            "pair": str(pair),
            "name": entry.name,
            "version": entry.version,
            "size": entry.wanted.size,
            "state": f"{versions[pair]} installed" if pair in versions else "",
            "links": list(entry.wanted.links),
        }
        for pair, entry in sorted(index.entries.items(), key=lambda found: str(found[0]))
    ]


def cells(rows: list[Row]) -> list[list[str]]:
    """Spell the rows for reading."""
    return [[_cell(value) for value in row.values()] for row in rows]


def _cell(value: str | int | list[str] | None) -> str:
    if isinstance(value, int):
        return f"{value / 1e6:.1f} MB"
    if isinstance(value, list):
        return value[0] if value else "no link"
    return value or "-"
