"""Where things lie that can be deleted at any time, and are made again; nobody else sees them."""

import os
import stat
from pathlib import Path

import platformdirs

from l10n.errors import L10nError

FOLDER, FILE = 0o700, 0o600
OTHERS = 0o077
HINT = "Remove it, or let XDG_CACHE_HOME name a folder of your own."


def cache(name: str) -> Path:
    """Give the place of a cache: in the user's own folder for them, as the platform has it."""
    return Path(platformdirs.user_cache_path("l10n")) / name


def private(path: Path) -> None:
    """Make a file of a cache, empty if there is none, that nobody else can read or has put there.

    Its folders up to l10n's own are ours alone too; whatever had wider rights
    is narrowed. Raises L10nError for a link, and for what belongs to somebody
    else or cannot be made ours alone.
    """
    private_folder(path.parent)
    if os.name == "nt":  # what lies in a user's folders there is theirs by inheritance
        path.touch()
        return
    try:
        descriptor, new = opened(path)
        try:
            told = os.fstat(descriptor)
            if not stat.S_ISREG(told.st_mode) or told.st_nlink != 1:
                raise refused(path, "is no file of its own")
            narrow(descriptor, path, FILE if new else stat.S_IMODE(told.st_mode) & FOLDER)
        finally:
            os.close(descriptor)
    except OSError as error:
        raise refused(path, f"cannot be used ({error.strerror})") from error


def private_folder(folder: Path) -> None:
    """Make a folder of a cache, and those above it up to l10n's own, that nobody else can enter."""
    own = cache("")
    if folder != own and own in folder.parents:
        private_folder(folder.parent)
    if os.name == "nt":
        folder.mkdir(parents=True, exist_ok=True)
        return
    try:
        make(folder)
        descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW)
        try:
            narrow(descriptor, folder, FOLDER)
        finally:
            os.close(descriptor)
    except OSError as error:
        what = "is a link" if folder.is_symlink() else f"cannot be used ({error.strerror})"
        raise refused(folder, what) from error


def make(folder: Path) -> None:
    """Make a folder and those above it that are not there, for us alone whatever the umask."""
    if os.path.lexists(folder):
        return
    make(folder.parent)
    try:
        folder.mkdir(FOLDER)
    except FileExistsError:  # another run was quicker
        return
    folder.chmod(FOLDER)


def opened(path: Path) -> tuple[int, bool]:
    """Open a file, but no link; tell whether it is new."""
    plain = os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK
    try:
        return os.open(path, plain | os.O_CREAT | os.O_EXCL, FILE), True
    except OSError:
        return os.open(path, plain), False


def narrow(descriptor: int, path: Path, mode: int) -> None:
    """Give what is open this mode; raises L10nError if it is not ours alone then."""
    if os.fstat(descriptor).st_uid != os.geteuid():
        raise refused(path, "belongs to somebody else")
    if stat.S_IMODE(os.fstat(descriptor).st_mode) != mode:
        os.fchmod(descriptor, mode)
    if os.fstat(descriptor).st_mode & OTHERS:
        raise refused(path, "cannot be kept from others here")


def refused(path: Path, what: str) -> L10nError:
    return L10nError(what, where=str(path), hint=HINT)
