"""An article that comes through a pipe."""

from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path

from l10n import encodings
from l10n.article import Article
from l10n.catalog import Catalog, Unit
from l10n.project import Project

PIPE = Path("-")


@dataclass(frozen=True)
class Passage(Article):
    """An article of which nothing is on disk: its catalogs and what is built are kept here."""

    content: bytes = b""
    catalogs: dict[str, Catalog] = field(default_factory=dict)
    outputs: dict[str, bytes] = field(default_factory=dict)

    @property
    def on_disk(self) -> bool:
        return False

    @property
    def fresh(self) -> "Passage":
        return self

    @property
    def shown(self) -> str:
        return str(PIPE)

    @cached_property
    def text(self) -> encodings.Decoded:
        return encodings.decode(self.content, self.shown)

    def catalog_path(self, target: str) -> Path:  # where findings point to
        return PIPE

    def output_path(self, target: str) -> Path:
        return PIPE

    def catalog(self, target: str) -> tuple[Catalog, bytes]:
        return self.catalogs.get(target) or Catalog(self.header(target)), b""

    def save(self, target: str, catalog: Catalog, like: bytes) -> None:
        self.catalogs[target] = replace(catalog, units=tuple(map(placed, catalog.units)))

    def save_template(self) -> None:
        """Keep nothing: the template is made of the text when asked for."""

    def write_output(self, target: str, content: bytes) -> None:
        self.outputs[target] = content


def passage(project: Project, form: str, content: bytes) -> Passage:
    """Make an article of what came through a pipe, in the named format."""
    return Passage(project, PIPE, project.claims.form(form), content)


def placed(unit: Unit) -> Unit:
    """Give a unit the line of its text in the article, as it has none in a catalog's file."""
    line = unit.references[0].rpartition(":")[2] if unit.references else ""
    return replace(unit, line=int(line) if line.isdecimal() else 0)
