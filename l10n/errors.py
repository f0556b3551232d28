"""The one error that people see: what is wrong, where, and what to do."""

from collections.abc import Iterator
from contextlib import contextmanager


class L10nError(Exception):
    """A problem outside the program: in a file, a setting, or what is installed.

    Raised anywhere, printed only by the command line, which then exits with 2.

    >>> str(L10nError("no such folder", where="source/a.txt", hint="Create it."))
    'source/a.txt: no such folder. Create it.'
    """

    def __init__(self, message: str, *, where: str = "", hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.where = where
        self.hint = hint

    def __str__(self) -> str:
        text = f"{self.where}: {self.message}" if self.where else self.message
        return f"{text}. {self.hint}" if self.hint else text


class OurFault(L10nError):  # noqa: N818  # it is a kind of error, by its base
    """What we did not foresee happened to one article; the others can go on."""


@contextmanager
def blamed(where: str) -> Iterator[None]:
    """Make an error that names an article of whatever goes wrong with it and should not.

    What the disk or a reader of our output does is nobody's fault, and comes through.
    """
    try:
        yield
    except (L10nError, OSError):
        raise
    except Exception as error:
        told = " ".join(f"{type(error).__name__}: {error}".split())[:200]
        raise OurFault(
            f"made l10n fail ({told})",
            where=where,
            hint="That is our fault. Please report it, with the article.",
        ) from error
