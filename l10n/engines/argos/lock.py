"""The lock file: what every installed package looked like when it came.

It lies in the packages' folder, so that it goes where they go (a copied home,
a volume, a stick). Argos's own tools look at folders only and do not see it.
"""

import hashlib
import json
import os
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path

from l10n import files
from l10n.engines import Pair
from l10n.errors import L10nError

NAME = "l10n.lock.json"
FORMAT = 1


@dataclass(frozen=True, slots=True)
class Fingerprint:
    """What tells a file from another: its size in bytes and its SHA-256 in hex."""

    size: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Record:
    """An installed package: where it came from, and the fingerprints of its files.

    archive: the .argosmodel file; None when the package was installed by
    another tool and recorded later.
    """

    pair: Pair
    version: str
    source: str
    archive: Fingerprint | None
    files: Mapping[str, Fingerprint]


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong at a place, for a line such as `path: error: message`."""

    path: Path
    message: str
    hint: str = ""

    def __str__(self) -> str:
        hint = f". {self.hint}" if self.hint else ""
        return f"{self.path}: error: {self.message}{hint} [models]"


def load(packages: Path) -> dict[str, Record]:
    """Read the records, by the name of the package's folder; none if there is no lock file."""
    path = packages / NAME
    if not path.exists():
        return {}
    try:
        return _records(json.loads(files.read_bytes(path)))
    except (ValueError, RecursionError) as error:
        raise L10nError(
            f"is no lock file ({error})",
            where=str(path),
            hint="Put a good copy in its place; or delete it, check where your packages came "
            "from, and run `l10n models verify --record`.",
        ) from error


def save(packages: Path, records: Mapping[str, Record]) -> None:
    """Write the records, in a stable order."""
    content = {"format": FORMAT, "packages": {key: asdict(records[key]) for key in records}}
    text = json.dumps(content, indent=2, sort_keys=True, ensure_ascii=False)
    files.write_bytes(packages / NAME, f"{text}\n".encode())


def fingerprint(path: Path) -> Fingerprint:
    """Read a whole file; 80 MB take some 0.05 s. Raises L10nError naming it."""
    try:
        with path.open("rb") as stream:
            digest = hashlib.file_digest(stream, "sha256").hexdigest()
            return Fingerprint(stream.tell(), digest)
    except OSError as error:
        raise L10nError(f"cannot be read ({error.strerror})", where=str(path)) from error


def expect(found: Fingerprint, sha256: str, where: str) -> None:
    """Refuse a file that is not the expected one; an empty sha256 expects nothing."""
    if sha256 and found.sha256 != sha256.lower():
        raise L10nError(
            f"its SHA-256 is {found.sha256}, not the expected {sha256.lower()}",
            where=where,
            hint="It is damaged or was replaced; nothing was installed. Get it again from a "
            "place that you trust.",
        )


def scan(folder: Path) -> dict[str, Fingerprint]:
    """Take the fingerprints of all files of a package, by their names with `/`."""
    return {name: fingerprint(folder / name) for name in _names(folder)}


def faults(folder: Path, record: Record) -> tuple[Fault, ...]:
    """Compare a package's folder with its record: every file, every byte."""
    if not folder.is_dir():
        forget = f"`l10n models remove {record.pair.source} {record.pair.target}`"
        hint = f"Install it again, or forget it with {forget}"
        return (Fault(folder, "is in the lock file, but gone", hint),)
    names = _names(folder)
    found = [
        Fault(folder / name, message, "" if name in record.files else "Delete it")
        for name in sorted({*names, *record.files})
        if (message := _difference(folder / name, record.files.get(name)))
    ]
    return tuple(found)


def _difference(path: Path, wanted: Fingerprint | None) -> str:
    if wanted is None:
        return "does not belong to the package"
    if not path.is_file():
        return "is missing"
    if (size := path.stat().st_size) != wanted.size:
        return f"has {size} bytes, not the {wanted.size} it was installed with"
    try:
        found = fingerprint(path)
    except L10nError as error:
        return error.message
    if found == wanted:
        return ""
    return f"was changed: its SHA-256 begins {found.sha256[:12]}, not {wanted.sha256[:12]}"


def _names(folder: Path) -> tuple[str, ...]:
    found: list[str] = []
    for place, folders, plain in os.walk(folder):
        links = [name for name in folders if (Path(place) / name).is_symlink()]
        found += [(Path(place) / name).relative_to(folder).as_posix() for name in (*plain, *links)]
    return tuple(sorted(found))


def _records(raw: object) -> dict[str, Record]:
    match raw:
        case {"format": 1, "packages": dict(packages)}:
            if odd := [name for name in packages if Path(name).name != name or name == ".."]:
                raise ValueError(f"{odd[0]!r} is no folder's name")
            return {str(name): parse(record) for name, record in packages.items()}
    raise ValueError("it has no format 1 and packages")


def parse(raw: object) -> Record:
    """Read one record from its JSON value. Raises ValueError."""
    match raw:
        case {
            "pair": {"source": str(source), "target": str(target)},
            "version": str(version),
            "source": str(address),
            "archive": archive,
            "files": dict(found),
        }:
            return Record(
                pair=Pair(source, target),
                version=version,
                source=address,
                archive=None if archive is None else _fingerprint(archive),
                files={str(name): _fingerprint(value) for name, value in found.items()},
            )
    raise ValueError("a record lacks something")


def _fingerprint(raw: object) -> Fingerprint:
    match raw:
        case {"size": int(size), "sha256": str(sha256)}:
            return Fingerprint(size, sha256)
    raise ValueError("a size or a SHA-256 is missing")
