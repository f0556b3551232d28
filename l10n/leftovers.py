"""Files begun aside, and sweeping away those of killed processes."""

import os
import re
import stat
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from l10n.confinement import NEVER_WAITS, Confines, Folder
from l10n.errors import L10nError
from l10n.mutex import taken

LEFT = re.compile(r"\.l10n-[0-9a-z]{1,32}\.part")


@contextmanager
def aside(
    folder: Folder, content: bytes, old: os.stat_result | None, *, lasting: bool
) -> Iterator[str]:
    """Write content to a new file; give its name, which is free again afterwards.

    It is locked as long, so that `sweep` knows it for one of a living process.
    """
    name, descriptor = begun(folder)
    with open(descriptor, "wb", buffering=0) as stream:  # noqa: PTH123  # it is open already
        try:
            rest = memoryview(content)
            while rest:
                rest = rest[stream.write(rest) :]
            if old:
                keep_rights(descriptor, old)
            if lasting:
                os.fsync(descriptor)
            yield name
        finally:
            folder.remove(name)


def begun(folder: Folder) -> tuple[str, int]:
    """Begin a new file under a name that no other process has, whatever its number."""
    while True:
        name = f".l10n-{os.urandom(8).hex()}.part"
        descriptor = folder.open(name, os.O_WRONLY | os.O_CREAT | os.O_EXCL)
        with suppress(OSError):  # a file system may have no locks
            taken(descriptor)
        if os.fstat(descriptor).st_nlink:
            return name, descriptor
        os.close(descriptor)  # swept between its making and its lock


def keep_rights(descriptor: int, old: os.stat_result) -> None:
    """Give a new file the owner, as far as one may, and the mode of the old one."""
    if sys.platform == "win32":
        return
    new = os.fstat(descriptor)
    for owner, group in ((-1, old.st_gid), (old.st_uid, -1)):
        if (owner, group) not in ((-1, new.st_gid), (new.st_uid, -1)):
            with suppress(PermissionError):
                os.fchown(descriptor, owner, group)
    os.fchmod(descriptor, stat.S_IMODE(old.st_mode) & 0o777)


def sweep(folder: Path, within: Confines | None = None) -> None:
    """Remove, below a folder, what killed processes had begun to write.

    What a living one is writing has its lock. What cannot be read or removed is
    left: this only tidies up.
    """
    with suppress(OSError, L10nError):
        real = within.real(folder) if within else folder
        for place, _, names, *handle in walked(real):
            for name in filter(LEFT.fullmatch, names):
                with suppress(OSError):
                    remove_dead(Folder(place, *handle), name)


def walked(
    folder: Path,
) -> Iterator[tuple[str, list[str], list[str]] | tuple[str, list[str], list[str], int]]:
    return os.walk(folder) if sys.platform == "win32" else os.fwalk(folder)


def remove_dead(folder: Folder, name: str) -> None:
    """Remove a file unless a process has its lock; raises OSError if so."""
    descriptor = folder.open(name, os.O_RDONLY | NEVER_WAITS)
    try:
        taken(descriptor)
        folder.remove(name)
    finally:
        os.close(descriptor)
