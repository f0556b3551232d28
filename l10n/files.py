"""Whole files or nothing: written aside, flushed, then put in place."""

import os
import stat
import time
from contextlib import ExitStack
from pathlib import Path

from l10n.confinement import KEPT_APART, NEVER_WAITS, Confines, Folder, read_open
from l10n.errors import L10nError
from l10n.leases import Busy
from l10n.leftovers import aside
from l10n.replacement import Different, Replacement

PATIENCE = 2.0  # seconds that a program may take to save a file
PAUSE = 0.02  # seconds between two looks


def read_bytes(path: Path, within: Confines | None = None, *, settled: bool = False) -> bytes:
    """Read a file; raises L10nError naming it when it cannot be read.

    within: where it must lie, whatever links lead to it; settled: raise Busy if
    somebody has it open for writing.
    """
    try:
        return whole(path, within, settled=settled)
    except IsADirectoryError as error:
        raise L10nError("is a folder, not a file", where=str(path)) from error
    except FileNotFoundError as error:
        raise L10nError(
            "no such file", where=str(path), hint="Check the path and its spelling."
        ) from error
    except OSError as error:
        raise L10nError(f"cannot be read ({error.strerror})", where=str(path)) from error


def whole(path: Path, within: Confines | None, *, settled: bool) -> bytes:
    if within is None:
        handle = os.open(path, os.O_RDONLY | NEVER_WAITS | KEPT_APART)
        return read_open(handle, settled=settled)
    with within.folder(path.parent) as folder:
        try:
            return folder.read(path.name, settled=settled)
        except OSError:
            if not folder.is_link(path.name):
                raise
    real = within.real(path)
    with within.folder(real.parent) as folder:
        return folder.read(real.name, settled=settled)


def read_if_there(
    path: Path, within: Confines | None = None, *, settled: bool = False
) -> bytes | None:
    """Read a file; None if there is none, L10nError if it cannot be read.

    within, settled: as for `read_bytes`.
    """
    try:
        return read_bytes(path, within, settled=settled)
    except L10nError as error:
        if isinstance(error.__cause__, FileNotFoundError | NotADirectoryError):
            return None
        raise


def read_saved(path: Path, within: Confines | None = None) -> bytes | None:
    """Read a file that people edit; None if there is none.

    One that a program is saving, and so an empty one, is waited for; raises
    L10nError if it stays so.
    """
    end = time.monotonic() + PATIENCE
    while True:
        try:
            content = read_if_there(path, within, settled=True)
        except Busy:
            fault = kept_open(path)
        else:
            if content is None or content.strip():
                return content
            fault = L10nError(
                "is empty: a program may be saving it just now, or it lost its text",
                where=str(path),
                hint="Save it again, or delete it to begin anew; then run the command again.",
            )
        if time.monotonic() > end:
            raise fault
        time.sleep(PAUSE)


def kept_open(path: Path) -> L10nError:
    return L10nError(
        "is open for writing in another program",
        where=str(path),
        hint="Save and close it there, then run the command again.",
    )


class Changed(L10nError):  # noqa: N818  # says what happened
    """A file is no longer what its new content was made from."""


def write_bytes(
    path: Path,
    content: bytes,
    *,
    expected: bytes | None = None,
    lasting: bool = True,
    within: Confines | None = None,
) -> bool:
    """Put content in a file, whole; tell whether anything had to change.

    expected: what must be in the file just before, nothing if there must be no
    file; else Changed is raised, so that nobody's work is written over.
    lasting: whether it must outlast a loss of power; what can be made again
    need not, and is written many times as fast. within: where it must lie,
    whatever links lead to it; without, links are followed.

    A reader at any instant finds the old file or the new one, and so does a
    machine that loses power, if it is lasting. The mode and, for root, the
    owner of an existing file are kept. Raises L10nError naming the file when
    it cannot be written.
    """
    try:
        with ExitStack() as stack:
            folder, name = placed(path, within, stack)
            old = folder.status(name)
            if old and same(folder, name, old, content):
                return False
            if old and not folder.writable(name):
                raise PermissionError(13, "the file is read-only")
            new = stack.enter_context(aside(folder, content, old, lasting=lasting))
            if expected is None:
                folder.replace(new, name)
            else:
                put(Replacement(folder, new, name, expected, content), path, within)
    except OSError as error:
        raise L10nError(
            f"cannot be written ({error.strerror})",
            where=str(path),
            hint="The file is as it was. Check the disk's free space and the folder's permissions.",
        ) from error
    return True


def placed(path: Path, within: Confines | None, stack: ExitStack) -> tuple[Folder, str]:
    """Open the folder that a file is or will be in, making it if need be; follow a link once."""
    if within is None:
        path = Path(os.path.realpath(path)) if path.is_symlink() else path
        path.parent.mkdir(parents=True, exist_ok=True)
        return Folder(str(path.parent)), path.name
    folder = stack.enter_context(within.folder(path.parent, make=True))
    if not folder.is_link(path.name):
        return folder, path.name
    real = within.real(path)
    return stack.enter_context(within.folder(real.parent)), real.name


def same(folder: Folder, name: str, old: os.stat_result, content: bytes) -> bool:
    regular = stat.S_ISREG(old.st_mode) and old.st_size == len(content)
    return regular and folder.read(name) == content


def put(replacement: Replacement, path: Path, within: Confines | None) -> None:
    """Put a new file in place, waiting a little for a program that has the old one open.

    Raises Changed if the old one is not what was expected, L10nError if it stays open.
    """
    end = time.monotonic() + PATIENCE
    while True:
        try:
            return replacement.try_once(within)
        except Busy:
            if time.monotonic() > end:
                raise kept_open(path) from None
            time.sleep(PAUSE)
        except (Different, FileNotFoundError, FileExistsError) as error:
            raise Changed(
                "was changed by another program meanwhile",
                where=str(path),
                hint="Run the command again.",
            ) from error
