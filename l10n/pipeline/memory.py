"""Remembers what engines made of sentences, so that an edited article costs its edited ones."""

import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing, contextmanager, suppress
from pathlib import Path

from l10n.engines import Package

FORMAT = 1
LARGEST = 256 << 20  # bytes; some 500,000 sentences. What grew beyond is begun anew
AT_ONCE = 500  # sentences asked for in one statement

TABLE = """
CREATE TABLE IF NOT EXISTS answers (
  package TEXT, careful INTEGER, sentence TEXT, answer TEXT,
  PRIMARY KEY (package, careful, sentence)
) WITHOUT ROWID
"""


class Memory:
    """Engines' answers in a file, by package and sentence; whatever is wrong with it, it is empty.

    Engines give the same answer to the same sentence (a law of theirs), so
    that a run with a memory makes what one without it makes.
    """

    def __init__(self, path: Path | None) -> None:
        """Remember in a file; nothing at all without one."""
        self.path = path

    def recalled(
        self, package: Package, sentences: Sequence[str], *, careful: bool
    ) -> dict[str, str]:
        """Give what is known of sentences."""
        key = name(package)
        found: dict[str, str] = {}
        with suppress(sqlite3.Error, OSError), self._opened() as base:
            for start in range(0, len(sentences), AT_ONCE):
                some = sentences[start : start + AT_ONCE]
                marks = ", ".join("?" * len(some))
                query = (
                    "SELECT sentence, answer FROM answers "  # noqa: S608  # the marks are ours
                    f"WHERE package = ? AND careful = ? AND sentence IN ({marks})"
                )
                found.update(base.execute(query, (key, careful, *some)))
        return found

    def keep(self, package: Package, answers: Mapping[str, str], *, careful: bool) -> None:
        """Remember answers; an empty one is no answer."""
        key = name(package)
        rows = [(key, careful, sentence, answer) for sentence, answer in answers.items() if answer]
        with suppress(sqlite3.Error, OSError), self._opened() as base:
            base.executemany("INSERT OR REPLACE INTO answers VALUES (?, ?, ?, ?)", rows)

    @contextmanager
    def _opened(self) -> Iterator[sqlite3.Connection]:
        """Open the file for one transaction: several runs may use it at a time."""
        if self.path is None:
            raise OSError("there is no memory")
        self.path.parent.mkdir(parents=True, exist_ok=True)
        if self.path.exists() and self.path.stat().st_size > LARGEST:
            self.path.unlink()
        with closing(sqlite3.connect(self.path, timeout=5)) as base, base:
            version = base.execute("PRAGMA user_version").fetchone()[0]
            if version != FORMAT:
                base.execute("DROP TABLE IF EXISTS answers")
                base.execute(f"PRAGMA user_version = {FORMAT}")
            base.execute(TABLE)
            yield base


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
