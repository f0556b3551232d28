"""Remembers what engines made of sentences, so that an edited article costs its edited ones."""

import os
import sqlite3
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager, suppress
from pathlib import Path

from l10n.caches import private
from l10n.engines import Package
from l10n.errors import L10nError

FORMAT = 1
LARGEST = 256 << 20  # bytes; some 500,000 sentences. What grew beyond is begun anew
AT_ONCE = 500  # sentences asked for in one statement
PATIENCE = 5.0  # seconds to wait for another run that is writing
BESIDE = ("-journal", "-wal", "-shm")  # what SQLite puts beside a file
DAMAGED = (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB)

TABLE = """
CREATE TABLE IF NOT EXISTS answers (
  package TEXT, careful INTEGER, sentence TEXT, answer TEXT,
  PRIMARY KEY (package, careful, sentence)
) WITHOUT ROWID
"""


class Memory:
    """Engines' answers in a file, by package and sentence; whatever is wrong with it, it is empty.

    Engines give the same answer to the same sentence (a law of theirs), so
    that a run with a memory makes what one without it makes. What is in it
    may not be published yet: nobody else may read it, or have written it. A
    file that is not to be had is given up for this run; a damaged one is
    begun anew.
    """

    def __init__(
        self, path: Path | None, notice: Callable[[str], None] = lambda message: None
    ) -> None:
        """Remember in a file; nothing at all without one. notice: told if that goes wrong."""
        self.path = path
        self._notice = notice

    def recalled(
        self, package: Package, sentences: Sequence[str], *, careful: bool
    ) -> dict[str, str]:
        """Give what is known of sentences."""
        key = name(package)
        found: dict[str, str] = {}
        with self._trying(), self._opened() as base:
            for start in range(0, len(sentences), AT_ONCE):
                some = sentences[start : start + AT_ONCE]
                marks = ", ".join("?" * len(some))
                query = (
                    "SELECT sentence, answer FROM answers "  # noqa: S608  # the marks are ours
                    f"WHERE package = ? AND careful = ? AND sentence IN ({marks})"
                )
                rows = base.execute(query, (key, careful, *some))
                found.update((sentence, answer) for sentence, answer in rows if fit(answer))
        return found

    def keep(self, package: Package, answers: Mapping[str, str], *, careful: bool) -> None:
        """Remember answers; an empty one is no answer."""
        key = name(package)
        rows = [(key, careful, sentence, answer) for sentence, answer in answers.items() if answer]
        with self._trying(), self._opened() as base:
            base.executemany("INSERT OR REPLACE INTO answers VALUES (?, ?, ?, ?)", rows)

    @contextmanager
    def _opened(self) -> Iterator[sqlite3.Connection]:
        """Open the file for one transaction: several runs may use it at a time."""
        if self.path is None:
            raise FileNotFoundError("there is no memory")
        if self.path.exists() and self.path.stat().st_size > LARGEST:
            self._begin_anew()
        private(self.path)
        for aside in filter(os.path.lexists, self._beside()):
            private(aside)
        with closing(sqlite3.connect(self.path, timeout=PATIENCE)) as base, base:
            version = base.execute("PRAGMA user_version").fetchone()[0]
            if version != FORMAT:
                base.execute("DROP TABLE IF EXISTS answers")
                base.execute(f"PRAGMA user_version = {FORMAT}")
            base.execute(TABLE)
            yield base

    @contextmanager
    def _trying(self) -> Iterator[None]:
        """Go on whatever is wrong: without a memory, or with one that is begun anew."""
        try:
            yield
        except (sqlite3.Error, OSError, ValueError, L10nError) as fault:
            if self.path is None or isinstance(fault, ValueError):  # a text that no file can have
                return
            if getattr(fault, "sqlite_errorcode", 0) & 0xFF in DAMAGED:
                self._begin_anew()
                return
            self.path = None
            self._notice(f"sentences are not remembered in this run: {fault}")

    def _begin_anew(self) -> None:
        if self.path:
            for path in (self.path, *self._beside()):
                with suppress(OSError):
                    path.unlink()

    def _beside(self) -> list[Path]:
        path = self.path
        return [path.with_name(f"{path.name}{ending}") for ending in BESIDE] if path else []


def fit(answer: object) -> bool:
    """Tell whether a file's answer is one: SQLite keeps anything under any name."""
    return isinstance(answer, str) and bool(answer)


def name(package: Package) -> str:
    """Name a package and the state of its files: one that was made anew knows nothing yet."""
    made = stamps(Path(package.place)) if package.place else ()
    return "\n".join((str(package), package.place, *map(str, made)))


def stamps(place: Path) -> Iterator[tuple[str, int, int]]:
    """Give name, size and time of all files that a package is made of."""
    files = sorted(place.rglob("*")) if place.is_dir() else [place]
    for path in files:
        with suppress(OSError):
            told = path.stat()
            yield path.name, told.st_size, told.st_mtime_ns
