"""Folders by their handles: what a project reads and writes lies in its own folders, links or not.

A path can lead elsewhere between a look at it and its use, an open folder cannot: it is opened
first, then asked where it is. Links in it are not followed, but read and judged.
"""

import os
import stat
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext, suppress
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from l10n.errors import L10nError
from l10n.leases import Lease

LINK = getattr(os, "O_NOFOLLOW", 0)
SEARCHED = getattr(os, "O_PATH", os.O_RDONLY) | getattr(os, "O_DIRECTORY", 0)
KEPT_APART = getattr(os, "O_CLOEXEC", 0)
NEVER_WAITS = getattr(os, "O_NONBLOCK", 0)  # nor for what will be written into a pipe


def asked_of_system() -> Callable[[int], str] | None:
    """Give the way to ask where an open folder is; None where there is none."""
    if sys.platform == "linux":
        with suppress(OSError):
            Path("/proc/self").readlink()
            return lambda handle: os.readlink(f"/proc/self/fd/{handle}")  # noqa: PTH115  # quickly
    if sys.platform == "darwin":
        import fcntl

        return lambda h: os.fsdecode(fcntl.fcntl(h, fcntl.F_GETPATH, bytes(1024)).rstrip(b"\0"))
    return None


WHERE = asked_of_system()


@dataclass(frozen=True, slots=True)
class Folder:
    """An open folder, in which files are opened by their names.

    handle: None where the system knows no such handles; then its path is used.
    """

    path: str
    handle: int | None = None

    def at(self, name: str) -> str:
        return name if self.handle is not None else os.path.join(self.path, name)  # noqa: PTH118  # as the system wants it

    def open(self, name: str, flags: int, mode: int = 0o666) -> int:
        """Open a file that is no link; gives its descriptor, raises OSError."""
        return os.open(self.at(name), flags | LINK | KEPT_APART, mode, dir_fd=self.handle)

    def status(self, name: str) -> os.stat_result | None:
        """Give what the system knows of a file or a link; None if there is nothing."""
        try:
            return os.stat(self.at(name), dir_fd=self.handle, follow_symlinks=False)
        except FileNotFoundError:
            return None

    def is_link(self, name: str) -> bool:
        status = self.status(name)
        return status is not None and stat.S_ISLNK(status.st_mode)

    def read(self, name: str, *, settled: bool = False) -> bytes:
        """Read a whole file; raises OSError, also for what is none, such as a pipe.

        settled: raise Busy if somebody has it open for writing.
        """
        return read_open(self.open(name, os.O_RDONLY | NEVER_WAITS), settled=settled)

    def writable(self, name: str) -> bool:
        return os.access(self.at(name), os.W_OK, dir_fd=self.handle)

    def replace(self, old: str, new: str) -> None:
        os.replace(  # by handles
            self.at(old), self.at(new), src_dir_fd=self.handle, dst_dir_fd=self.handle
        )

    def link(self, old: str, new: str) -> None:
        """Give a file a second name; raises FileExistsError if that is taken."""
        os.link(
            self.at(old),
            self.at(new),
            src_dir_fd=self.handle,
            dst_dir_fd=self.handle,
            follow_symlinks=False,
        )

    def remove(self, name: str) -> None:
        with suppress(FileNotFoundError):
            os.unlink(self.at(name), dir_fd=self.handle)  # by handles


def read_open(descriptor: int, *, settled: bool = False) -> bytes:
    """Read all of an open file and close it; raises OSError for what is no file.

    settled: raise Busy if somebody has it open for writing.
    """
    with open(descriptor, "rb", buffering=0) as stream:  # it is open already
        mode = os.fstat(descriptor).st_mode
        if stat.S_ISDIR(mode):
            raise IsADirectoryError(21, "Is a directory")
        if not stat.S_ISREG(mode):
            raise OSError(22, "not a regular file")
        with Lease(descriptor) if settled else nullcontext():
            return stream.read()


@dataclass(frozen=True)
class Confines:
    """Where a project's files of one kind lie: below a folder of its own, and nowhere else.

    root: the project's folder, which may be reached through links; below: the folder
    in it, a path with /; others: folders that links may lead to as well, as the
    configuration allows; barred: folders that they may not lead to even then.
    """

    root: Path
    below: str = ""
    others: tuple[Path, ...] = ()
    barred: tuple[Path, ...] = ()

    @cached_property
    def own(self) -> str:
        """Where its own folder really is, unless that is a link itself."""
        return os.path.join(os.path.realpath(self.root), *self.below.split("/")).rstrip(os.sep)  # noqa: PTH118  # quickly

    @cached_property
    def open_to(self) -> tuple[str, ...]:
        return (self.own, *map(os.path.realpath, self.others))

    @cached_property
    def closed_to(self) -> tuple[str, ...]:
        return tuple(map(os.path.realpath, self.barred))

    def holds(self, real: str) -> bool:
        """Tell whether a real path is one of these files or folders."""
        if is_below(real, self.own):
            return True
        allowed = any(is_below(real, one) for one in self.open_to)
        return allowed and not any(is_below(real, one) for one in self.closed_to)

    def real(self, path: Path) -> Path:
        """Give where a path leads; raises L10nError if that is somewhere else than allowed."""
        real = os.path.realpath(path)
        if not self.holds(real):
            raise self.led_astray(path, real)
        return Path(real)

    def leads_to(self, path: Path) -> bool:
        """Tell whether a path leads to where it may."""
        return self.holds(os.path.realpath(path))

    @contextmanager
    def folder(self, path: Path, *, make: bool = False) -> Iterator[Folder]:
        """Open a folder of these; make: with all above it, where there is none yet.

        Raises OSError, and L10nError if a link leads to it from elsewhere.
        """
        if WHERE is None:
            real = self.real(path)
            if make:
                real.mkdir(parents=True, exist_ok=True)
            yield Folder(str(real))
            return
        handle = self.opened(str(path), make=make)
        try:
            yield Folder(str(path), handle)
        finally:
            os.close(handle)

    def opened(self, path: str, *, make: bool) -> int:
        """Give a handle of a folder, once it is sure where it is."""
        handle, missing = self.nearest(path, make=make)
        try:
            while missing:
                name = missing.pop()
                self.refuse_elsewhere(handle, path, name)
                with suppress(FileExistsError):
                    os.mkdir(name, dir_fd=handle)  # by handles
                above = handle
                handle = os.open(name, SEARCHED | LINK | KEPT_APART, dir_fd=above)
                os.close(above)
            self.refuse_elsewhere(handle, path)
        except BaseException:
            os.close(handle)
            raise
        return handle

    def nearest(self, path: str, *, make: bool) -> tuple[int, list[str]]:
        """Open the nearest folder that is there; give the names missing below it, the last first.

        Unless they are to be made, none may be missing.
        """
        missing: list[str] = []
        while True:
            try:
                return os.open(path, SEARCHED | KEPT_APART), missing
            except FileNotFoundError:
                if os.path.islink(path):  # noqa: PTH114  # quickly
                    self.real(Path(path))
                if not make or not os.path.basename(path):  # noqa: PTH119  # quickly
                    raise
            path, name = os.path.split(path)
            missing.append(name)

    def refuse_elsewhere(self, handle: int, path: str, name: str = "") -> None:
        """Raise L10nError unless an open folder is theirs.

        name: of what is to be made in it, which must be theirs, or on the way there.
        """
        real = WHERE(handle) if WHERE else ""
        made = f"{real.rstrip(os.sep)}{os.sep}{name}" if name else real
        if not (self.holds(made) or (name and is_below(self.own, made))):
            raise self.led_astray(Path(path), made)

    def led_astray(self, path: Path, real: str) -> L10nError:
        root = f"{os.path.realpath(self.root)}{os.sep}"
        return L10nError(
            f"leads through a link to {real.removeprefix(root)}, where it may not lie",
            where=str(path),
            hint="Remove the link, or allow its folder with `linked-folders` in l10n.toml.",
        )


def is_below(path: str, folder: str) -> bool:
    return path == folder or path.startswith(f"{folder.rstrip(os.sep)}{os.sep}")
