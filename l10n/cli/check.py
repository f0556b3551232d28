"""`l10n check`: are the catalogs and built files complete and fresh? For CI."""

import json
from collections.abc import Iterator
from dataclasses import asdict

import typer

from l10n.catalog import State
from l10n.cli import terminal
from l10n.cli.terminal import complain
from l10n.errors import L10nError
from l10n.files import read_bytes
from l10n.findings import Finding, Severity
from l10n.pipeline.inspect import completeness, error, freshness, tally
from l10n.project import Article, Project, there

COUNTED = {"translated": (State.DRAFT, State.FINAL), "final": (State.FINAL,)}


def check(
    context: typer.Context,
    articles: terminal.Articles = None,
    to: terminal.To = "",
    as_json: terminal.Json = False,
) -> None:
    """Tell whether catalogs and built files are complete and fresh; exits with 1 if not.

    Needs no engine and no network. Thresholds are in the configuration:
    `minimum = { translated = 100, final = 0 }`, percents of words. Built files
    are compared where the output folder is there.

    Examples:

      l10n check

      l10n check --to es --json
    """
    at = terminal.of(context)
    project = at.project()
    found = project.articles(map(at.path, articles or []))
    findings: list[Finding] = []
    errors: list[L10nError] = []
    for article in found:
        for target in project.targets(to):
            try:
                findings += inspected(Article(project, article.path, article.form), target)
            except L10nError as refused:
                errors.append(refused)
    if not articles:
        findings += orphaned(project, found, project.targets(to))
    tell(findings, as_json)
    for problem in errors:
        complain(problem)
    if errors:
        raise typer.Exit(2)
    at.notice(f"Articles checked: {len(found)}. Findings: {len(findings)}.")
    raise typer.Exit(1 if any(one.severity is Severity.ERROR for one in findings) else 0)


def tell(findings: list[Finding], as_json: bool) -> None:
    if as_json:
        typer.echo(json.dumps([asdict(one) for one in findings], ensure_ascii=False, indent=2))
    else:
        for finding in findings:
            typer.echo(str(finding))


def orphaned(
    project: Project, articles: list[Article], targets: tuple[str, ...]
) -> Iterator[Finding]:
    """Warn of catalogs whose article was renamed or removed: they hold people's words."""
    for path in project.orphans(articles, targets):
        message = "belongs to no article; rename it as the article was, or remove it"
        yield Finding(project.show(path), 1, Severity.WARNING, message, "orphan")


def inspected(article: Article, target: str) -> Iterator[Finding]:
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
    yield from built(project, article, target)


def built(project: Project, article: Article, target: str) -> Iterator[Finding]:
    """Compare a built file with what would be built now."""
    path = article.output_path(target)
    if not project.output.is_dir():
        return
    if not there(path):
        yield error(project.show(path), 1, "is not built; `l10n build` makes it", "built")
        return
    wanted, _ = article.built(article.localized(target, project.settings.ship))
    have = read_bytes(path)
    if have != wanted:
        same = next(
            (n for n, (a, b) in enumerate(zip(have, wanted, strict=False)) if a != b),
            min(len(have), len(wanted)),
        )
        line = wanted.count(b"\n", 0, same) + 1
        yield error(project.show(path), line, "is not what `l10n build` would write", "built")
