"""Whole files or nothing: written aside, flushed, then put in place."""

import os
import re
import stat
from contextlib import suppress
from pathlib import Path
from typing import BinaryIO

from l10n.errors import L10nError

LEFT = re.compile(r"\.l10n-([0-9]{1,18})\.part")  # with the number of the process


def read_bytes(path: Path) -> bytes:
    """Read a file; raises L10nError naming it when it cannot be read."""
    try:
        with open(path, "rb", buffering=0) as stream:  # noqa: PTH123  # many articles, so quickly
            return stream.read()
    except IsADirectoryError as error:
        raise L10nError("is a folder, not a file", where=str(path)) from error
    except FileNotFoundError as error:
        raise L10nError(
            "no such file", where=str(path), hint="Check the path and its spelling."
        ) from error
    except OSError as error:
        raise L10nError(f"cannot be read ({error.strerror})", where=str(path)) from error


def read_if_there(path: Path) -> bytes | None:
    """Read a file; None if there is none, L10nError if it cannot be read."""
    try:
        return read_bytes(path)
    except L10nError as error:
        if isinstance(error.__cause__, FileNotFoundError | NotADirectoryError):
            return None
        raise


class Changed(L10nError):  # noqa: N818  # says what happened
    """A file is no longer what its new content was made from."""


def write_bytes(
    path: Path, content: bytes, *, expected: bytes | None = None, lasting: bool = True
) -> bool:
    """Put content in a file, whole; tell whether anything had to change.

    expected: what must be in the file just before (nothing there counts as
    empty); else Changed is raised, so that nobody's work is written over.
    lasting: whether it must outlast a loss of power; what can be made again
    need not, and is written many times as fast.

    A reader at any instant finds the old file or the new one, and so does a
    machine that loses power, if it is lasting. The mode of an existing file is
    kept, and a link is followed. Raises L10nError naming the file when it
    cannot be written.
    """
    try:
        old = status(path)
        if old and stat.S_ISLNK(old.st_mode):
            path = Path(os.path.realpath(path))
            old = status(path)
        if old and same(path, old, content):
            return False
        replace_whole(path, content, old, expected, lasting=lasting)
    except OSError as error:
        raise L10nError(
            f"cannot be written ({error.strerror})",
            where=str(path),
            hint="The file is as it was. Check the disk's free space and the folder's permissions.",
        ) from error
    return True


def status(path: Path) -> os.stat_result | None:
    """Give what the system knows of a file or a link; None if there is nothing."""
    try:
        return os.lstat(path)
    except FileNotFoundError:
        return None


def same(path: Path, old: os.stat_result, content: bytes) -> bool:
    regular = stat.S_ISREG(old.st_mode) and old.st_size == len(content)
    return regular and path.read_bytes() == content


def replace_whole(
    path: Path,
    content: bytes,
    old: os.stat_result | None,
    expected: bytes | None,
    *,
    lasting: bool,
) -> None:
    if old and not os.access(path, os.W_OK):
        raise PermissionError(13, "the file is read-only", str(path))
    aside = Path(f"{path.parent}{os.sep}.l10n-{os.getpid()}.part")
    try:
        with opened(aside) as stream:
            stream.write(content)
            if lasting:
                stream.flush()
                os.fsync(stream.fileno())
        if old:
            aside.chmod(stat.S_IMODE(old.st_mode) & 0o777)
        if expected is not None:
            refuse_changes(path, expected)
        os.replace(aside, path)  # noqa: PTH105  # quickly
    except BaseException:
        aside.unlink(missing_ok=True)
        raise


def opened(path: Path) -> BinaryIO:
    """Open a new file, in a new folder if need be."""
    try:
        return open(path, "wb")  # noqa: PTH123  # quickly; the caller closes it
    except FileNotFoundError:
        path.parent.mkdir(parents=True, exist_ok=True)
        return path.open("wb")


def refuse_changes(path: Path, expected: bytes) -> None:
    """Raise Changed unless a file holds just these bytes; one that is not there holds none."""
    if (path.read_bytes() if path.exists() else b"") != expected:
        raise Changed(
            "was changed by another program meanwhile",
            where=str(path),
            hint="Run the command again.",
        )


def sweep(folder: Path) -> None:
    """Remove, below a folder, what killed processes had begun to write.

    What cannot be read or removed is left: this only tidies up.
    """
    for place, _, names in os.walk(folder):
        for left in filter(None, map(LEFT.fullmatch, names)):
            if not alive(int(left[1])):
                with suppress(OSError):
                    Path(place, left[0]).unlink()


def alive(process: int) -> bool:
    """Tell whether a process runs; on Windows, where asking would end it, assume so."""
    if os.name == "nt":
        return True
    try:
        os.kill(process, 0)
    except (ProcessLookupError, OverflowError):
        return False
    except PermissionError:
        return True
    return True
