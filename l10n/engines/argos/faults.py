"""What is said of a package whose files are missing or damaged."""

from pathlib import Path

from l10n.errors import L10nError

REINSTALL = "Run `l10n models verify`, then install it again."
UNREADABLE = (RuntimeError, ValueError, MemoryError, OSError)


def present(path: Path) -> Path:
    """Give a path back if it is a file; raise L10nError if not."""
    if not path.is_file():
        raise broken(path, "this file of the package is missing")
    return path


def broken(place: Path, problem: str) -> L10nError:
    return L10nError(problem, where=str(place), hint=REINSTALL)
