"""`l10n check`: are the catalogs and built files complete and fresh? For CI."""

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import asdict

import typer

from l10n.article import Article
from l10n.catalog import State
from l10n.cli import printing, terminal
from l10n.cli.terminal import complain
from l10n.errors import L10nError, blamed
from l10n.files import read_bytes
from l10n.findings import Finding, Severity
from l10n.pipeline.inspect import completeness, error, freshness, tally
from l10n.pipeline.localize import Localized, Ship
from l10n.project import Project, there
from l10n.site import Site

COUNTED = {"translated": (State.DRAFT, State.FINAL), "final": (State.FINAL,)}


def check(
    context: typer.Context,
    articles: terminal.Articles = None,
    to: terminal.To = "",
    form: terminal.Format = "",
    as_json: terminal.Json = False,
) -> None:
    """Tell whether catalogs and built files are complete, fresh and sound; exits with 1 if not.

    Needs no engine and no network. Thresholds are in the configuration:
    `minimum = { translated = 100, final = 0 }`, percents of words. Drafts and
    final translations that would break their article are reported whatever
    `ship` says, stale and doubtful ones only where that is `any`. Links are
    followed in what would be built; built files are compared with it where
    the output folder is there.

    Examples:

      l10n check

      l10n check --to es --json
    """
    at = terminal.of(context)
    project = at.project(form)
    found = project.articles(map(at.path, articles or []))
    targets = project.targets(to)
    site = Site(project, project.settings.ship)
    findings: list[Finding] = []
    errors: list[L10nError] = []
    for article in found:
        read = article.fresh
        for target in targets:
            try:
                with blamed(read.shown):
                    findings += inspected(read, target, site)
            except L10nError as refused:
                errors.append(refused)
        findings += unplaced(read)
    findings += site.findings()
    if not articles:
        findings += orphaned(project, found, targets)
    tell(findings, as_json)
    for problem in errors:
        complain(problem)
    if errors:
        raise typer.Exit(2)
    at.notice(f"Articles checked: {len(found)}. Findings: {len(findings)}.")
    raise typer.Exit(1 if any(one.severity is Severity.ERROR for one in findings) else 0)


def tell(findings: list[Finding], as_json: bool) -> None:
    if as_json:
        printing.show_json([asdict(one) for one in findings])
    else:
        for finding in findings:
            printing.show(str(finding))


def orphaned(
    project: Project, articles: list[Article], targets: tuple[str, ...]
) -> Iterator[Finding]:
    """Warn of catalogs whose article was renamed or removed: they hold people's words."""
    for path in project.orphans(articles, targets):
        message = "belongs to no article; rename it as the article was, or remove it"
        yield Finding(project.show(path), 1, Severity.WARNING, message, "orphan")


def unplaced(article: Article) -> Iterator[Finding]:
    """Warn of text that no translation can be made of; nothing of an article that is unreadable."""
    with suppress(L10nError), blamed(article.shown):
        path = article.project.show(article.path)
        for line, reason in article.document.unplaced:
            message = f"left as it is: {reason}"
            yield Finding(path, line, Severity.WARNING, message, "unplaced")


def inspected(article: Article, target: str, site: Site) -> Iterator[Finding]:
    """Find what is wrong with an article in a locale."""
    project = article.project
    path = article.catalog_path(target)
    if not there(path):
        yield error(project.show(path), 1, "is missing; `l10n translate` makes it", "fresh")
        return
    shown = project.show(path)
    catalog, _ = article.catalog(target)
    yield from freshness(catalog, article.template, shown)
    counted = tally(catalog, article.template)
    for name, states in COUNTED.items():
        least, have = project.settings.thresholds[name], counted.percent(*states)
        if have < least:
            message = f"{have} % of the words are {name}, of {least} % wanted"
            yield error(shown, 1, message, "complete")
    if counted.percent(*COUNTED["translated"]) < project.settings.thresholds["translated"]:
        yield from completeness(catalog, shown)
    localized = article.localized(target, project.settings.ship)
    site.add(article, target, localized.text)
    final = project.settings.ship is Ship.FINAL
    judged = article.localized(target, Ship.DRAFT) if final else localized
    yield from judged.findings(shown)
    yield from built(article, target, localized)


def built(article: Article, target: str, localized: Localized) -> Iterator[Finding]:
    """Compare a built file with what would be built now."""
    project = article.project
    path = article.output_path(target)
    if not project.output.is_dir():
        return
    if not there(path):
        yield error(project.show(path), 1, "is not built; `l10n build` makes it", "built")
        return
    wanted, _ = article.built(localized)
    have = read_bytes(path, project.outputs_lie)
    if have != wanted:
        same = next(
            (n for n, (a, b) in enumerate(zip(have, wanted, strict=False)) if a != b),
            min(len(have), len(wanted)),
        )
        line = wanted.count(b"\n", 0, same) + 1
        yield error(project.show(path), line, "is not what `l10n build` would write", "built")
