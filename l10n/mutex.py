"""One process at a time, without leftovers: the system frees the lock of a killed one.

The system keeps these locks by open file, not by the numbers of processes: they hold between
containers that share a folder, each of which counts its processes by itself.
"""

import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from l10n.errors import L10nError

PAUSE = 0.05  # seconds between two tries
HOLDER = 200  # bytes that say who holds a lock

if sys.platform == "win32":
    import msvcrt

    def taken(descriptor: int) -> None:
        """Take the lock of an open file; raises BlockingIOError if another has it."""
        try:
            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        except PermissionError as error:
            raise BlockingIOError(11, "another process has the lock") from error
else:
    import fcntl

    def taken(descriptor: int) -> None:
        """Take the lock of an open file; raises BlockingIOError if another has it."""
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)


@contextmanager
def alone(path: Path, *, patience: float) -> Iterator[None]:
    """Keep other processes out of this block, by a lock on the file `path`.

    patience: seconds to wait for one that is inside. Raises L10nError when it
    is still there, or when the file cannot be made.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        descriptor = os.open(path, os.O_RDWR | os.O_CREAT, 0o666)
    except OSError as error:
        raise L10nError(
            f"cannot be written ({error.strerror})",
            where=str(path),
            hint="Check the permissions of its folder.",
        ) from error
    try:
        wait(descriptor, path, patience)
        yield
    finally:
        os.close(descriptor)


def wait(descriptor: int, path: Path, patience: float) -> None:
    """Take the lock of an open file, and say in it who has it now.

    patience: seconds to wait for who has it before. Raises L10nError naming that
    one, and OSError where there are no locks.
    """
    end = time.monotonic() + patience
    while True:
        try:
            taken(descriptor)
        except BlockingIOError as error:
            if time.monotonic() >= end:
                raise L10nError(
                    f"another l10n is at work here{holder(descriptor)}",
                    where=str(path),
                    hint="Wait for it to end, then try again.",
                ) from error
        else:
            return sign(descriptor)
        time.sleep(PAUSE)


def sign(descriptor: int) -> None:
    """Write into a lock's file who holds it."""
    import platform

    told = f"process {os.getpid()} on {platform.node() or 'this machine'}".encode()[:HOLDER]
    with suppress(OSError):  # a full disk is no reason not to go on
        os.lseek(descriptor, 0, os.SEEK_SET)
        if os.read(descriptor, HOLDER + 1) != told:
            os.lseek(descriptor, 0, os.SEEK_SET)
            os.ftruncate(descriptor, 0)
            os.write(descriptor, told)


def holder(descriptor: int) -> str:
    """Say who holds the lock of an open file, if that is written there."""
    with suppress(OSError):
        os.lseek(descriptor, 0, os.SEEK_SET)
        told = os.read(descriptor, HOLDER).decode("utf-8", "replace")
        return f" ({' '.join(told.split())})" if told.strip() else ""
    return ""
