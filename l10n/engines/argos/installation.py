"""Packages put into Argos's folder, taken out again, and recorded in the lock file.

A package is unpacked and checked in a staging folder on the same disk, outside
the packages' folder where Argos's own tools would stumble over it; then it is
renamed into place. A journal in the staging folder lets the next run finish
what a killed one had begun to rename; everything before that is thrown away.
"""

import json
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path

from l10n import files
from l10n.engines import Pair
from l10n.engines.argos import archive, lock, store
from l10n.engines.argos.lock import Fingerprint, Record
from l10n.engines.argos.package import SAFE, Installed, read
from l10n.errors import L10nError
from l10n.mutex import alone

MUTEX = ".l10n.mutex"
PATIENCE = 60.0  # seconds to wait for another process that unpacks
# Where only the packages' folder itself is on the right disk (a mounted volume),
# the staging folder lies in it, and this keeps Argos's own tools calm about it.
SHIELD = b'{"type": "l10n-staging"}\n'


@dataclass(frozen=True, slots=True)
class Installation:
    """A package that is there now; fresh if it was not there before."""

    package: Installed
    fresh: bool


def install_file(path: Path, *, expected_sha256: str = "", source: str = "") -> Installation:
    """Install an .argosmodel file, whole or not at all, and record it.

    source: where the file came from, for the record; else its own path.
    Raises L10nError when it is not what was expected, not safe or no package;
    what was installed before is then as it was.
    """
    sealed = lock.fingerprint(path)
    lock.expect(sealed, expected_sha256, str(path))
    with _at_work() as (packages, staging):
        if package := _already(sealed):
            return Installation(package, fresh=False)
        unpacked = archive.unpack(path, staging / "new")
        package = _package(unpacked.folder, path)
        record = Record(
            pair=package.pair,
            version=package.version,
            source=source or str(path.resolve()),
            archive=sealed,
            files=unpacked.files,
        )
        _put_in_place(packages, staging, package.folder.name, record)
        found = read(packages / package.folder.name)
        assert found  # noqa: S101  # it was read a moment ago, beside this place
        return Installation(found, fresh=True)


def remove(pair: Pair) -> tuple[Path, ...]:
    """Delete every version of a pair, and forget it; give the folders.

    Raises L10nError when there is nothing of this pair.
    """
    with _at_work() as (packages, staging):
        records = lock.load(packages)
        names = {p.folder.name for p in store.survey().packages if p.pair == pair}
        names |= {name for name, record in records.items() if record.pair == pair}
        if not names:
            raise L10nError(
                f"no package translates {pair}", hint="`l10n models list` shows what is installed."
            )
        for name in sorted(names):
            _take_away(packages / name, staging / "old" / name)
        lock.save(packages, {name: records[name] for name in records.keys() - names})
        return tuple(packages / name for name in sorted(names))


def record_strangers() -> tuple[Installed, ...]:
    """Record packages that other tools installed, as they are now; give those.

    A package that has a record already keeps it, even when it was changed.
    """
    with _at_work() as (packages, _):
        records = lock.load(packages)
        strangers = [p for p in store.survey().packages if p.folder.name not in records]
        for package in strangers:
            content = lock.scan(package.folder)
            records[package.folder.name] = Record(package.pair, package.version, "", None, content)
        if strangers:
            lock.save(packages, records)
        return tuple(strangers)


def _already(sealed: Fingerprint) -> Installed | None:
    """Find the package that came from this very archive and is still whole."""
    records = store.recorded()
    for package in store.survey().packages:
        record = records.get(package.folder.name)
        if record and record.archive == sealed and not lock.faults(package.folder, record):
            return package
    return None


def _package(folder: Path, path: Path) -> Installed:
    """Read what was unpacked; the file is to blame, not the staging folder."""
    hint = "Nothing was installed. Is it a package of Argos Translate?"
    try:
        package = read(folder)
    except L10nError as error:
        raise L10nError(f"what it holds {error.message}", where=str(path), hint=hint) from error
    if not package:
        raise L10nError("is no translation package", where=str(path), hint=hint)
    if not SAFE.fullmatch(folder.name):
        raise L10nError(f"its folder has the odd name {folder.name!r}", where=str(path), hint=hint)
    return package


def _put_in_place(packages: Path, staging: Path, name: str, record: Record) -> None:
    """Journal, then rename; from the journal on, a killed run is finished by the next."""
    journal = {"name": name, "record": asdict(record)}
    files.write_bytes(staging / "journal.json", json.dumps(journal).encode())
    _take_away(packages / name, staging / "old" / name)
    (staging / "new" / name).rename(packages / name)
    lock.save(packages, {**lock.load(packages), name: record})


def _take_away(folder: Path, to: Path) -> None:
    if folder.is_symlink():
        folder.unlink()
    elif folder.exists():
        to.parent.mkdir(exist_ok=True)
        folder.rename(to)


@contextmanager
def _at_work() -> Iterator[tuple[Path, Path]]:
    """Give the packages' folder and an empty staging folder, to one process at a time."""
    packages = store.packages_folder()
    with alone(packages / MUTEX, patience=PATIENCE):
        try:
            _clear(packages)
            staging = _staging(packages)
            try:
                yield packages, staging
            finally:
                shutil.rmtree(staging, ignore_errors=True)
        except OSError as error:
            raise L10nError(
                f"cannot be changed ({error.strerror})",
                where=str(error.filename or packages),
                hint="Check the disk's free space and the permissions of this folder.",
            ) from error
        finally:
            store.check.cache_clear()


def _stagings(packages: Path) -> tuple[Path, Path]:
    """Name the places for a staging folder: beside the packages' folder, and in it."""
    name = f".{packages.name}.l10n-staging"
    return packages.parent / name, packages / name


def _staging(packages: Path) -> Path:
    """Make a staging folder where a rename into the packages' folder works."""
    beside, inside = _stagings(packages)
    try:
        beside.touch()
        beside.replace(inside)  # a file: Argos's own tools look at folders only
        staging = beside
    except OSError:
        staging = inside
    for probe in (beside, inside):
        if os.path.lexists(probe):
            probe.unlink()
    staging.mkdir()
    if staging == inside:
        (staging / "metadata.json").write_bytes(SHIELD)
    (staging / "new").mkdir()
    return staging


def _clear(packages: Path) -> None:
    """Clear what killed runs left; whoever calls this is alone here."""
    for staging in _stagings(packages):
        _finish(packages, staging)
    for torn in packages.glob(".*.part"):  # of the lock file
        torn.unlink()


def _finish(packages: Path, staging: Path) -> None:
    """Finish the renames that a killed run had begun, and throw the rest away."""
    journal = staging / "journal.json"
    if journal.exists():
        content = json.loads(journal.read_bytes())
        name, record = content["name"], lock.parse(content["record"])
        if (staging / "new" / name).exists() and not (packages / name).exists():
            (staging / "new" / name).rename(packages / name)
        if not (staging / "new" / name).exists():
            lock.save(packages, {**lock.load(packages), name: record})
    if staging.is_dir():
        shutil.rmtree(staging)
