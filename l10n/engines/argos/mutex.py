"""One process at a time, without leftovers: the system frees the lock of a killed one."""

import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from l10n.errors import L10nError

PAUSE = 0.05  # seconds between two tries

if sys.platform == "win32":
    import msvcrt

    def _take(descriptor: int) -> None:
        msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
else:
    import fcntl

    def _take(descriptor: int) -> None:
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
        _wait(descriptor, path, time.monotonic() + patience)
        yield
    finally:
        os.close(descriptor)


def _wait(descriptor: int, path: Path, end: float) -> None:
    while True:
        try:
            return _take(descriptor)
        except OSError as error:
            if time.monotonic() >= end:
                raise L10nError(
                    "another l10n is at work here",
                    where=str(path),
                    hint="Wait for it to end, then try again.",
                ) from error
        time.sleep(PAUSE)
