"""Argos packages: neural models, decoded by CTranslate2 in batches."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from l10n.engines import Package, Pair, Session


class Argos:
    """The packages in the folder that Argos's own tools use, and nothing else of Argos."""

    name = "argos"
    rank = 10
    whole = False  # models are trained on single sentences

    def packages(self, source: str) -> tuple[Package, ...]:
        from l10n.engines.argos.store import installed

        return tuple(
            Package(self.name, one.pair, one.name, one.version, str(one.folder))
            for one in installed()
        )

    @contextmanager
    def open(self, package: Package) -> Iterator[Session]:
        from l10n.engines.argos import store
        from l10n.engines.argos.decoding import open_decoder
        from l10n.engines.argos.package import read

        folder = Path(package.place)
        if found := read(folder):
            store.check(found)
        with open_decoder(folder, package.pair.source, package.pair.target) as decoder:
            yield decoder

    def how_to_get(self, pair: Pair) -> str:
        return f"l10n models install {pair.source} {pair.target}"


ENGINE = Argos()
