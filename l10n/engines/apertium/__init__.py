"""Apertium: rule-based translation by the system's own programs, without any model."""

from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from shutil import which

from l10n.engines import Package, Pair, Session
from l10n.engines.apertium import debian

PROGRAMS = ("apertium", "lt-proc")


class Apertium:
    """The modes of the installed language pairs, each as one pipeline that stays open."""

    name = "apertium"
    rank = 20
    whole = True  # what a word is, its tagger tells from the sentence before, too

    def packages(self, source: str) -> tuple[Package, ...]:
        from l10n.engines.apertium.mode import installed

        modes = () if missing_program() else installed()
        versions = debian.versions() if modes else {}
        return tuple(
            Package(
                self.name, mode.pair, mode.name, versions.get(mode.data, "unknown"), str(mode.path)
            )
            for mode in modes
        )

    @contextmanager
    def open(self, package: Package) -> Iterator[Session]:
        from l10n.engines.apertium.mode import commands, following
        from l10n.engines.apertium.translator import Translator

        path = Path(package.place)
        with closing(Translator(path, commands(path), following(path))) as translator:
            yield translator

    def how_to_get(self, pair: Pair) -> str:
        return debian.installation(pair, with_programs=bool(missing_program()))


def missing_program() -> str:
    """Give the first of Apertium's programs that is not installed, or an empty string."""
    return next((program for program in PROGRAMS if not which(program)), "")


ENGINE = Apertium()
