"""A project on disk: its settings, and where its articles and catalogs are."""

import os
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path

from l10n import locales
from l10n.article import Article, readable
from l10n.claims import Claims
from l10n.confinement import Confines
from l10n.errors import L10nError
from l10n.plugins import format_names, suffixes, suggestion
from l10n.settings import OWN_FILE, SHARED_FILE, Settings, read


@dataclass(frozen=True)
class Project:
    """A folder with settings.

    forced: the name of the format that every article is read as, whatever it is called.
    """

    root: Path
    settings: Settings
    forced: str = ""

    @property
    def name(self) -> str:
        return self.settings.name or " ".join(readable(self.root.name).split()) or "l10n"

    @cached_property
    def source(self) -> Path:
        return self.root / self.settings.source

    @cached_property
    def catalogs(self) -> Path:
        return self.root / self.settings.catalogs

    @cached_property
    def output(self) -> Path:
        return self.root / self.settings.output

    @cached_property
    def articles_lie(self) -> Confines:
        return self.confines(self.settings.source)

    @cached_property
    def catalogs_lie(self) -> Confines:
        return self.confines(self.settings.catalogs, self.source, self.output)

    @cached_property
    def outputs_lie(self) -> Confines:
        return self.confines(self.settings.output, self.source, self.catalogs)

    def confines(self, folder: str, *barred: Path) -> Confines:
        """Say where the files of a folder of the project may really be."""
        linked = tuple(self.root / one for one in self.settings.linked_folders)
        return Confines(self.root, folder, linked, barred)

    def show(self, path: Path) -> str:
        """Give a path as messages show it: from the working folder where that is shorter."""
        spelled, here = str(path), os.path.join(os.getcwd(), "")  # noqa: PTH109, PTH118  # quickly
        if spelled.startswith(here) and ".." not in spelled:
            return spelled[len(here) :]
        relative = os.path.relpath(path)
        return spelled if relative.startswith("..") else relative

    def articles(self, chosen: Iterable[Path] = ()) -> list[Article]:
        """List the articles: all, or those chosen as files or folders, in order.

        Raises L10nError for a path that is no article of this project, and for
        two articles that would share a catalog.
        """
        paths = [path for one in list(chosen) or [self.source] for path in self.files(one)]
        found = [self.article(path) for path in dict.fromkeys(paths)]
        places: dict[Path, Article] = {}
        for article in found:
            first = places.setdefault(article.template_path, article)
            if first is not article:
                raise L10nError(
                    f"would share the catalog of {first.shown}",
                    where=article.shown,
                    hint="Rename one of the two.",
                )
        return found

    def files(self, path: Path) -> list[Path]:
        """List the article files at a path: itself, or those below it that a format claims."""
        path = Path(os.path.normpath(path.absolute()))
        if there(path) and path.is_file():
            return [path]
        if self.source != path and self.source.is_relative_to(path):
            path = self.source
        if not path.exists():
            hint = "Run `l10n init`, then put your articles there."
            hint = hint if path == self.source else "Check its spelling."
            raise L10nError("no such file or folder", where=self.show(path), hint=hint)
        if path.is_relative_to(self.source):
            self.articles_lie.real(path)
        if not path.is_dir():
            raise L10nError("is neither a file nor a folder", where=self.show(path))
        found = self.claims.files(path)
        if not found:
            raise L10nError(
                f"holds no articles ({', '.join(suffixes())})",
                where=self.show(path),
                hint="Put some there, or name another folder.",
            )
        return found

    def article(self, path: Path) -> Article:
        plain = Path(os.path.normpath(path))
        if not plain.is_relative_to(self.source):
            raise L10nError(
                f"is not below {self.show(self.source)}, where this project's articles are",
                where=self.show(path),
                hint=f"Move it there, or set `source` in {OWN_FILE} to its folder.",
            )
        name = self.claims.name(plain)
        if not name:
            raise L10nError(
                f"no format is known for {plain.suffix or 'a name without ending'}",
                where=self.show(path),
                hint=f"Known: {', '.join(suffixes())}. Others are read with `--format NAME`.",
            )
        return Article(self, plain, self.claims.form(name))

    @cached_property
    def claims(self) -> Claims:
        return Claims(self.source, self.settings, self.forced)

    def reading_as(self, name: str) -> "Project":
        """Give the project with every article read as one format, if any is named."""
        if name and name not in (names := format_names()):
            raise L10nError(f"no format is called {name!r}", hint=suggestion(name, names))
        return replace(self, forced=name)

    def orphans(self, articles: Iterable[Article], targets: Iterable[str]) -> list[Path]:
        """List the catalogs of these locales that belong to none of the articles."""
        kept = {article.catalog_path(target) for article in articles for target in targets}
        folders = (
            self.catalogs / locales.gettext_name(target) / "LC_MESSAGES" for target in targets
        )
        found = (p for one in folders if self.catalogs_lie.leads_to(one) for p in one.rglob("*.po"))
        return sorted(path for path in found if path not in kept)

    def targets(self, chosen: str = "") -> tuple[str, ...]:
        """Give the target locales: those of `--to es,ca`, else the configured ones."""
        tags = [locales.canonical(tag) for tag in chosen.split(",") if tag.strip()]
        targets = tuple(dict.fromkeys(tags)) or self.settings.targets
        if not targets:
            raise L10nError(
                "no target locale is named",
                hint=f'Say `--to es,ca`, or set `targets = ["es", "ca"]` in {OWN_FILE}.',
            )
        if self.settings.source_language in targets:
            raise L10nError(
                f"{self.settings.source_language} is the articles' own language",
                hint="Name another target.",
            )
        return targets


def there(path: Path) -> bool:
    """Tell whether a file is there; raises L10nError when that cannot even be asked."""
    try:
        return path.exists()
    except OSError as error:
        raise L10nError(f"cannot be read ({error.strerror})", where=str(path)[:200]) from error


def find(start: Path) -> Project:
    """Find the project of a folder: settings there or above it, or else defaults there."""
    here = Path(os.path.normpath(start.absolute()))
    for folder in (here, *here.parents):
        for name in (OWN_FILE, SHARED_FILE):
            path = folder / name
            settings = read(path) if path.is_file() else None
            if settings is not None:
                return Project(folder, settings)
    return Project(here, Settings())
