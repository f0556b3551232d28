"""The packages in Argos's own folder: found, listed, and compared with the lock file."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from l10n.engines import Pair
from l10n.engines.argos import lock
from l10n.engines.argos.lock import Fault
from l10n.engines.argos.package import Installed, read
from l10n.errors import L10nError

RECORD = "Record it as it is with `l10n models verify --record`"
REPAIR = "Run `l10n models verify`; then remove the package and install it again."


@dataclass(frozen=True, slots=True)
class Survey:
    """What lies in the packages' folder.

    packages: every version of every pair, sorted by pair, the newest first;
    strays: folders that are no packages, with the reason. Argos's own tools
    stop at a stray; here it only loses its place in the list.
    """

    packages: tuple[Installed, ...]
    strays: tuple[Fault, ...]


def packages_folder() -> Path:
    """Give the folder where Argos's own tools put packages, made if need be.

    Follows ARGOS_PACKAGES_DIR, Argos's settings file and XDG_DATA_HOME as they
    do. Raises L10nError when Argos's settings are broken.
    """
    try:
        from argostranslate import settings

        folder = Path(settings.package_data_dir)
        folder.mkdir(parents=True, exist_ok=True)
        return folder.resolve()
    except (OSError, ValueError, KeyError, AssertionError) as error:
        raise L10nError(
            f"the settings of Argos Translate give no folder for packages ({error})",
            hint="Check the environment variables ARGOS_… and XDG_DATA_HOME.",
        ) from error


def survey() -> Survey:
    """Look at every folder among the packages; models are not opened."""
    packages: list[Installed] = []
    strays: list[Fault] = []
    for folder in sorted(packages_folder().iterdir()):
        try:
            if folder.is_dir() and (package := read(folder)):
                packages.append(package)
        except L10nError as error:
            strays.append(Fault(Path(error.where), error.message, error.hint.rstrip(".")))
    packages.sort(key=lambda package: package.recency, reverse=True)
    packages.sort(key=lambda package: (package.pair.source, package.pair.target))
    return Survey(tuple(packages), tuple(strays))


def installed() -> tuple[Installed, ...]:
    """List the packages to use: the newest one of every pair, sorted by pair."""
    newest: dict[Pair, Installed] = {}
    for package in survey().packages:
        newest.setdefault(package.pair, package)
    return tuple(newest.values())


def recorded() -> dict[str, lock.Record]:
    """Read the lock file: records by the name of the package's folder."""
    return lock.load(packages_folder())


def faults(package: Installed) -> tuple[Fault, ...]:
    """Compare one package with its record, every byte; nothing if it has none."""
    record = recorded().get(package.folder.name)
    return lock.faults(package.folder, record) if record else ()


@cache
def check(package: Installed) -> None:
    """Refuse a package that is not what was installed; call it before opening one.

    Reads the whole package (80 MB take some 0.05 s), once a process. One that
    has no record passes: `verify` is the place to complain about it.
    """
    for fault in faults(package):
        raise L10nError(fault.message, where=str(fault.path), hint=REPAIR)


def verify() -> tuple[Fault, ...]:
    """Compare everything in the packages' folder with the lock file."""
    found, records = survey(), recorded()
    strays = [stray for stray in found.strays if _place(stray.path) not in records]
    strangers = [
        Fault(package.folder, "is not in the lock file: another tool installed it", RECORD)
        for package in found.packages
        if package.folder.name not in records
    ]
    compared = [
        fault
        for name in sorted(records)
        for fault in lock.faults(packages_folder() / name, records[name])
    ]
    return (*strays, *strangers, *compared)


def _place(path: Path) -> str:
    return path.relative_to(packages_folder()).parts[0]
