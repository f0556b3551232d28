"""An article of a project: its file, what is read of it, and where everything of it lies."""

from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import Protocol

from l10n import encodings, locales, po
from l10n.catalog import Catalog, Unit, merge
from l10n.confinement import Confines
from l10n.document import Document
from l10n.files import read_bytes, read_if_there, read_saved, write_bytes
from l10n.formats import Format
from l10n.pipeline import extract, gate
from l10n.pipeline.exclude import exclude
from l10n.pipeline.inspect import refuse_other
from l10n.pipeline.localize import Localized, Ship, localize
from l10n.settings import Settings


class Home(Protocol):
    """What an article knows of its project (see `l10n.project.Project`)."""

    @property
    def root(self) -> Path: ...

    @property
    def settings(self) -> Settings: ...

    @property
    def name(self) -> str: ...

    @property
    def source(self) -> Path: ...

    @property
    def catalogs(self) -> Path: ...

    @property
    def output(self) -> Path: ...

    @property
    def articles_lie(self) -> Confines: ...

    @property
    def catalogs_lie(self) -> Confines: ...

    @property
    def outputs_lie(self) -> Confines: ...

    def show(self, path: Path) -> str: ...


@dataclass(frozen=True)
class Article:
    """An article's file, read when needed, and where everything of it lies."""

    project: Home
    path: Path
    form: Format

    @cached_property
    def below(self) -> str:
        """The article's path below the source folder."""
        return str(self.path)[len(str(self.project.source)) + 1 :]

    @property
    def stem(self) -> str:
        """The same without its suffix."""
        return self.below.removesuffix(self.path.suffix)

    @cached_property
    def template_path(self) -> Path:
        return self.project.catalogs / f"{self.stem}.pot"

    def catalog_path(self, target: str) -> Path:
        name = locales.gettext_name(target)
        return self.project.catalogs / f"{name}/LC_MESSAGES/{self.stem}.po"

    def output_path(self, target: str) -> Path:
        return self.project.output / f"{locales.gettext_name(target)}/{self.below}"

    @cached_property
    def shown(self) -> str:
        """The article's path as references show it: from the project's folder, with /."""
        return readable(self.path.relative_to(self.project.root).as_posix())

    @cached_property
    def text(self) -> encodings.Decoded:
        return encodings.decode(read_bytes(self.path, self.project.articles_lie), self.shown)

    @cached_property
    def original(self) -> gate.Original:
        return gate.original(self.form, self.text.text, self.shown)

    @cached_property
    def document(self) -> Document:
        return self.form.explained(self.plain_document)

    @cached_property
    def plain_document(self) -> Document:
        """The same without what only translators want to know."""
        return exclude(self.original.document, self.project.settings.excluded)

    @property
    def on_disk(self) -> bool:
        """Tell whether it has a place among the articles."""
        return True

    @property
    def fresh(self) -> "Article":
        """The same article, to be read anew; what was read of it goes with it."""
        return Article(self.project, self.path, self.form)

    @cached_property
    def template(self) -> Catalog:
        settings = self.project.settings
        return extract.template(
            self.document, self.shown, self.project.name, settings.source_language
        )

    def catalog(self, target: str) -> tuple[Catalog, bytes]:
        """Read the catalog of a locale, and its bytes; an empty one where none is yet."""
        path = self.catalog_path(target)
        content = read_saved(path, self.project.catalogs_lie)
        if content is None:
            return Catalog(self.header(target)), b""
        shown = self.project.show(path)
        catalog = po.load(content, shown)
        refuse_other(target, catalog, shown)
        return catalog, content

    def merged(self, target: str) -> tuple[Catalog, bytes]:
        """Read the catalog of a locale, brought to the article as it is now."""
        catalog, content = self.catalog(target)
        wanted = replace(self.template, header=self.header(target))
        return merge(catalog, wanted), content

    def header(self, target: str) -> Unit:
        """Make the header that a new catalog of a locale has."""
        return extract.header(self.project.name, self.project.settings.source_language, target)

    def save(self, target: str, catalog: Catalog, like: bytes) -> Path | None:
        """Write a locale's catalog, if anything changed; give the path if so.

        Raises Changed when the file is no longer what `like` was read from.
        """
        path = self.catalog_path(target)
        lasting = bool(like)  # a new one has nobody's words in it
        content = po.dump(catalog, like)
        within = self.project.catalogs_lie
        changed = write_bytes(path, content, expected=like, lasting=lasting, within=within)
        return path if changed else None

    def save_template(self) -> Path | None:
        """Write the template, if anything but line numbers changed; give the path if so."""
        path = self.template_path
        within = self.project.catalogs_lie
        like = read_if_there(path, within) or b""
        fresh = self.template
        if like:
            kept = merge(po.load(like, self.project.show(path)), fresh)
            fresh = po.template_of(kept)
        content = po.dump(fresh, like)
        return path if write_bytes(path, content, lasting=False, within=within) else None

    def write_output(self, target: str, content: bytes) -> Path | None:
        """Write a localized file, if it changed; give the path if so."""
        path = self.output_path(target)
        within = self.project.outputs_lie
        return path if write_bytes(path, content, lasting=False, within=within) else None

    def localized(self, target: str, ship: Ship) -> Localized:
        """Put a locale's targets in, and what the locale itself wants of the article."""
        document = self.plain_document
        catalog, _ = self.catalog(target)
        if not {segment.key for segment in document.segments} <= catalog.by_key().keys():
            catalog, _ = self.merged(target)  # some sources may only have changed
        made = localize(document, catalog, self.original, ship)
        return replace(made, text=self.form.adapt(made.text, self.original.text, target))

    def built(self, localized: Localized) -> tuple[bytes, bool]:
        """Give a localized article's bytes, and whether its own encoding could spell it."""
        like = self.text.encoding
        fits = like.can_spell(localized.text)
        if not fits and self.form.references:
            return encodings.encode_by_references(localized.text, like), True
        return encodings.encode(localized.text, like if fits else encodings.UTF_8), fits


def readable(name: str) -> str:
    """Give a file's name as text, also one whose bytes are none."""
    return name.encode("utf-8", "surrogateescape").decode("utf-8", "replace")
