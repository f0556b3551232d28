"""`l10n translate`: extract, merge, draft, save, build."""

from collections.abc import Iterable, Mapping
from typing import Annotated

import typer

from l10n.caches import cache
from l10n.cli import pipe, printing, terminal
from l10n.cli.build import ShipOption, report
from l10n.engines import Engine, Package, Pair
from l10n.engines.routing import Route, best
from l10n.errors import L10nError
from l10n.locales import language
from l10n.pipeline.draft import Policy
from l10n.pipeline.memory import Memory
from l10n.pipeline.sessions import Sessions
from l10n.plugins import chosen_engines
from l10n.project import Project
from l10n.run import Run


def translate(
    context: typer.Context,
    articles: terminal.Articles = None,
    to: terminal.To = "",
    engine: Annotated[
        str,
        typer.Option(
            help="auto, argos, apertium or pseudo; none means the configured one.",
            show_default=False,
        ),
    ] = "",
    ship: ShipOption = None,
    form: terminal.Format = "",
    redraft: Annotated[
        bool, typer.Option("--redraft", help="Replace machine drafts that nobody touched, too.")
    ] = False,
    overwrite_final: Annotated[
        bool,
        typer.Option("--overwrite-final", help="Replace even what people wrote, naming all of it."),
    ] = False,
) -> None:
    """Draft what is new, save the catalogs and build the localized articles.

    What a person wrote is left alone. A second run with nothing new writes nothing.
    With - for the article, it is read from standard input, and the localized one
    goes to standard output; nothing is read or written besides.

    Examples:

      l10n translate source/article.txt --to es,ca

      l10n translate --engine apertium

      l10n translate --to pt-BR --redraft

      l10n translate - --format markdown --to es < article.md > articulo.md
    """
    at = terminal.of(context)
    project = at.project(form)
    piped = pipe.asked(articles)
    targets = pipe.only(project.targets(to)) if piped else project.targets(to)
    engines = chosen_engines(engine or project.settings.engine)
    routes, packages = routes_to(targets, project, engines)
    run = Run(
        project,
        targets,
        ship or project.settings.ship,
        Policy(redraft, overwrite_final),
        at.notice,
        routes=routes,
    )
    passage = pipe.read(project) if piped else None
    found = [passage] if passage else project.articles(map(at.path, articles or []))
    sound, wanted = run.survey(found)
    missing = [target for target in targets if wanted[target] and target not in routes]
    if missing and (to or len(missing) == len(targets)):
        raise no_route(missing, project, packages)
    for target in (target for target in targets if wanted[target] and target in routes):
        at.notice(f"{target}: {routes[target]} by {routes[target].origin.packages}")
    total = sum(wanted[target] for target in targets if target in routes)
    memory = Memory(None if piped else cache("answers.sqlite"), at.notice)
    with Sessions(engines, memory) as sessions, at.progress(total, "Drafting") as bar:
        run.advance = bar.advance
        try:
            run.translate(sound, sessions)
        except KeyboardInterrupt:
            if piped:
                raise
            printing.say("l10n: stopped. What is finished is saved; run it again to go on.")
            raise typer.Exit(terminal.STOPPED) from None
    code = pipe.write(run, passage, at) if passage else report(run, at)
    if missing and code != terminal.WRONG_USE:
        terminal.complain(no_route(missing, project, packages))
    raise typer.Exit(code or int(bool(missing)))


def routes_to(
    targets: Iterable[str], project: Project, engines: Mapping[str, Engine]
) -> tuple[dict[str, Route], list[Package]]:
    """Find the best route to each target over what is installed, and list that."""
    source = project.settings.source_language
    packages = [package for one in engines.values() for package in one.packages(source)]
    found = {target: best(Pair(source, target), packages, engines) for target in targets}
    return {target: route for target, route in found.items() if route}, packages


def no_route(missing: list[str], project: Project, packages: list[Package]) -> L10nError:
    """Say which targets no installed engine reaches, and what to type."""
    source = project.settings.source_language
    installed = ", ".join(sorted({str(package.pair) for package in packages})[:20]) or "nothing"
    return L10nError(
        f"no installed engine goes from {source} to {', '.join(missing)} (installed: {installed})",
        hint=" ".join(f"For {target}: {ways(Pair(source, target))}." for target in missing),
    )


def ways(pair: Pair) -> str:
    """Say what to type to get a direction, engine by engine."""
    if language(pair.source) == language(pair.target):
        return "write its catalog by hand, as no engine translates a language into itself"
    told = (engine.how_to_get(pair) for engine in chosen_engines("auto").values())
    return " or ".join(f"`{way}`" for way in told if way) or "no engine is known"
