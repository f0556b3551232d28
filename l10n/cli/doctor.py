"""`l10n doctor`: what is installed, what is missing, what to type."""

import platform
import sys
from importlib.metadata import PackageNotFoundError, version

import typer

from l10n import locales
from l10n.cli import printing, terminal
from l10n.cli.translate import routes_to, ways
from l10n.engines import Pair
from l10n.errors import L10nError
from l10n.plugins import chosen_engines
from l10n.project import Project

LIBRARIES = ("l10n", "argos-translate-lt", "ctranslate2", "sentencepiece", "polib", "babel")


def doctor(context: typer.Context, to: terminal.To = "", as_json: terminal.Json = False) -> None:
    """Show what is installed and how each target is reached; exits with 1 if one is not.

    Examples:

      l10n doctor

      l10n doctor --to de,it
    """
    at = terminal.of(context)
    project = at.project()
    engines = chosen_engines("auto")
    source = project.settings.source_language
    targets = project.targets(to) if to or project.settings.targets else ()
    routes, packages = routes_to(targets, project, engines)
    answers = {t: str(routes[t]) if t in routes else "" for t in targets}
    if as_json:
        report = {
            "libraries": {name: installed(name) for name in LIBRARIES},
            "packages": [str(package) for package in packages],
            "routes": answers,
        }
        printing.show_json(report)
    else:
        show_installation(project)
        for name in engines:
            own = sorted(str(p.pair) for p in packages if p.engine == name)
            printing.show(f"{name}: {', '.join(own) if own else 'no packages installed'}")
        for target in targets:
            show_route(target, source, answers[target])
    if not targets:
        at.notice("No targets are configured; `l10n doctor --to es,ca` looks at some.")
    raise typer.Exit(0 if all(answers.values()) else 1)


def show_installation(project: Project) -> None:
    printing.show(f"python: {platform.python_version()} at {sys.prefix}")
    printing.show("libraries: " + ", ".join(f"{name} {installed(name)}" for name in LIBRARIES))
    printing.show(f"project: {project.root}")
    try:
        count = len(project.articles())
    except L10nError as error:
        printing.show(f"articles: {error}")
    else:
        printing.show(f"articles: {count} in {project.show(project.source)}")


def show_route(target: str, source: str, route: str) -> None:
    name = locales.display_name(target)
    if route:
        printing.show(f"{target} ({name}): {route}")
    else:
        printing.show(f"{target} ({name}): missing; type {ways(Pair(source, target))}")


def installed(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return "missing"
