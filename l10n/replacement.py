"""Putting a new file in the place of one that other programs may be writing at the same time.

What is promised against whom, and what remains: docs/security.md.
"""

import errno
import os
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from l10n.confinement import NEVER_WAITS, Confines, Folder
from l10n.leases import Lease
from l10n.mutex import taken, wait

MOMENT = 0.25  # seconds after its last change from which on a file is no longer being written
LONG = 10.0  # seconds that another l10n may take to put a file in place
STATE = ".l10n"  # the project's folder of what can be made again
AT_FDCWD = -100  # the working folder (openat(2))
RENAME_EXCHANGE = 2  # (renameat2(2))
OURS: set[tuple[int, int]] = set()  # files that this process put in place whole


class Different(Exception):  # noqa: N818  # says what is
    """A file holds something else than expected."""


@dataclass(frozen=True, slots=True)
class Replacement:
    """A new file, written aside, and the name that it is to have in its folder.

    expected: what the file of that name must hold until then, nothing if there
    must be none; content: the new one's.
    """

    folder: Folder
    new: str
    name: str
    expected: bytes
    content: bytes

    def try_once(self, within: Confines | None) -> None:
        """Put it in place.

        Raises Different, FileExistsError or FileNotFoundError if something else
        is there, and Busy if somebody has it open for writing; then all is as it was.
        """
        written = os.stat(self.folder.at(self.new), dir_fd=self.folder.handle)
        OURS.add((written.st_ino, written.st_mtime_ns))
        with held(within):
            if self.expected:
                self.exchange()
            else:
                self.begin()

    def begin(self) -> None:
        """Put it where no file is."""
        try:
            self.folder.link(self.new, self.name)
        except FileExistsError:
            raise
        except OSError:  # a file system without second names
            if self.folder.status(self.name):
                raise FileExistsError from None
            self.folder.replace(self.new, self.name)

    def exchange(self) -> None:
        """Put it in the place of the old file, and look at that once more.

        If somebody wrote there after all, the old file goes back.
        """
        descriptor = self.folder.open(self.name, os.O_RDONLY | NEVER_WAITS)
        with (
            open(descriptor, "rb", buffering=0) as old,  # noqa: PTH123  # it is open already
            Lease(descriptor) as lease,
        ):
            with suppress(OSError):
                taken(descriptor)  # nobody may sweep it while it is aside
            if not lease.held:
                wait_until_quiet(descriptor)
            self.compare(old.read())
            if not swapped(self.folder, self.new, self.name):
                self.folder.replace(self.new, self.name)
                return
            try:
                lease.refuse_writers()
                self.compare(self.folder.read(self.new))
            except BaseException:
                self.put_back()
                raise

    def compare(self, held: bytes) -> None:
        if held != self.expected:
            raise Different

    def put_back(self) -> None:
        """Put the old file back; what somebody put in the new one's place meanwhile stays."""
        there, aside = self.content, self.folder.read(self.new)
        try:
            while swapped(self.folder, self.new, self.name):
                came = self.folder.read(self.new)
                if came == there:
                    return
                there, aside = aside, came
        except FileNotFoundError:  # somebody removed the new one
            self.folder.link(self.new, self.name)


def swapped(folder: Folder, one: str, other: str) -> bool:
    """Let two files change places in one step (renameat2(2)); False where the system cannot."""
    if sys.platform != "linux":
        return False
    import ctypes

    try:
        renameat2 = ctypes.CDLL(None, use_errno=True).renameat2
    except AttributeError:
        return False
    here = AT_FDCWD if folder.handle is None else folder.handle
    names = (os.fsencode(folder.at(each)) for each in (one, other))
    first, second = names
    if renameat2(here, first, here, second, RENAME_EXCHANGE) == 0:
        return True
    fault = ctypes.get_errno()
    if fault in (errno.ENOSYS, errno.EINVAL):
        return False
    raise OSError(fault, os.strerror(fault))


def wait_until_quiet(descriptor: int) -> None:
    """Wait until a file's last change is a moment ago: a program may save it in several writes."""
    status = os.fstat(descriptor)
    age = time.time() - status.st_mtime
    if 0 <= age < MOMENT and (status.st_ino, status.st_mtime_ns) not in OURS:
        time.sleep(MOMENT - age)


@contextmanager
def held(within: Confines | None) -> Iterator[None]:
    """Keep other l10n from putting files in place in this project.

    Where no lock can be had, it goes on without. Raises L10nError naming who
    has it, after some time.
    """
    with ExitStack() as stack:
        if within:
            with suppress(OSError):
                lock(within.root, stack)
        yield


def lock(root: Path, stack: ExitStack) -> None:
    """Hold a project's lock until the end of a stack; raises OSError where none can be had."""
    folder = stack.enter_context(Confines(root, STATE).folder(root / STATE, make=True))
    descriptor = folder.open("lock", os.O_RDWR | os.O_CREAT)
    stack.callback(os.close, descriptor)
    with suppress(FileExistsError):
        ignored = folder.open(".gitignore", os.O_WRONLY | os.O_CREAT | os.O_EXCL)
        os.write(ignored, b"*\n")
        os.close(ignored)
    wait(descriptor, root / STATE / "lock", LONG)
