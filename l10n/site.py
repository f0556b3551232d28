"""A project's articles as the site that readers walk: links that lead nowhere in a language."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from functools import cached_property, partial
from pathlib import Path
from posixpath import splitext

from l10n.article import Article
from l10n.errors import L10nError, blamed
from l10n.findings import Finding, Severity
from l10n.formats import Links
from l10n.pipeline import links
from l10n.pipeline.localize import Ship
from l10n.project import Project

SOURCE = ""  # the language of the articles as they were written


@dataclass
class Site:
    """Remembers links and ids of articles, not their texts.

    known: by language and path below the source folder; None where an article
    cannot be read or built.
    """

    project: Project
    ship: Ship
    known: dict[tuple[str, str], Links | None] = field(default_factory=dict)
    built: list[tuple[str, Path]] = field(default_factory=list)

    def add(self, article: Article, target: str, text: str) -> None:
        """Take up a localized article, whose links will be judged.

        Its addresses are its original's: if there are none to follow, it is not
        read at all, unless another article turns out to point at it.
        """
        if any(links.judged(one.strip()) for one in article.form.addresses(article.text.text)):
            self.known[target, self.name(article.path)] = article.form.links(text)
            self.built.append((target, article.path))

    def findings(self) -> Iterator[Finding]:
        """Find the dead links of what was taken up: errors, but for those dead in the source.

        These are given once, for the source, as warnings.
        """
        told = set()
        for target, path in self.built:
            for finding in self.followed(target, self.project.article(path)):
                if finding not in told:
                    told.add(finding)
                    yield finding

    def followed(self, target: str, article: Article) -> Iterator[Finding]:
        name = self.name(article.path)
        died = list(self.dead(name, target))
        before = {a: (line, why) for line, a, why in self.dead(name, SOURCE)} if died else {}
        for line, address, fault in died:
            if address in before:
                was, why = before[address]
                path = self.project.show(article.path)
                yield Finding(path, was, Severity.WARNING, f"{address} {why}", "links")
            else:
                path = self.project.show(article.output_path(target))
                message = f"{address} {fault}, unlike in {article.shown}"
                yield Finding(path, line, Severity.ERROR, message, "links")

    def dead(self, name: str, target: str) -> Iterator[tuple[int, str, str]]:
        found = self.links(name, target)
        site = links.Site(self.articles, self.beside, partial(self.ids, target))
        return links.dead(name, found, site) if found else iter(())

    def name(self, path: Path) -> str:
        return str(self.project.claims.below(path))

    def ids(self, target: str, name: str) -> Collection[str] | None:
        found = self.links(name, target)
        return found.ids if found else None

    def links(self, name: str, target: str) -> Links | None:
        """Give an article's links in a language, building it in memory where it was not yet."""
        if (target, name) not in self.known:
            self.known[target, name] = self.read(name, target)
        return self.known[target, name]

    def read(self, name: str, target: str) -> Links | None:
        try:
            article = self.project.article(self.project.source / name)
            with blamed(article.shown):
                made = article.localized(target, self.ship).text if target else article.text.text
                return article.form.links(made)
        except L10nError:
            return None

    @cached_property
    def articles(self) -> dict[str, str]:
        """Give the articles' paths, by themselves and without their suffixes."""
        names = list(map(self.name, self.project.claims.files(self.project.source)))
        return {splitext(name)[0]: name for name in names} | {name: name for name in names}

    def beside(self, path: str) -> bool:
        try:
            return (self.project.source / path).exists()
        except (OSError, ValueError):  # a path that no file can have
            return False
