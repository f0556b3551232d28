"""`l10n status`: how far every locale and article is."""

import sys
from collections.abc import Iterator

import typer

from l10n.article import Article
from l10n.catalog import State
from l10n.cli import printing, terminal
from l10n.cli.terminal import complain
from l10n.errors import L10nError, blamed
from l10n.pipeline.inspect import Tally, tally

HEADINGS = ("locale", "article", "segments", "words", *State, "% translated", "% final")
Row = tuple[str, str, Tally]


def status(
    context: typer.Context,
    articles: terminal.Articles = None,
    to: terminal.To = "",
    as_json: terminal.Json = False,
) -> None:
    """Show segments by state, and the percent of words translated and final.

    Translated means draft or final. What counts is the articles as they are
    now, also before `l10n extract`.

    Examples:

      l10n status

      l10n status --to es --json
    """
    at = terminal.of(context)
    project = at.project()
    found = project.articles(map(at.path, articles or []))
    errors: list[L10nError] = []
    rows = list(tallies(found, project.targets(to), errors))
    if as_json:
        printing.show_json([record(row) for row in rows])
    else:
        show([HEADINGS, *map(cells, rows)])
    for error in errors:
        complain(error)
    if errors:
        raise typer.Exit(2)


def tallies(
    articles: list[Article], targets: tuple[str, ...], errors: list[L10nError]
) -> Iterator[Row]:
    """Count every article in every locale; problems are collected, not raised."""
    for target in targets:
        for article in articles:
            fresh = article.fresh
            try:
                with blamed(article.shown):
                    counted = tally(fresh.catalog(target)[0], fresh.template)
            except L10nError as error:
                errors.append(error)
            else:
                yield target, article.shown, counted


def record(row: Row) -> dict[str, object]:
    locale, article, counted = row
    return {
        "locale": locale,
        "article": article,
        "segments": {state.value: counted.units[state] for state in State},
        "words": {state.value: counted.words[state] for state in State},
        "translated_percent": counted.percent(State.DRAFT, State.FINAL),
        "final_percent": counted.percent(State.FINAL),
    }


def cells(row: Row) -> tuple[str, ...]:
    locale, article, counted = row
    numbers = (counted.total, sum(counted.words.values()), *(counted.units[s] for s in State))
    percents = (counted.percent(State.DRAFT, State.FINAL), counted.percent(State.FINAL))
    return (locale, article, *map(str, numbers), *(f"{percent} %" for percent in percents))


def show(rows: list[tuple[str, ...]]) -> None:
    """Print a table: ruled on a terminal, plain columns elsewhere."""
    shown = printing.show_table if sys.stdout.isatty() else printing.show_columns
    shown(rows, numbers=2)
