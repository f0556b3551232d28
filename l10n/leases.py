"""Leases of files: who holds one is told when another program wants to write, which waits.

Linux alone has them (fcntl(2), "Leases"), on the file systems of its own disks.
"""

import errno
import signal
import sys
from types import TracebackType
from typing import Self

if sys.platform == "linux":
    import fcntl


class Busy(Exception):  # noqa: N818  # says what is
    """Another program has the file open for writing."""


class Lease:
    """A read lease on an open file, where the system gives one.

    While it is held, nobody else can open the file for writing: who tries waits
    until it is given back. Raises Busy if somebody has it open so already.
    """

    def __init__(self, descriptor: int) -> None:
        self.descriptor = descriptor
        self.held = False

    def __enter__(self) -> Self:
        self.take()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.give_back()

    def take(self) -> None:
        if sys.platform != "linux":
            return
        try:
            # The usual signal would end the program; this one is ignored.
            fcntl.fcntl(self.descriptor, fcntl.F_SETSIG, signal.SIGURG)
            fcntl.fcntl(self.descriptor, fcntl.F_SETLEASE, fcntl.F_RDLCK)
        except OSError as error:
            if error.errno == errno.EAGAIN:
                raise Busy from error
            return  # not its owner, or a file system without leases
        self.held = True

    def give_back(self) -> None:
        if sys.platform == "linux" and self.held:
            self.held = False
            fcntl.fcntl(self.descriptor, fcntl.F_SETLEASE, fcntl.F_UNLCK)

    def refuse_writers(self) -> None:
        """Give it back; raises Busy if somebody waits for that, or has come in just then."""
        if not self.held or sys.platform != "linux":
            return
        if fcntl.fcntl(self.descriptor, fcntl.F_GETLEASE) != fcntl.F_RDLCK:
            raise Busy
        self.give_back()
        self.take()
